"""The forms of findings in a report directory, held against findings.csv there. Prints what
differs, nothing when all is well. summary.json and the lines of findings.jsonl are what
docs/schema/ says they are; and what they are not, the schemas refuse.
    python3 tests/stories/formats.py ROOT DIR
"""
import csv
import json
import os
import sys

import jsonschema


def unlike_twice(pairs):
    """An object of JSON whose keys come once."""
    keys = [key for key, _ in pairs]
    assert len(set(keys)) == len(keys), "a key comes twice: %s" % keys
    return dict(pairs)


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def check_jsonl(path, findings):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if text and not text.endswith("\n"):
        print("findings.jsonl: the last line has no end")
    lines = text.split("\n")[:-1]
    if len(lines) != len(findings):
        print("findings.jsonl: %d lines for %d findings" % (len(lines), len(findings)))
    for number, (line, finding) in enumerate(zip(lines, findings), 1):
        told = json.loads(line, object_pairs_hook=unlike_twice)
        if list(told.items()) != list(finding.items()):
            print("findings.jsonl:%d: %s\n  is not %s" % (number, told, dict(finding)))


def validator(root, name):
    with open(os.path.join(root, "docs", "schema", name), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def check_schema(schema, name, told):
    for error in schema.iter_errors(told):
        print("%s: %s: %s" % (name, list(error.absolute_path), error.message[:200]))


def check_refused(schema, told):
    """A key too many, each key too few, and each text as a number, is refused."""
    wrong = [dict(told, another="x")]
    for key in told:
        wrong.append({other: told[other] for other in told if other != key})
        wrong.append(dict(told, **{key: 1.5}))
    for one in wrong:
        if schema.is_valid(one):
            print("a schema lets pass: %s" % str(one)[:200])


def check_schemas(root, folder):
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file, object_pairs_hook=unlike_twice)
    schema = validator(root, "summary.schema.json")
    check_schema(schema, "summary.json", summary)
    check_refused(schema, summary)
    schema = validator(root, "findings.schema.json")
    with open(os.path.join(folder, "findings.jsonl"), encoding="utf-8") as file:
        for line in file:
            check_schema(schema, "findings.jsonl", json.loads(line))
            check_refused(schema, json.loads(line))


def main(root, folder):
    check_schemas(root, folder)
    findings = read_csv(os.path.join(folder, "findings.csv"))
    check_jsonl(os.path.join(folder, "findings.jsonl"), findings)


main(*sys.argv[1:])
