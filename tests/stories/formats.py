"""The forms of findings in a report directory, held against findings.csv there. Prints what
differs, nothing when all is well.
    python3 tests/stories/formats.py ROOT DIR
"""
import csv
import json
import os
import sys


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


def main(root, folder):
    findings = read_csv(os.path.join(folder, "findings.csv"))
    check_jsonl(os.path.join(folder, "findings.jsonl"), findings)


main(*sys.argv[1:])
