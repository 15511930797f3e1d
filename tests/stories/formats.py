"""The forms of findings in a report directory, held against findings.csv there. Prints what
differs, nothing when all is well. summary.json and the lines of findings.jsonl are what
docs/schema/ says they are; and what they are not, the schemas refuse.
    python3 tests/stories/formats.py ROOT DIR INPUTS RULES
"""
import csv
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree

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


def said(what, told, wanted):
    if told != wanted:
        print("%s: %s\n  is not %s" % (what, str(told)[:300], str(wanted)[:300]))


def lines_of(path):
    """The line on which each record of a file begins."""
    lines, last = {}, 0
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file)
        record = 0
        for cells in reader:
            if cells:
                record += 1
                lines[record] = last + 1
            last = reader.line_num
    return lines


def places_of(evidence, inputs):
    """What evidence names, as (name, line): FILE#RECORD, blanks and marks of names as their
    bytes. A header is no line of a report: the whole file is its place."""
    known = {name.replace("%", "%25").replace(" ", "%20").replace("#", "%23"): name
             for name in inputs}
    places = [place.split("#") for place in evidence.split(" ") if "#" in place]
    return [(known[name], None if int(record) == 1 else inputs[known[name]][int(record)])
            for name, record in places]


def place_told(place):
    place = place["physicalLocation"]
    line = place.get("region", {}).get("startLine")
    return urllib.parse.unquote(place["artifactLocation"]["uri"]), line


def check_rules(told, codes, rules):
    said("findings.sarif: rules", [rule["id"] for rule in told], sorted(codes))
    for rule in told:
        path = os.path.join(rules, "exceptions", rule["id"] + ".sql")
        with open(path, encoding="utf-8") as file:
            text = " ".join(re.sub("(?m)^-- ?", "", file.read()).split())
        words = {"shortDescription": "asks", "fullDescription": "because", "help": "then"}
        for key, word in words.items():
            if word + " " + " ".join(rule[key]["text"].split()) not in text:
                print("findings.sarif: %s: not what the rule says: %s" % (rule["id"], key))


def check_sarif(path, findings, codes, inputs, rules):
    with open(path, encoding="utf-8") as file:
        told = json.load(file, object_pairs_hook=unlike_twice)
    said("findings.sarif: version", (told["version"], len(told["runs"])), ("2.1.0", 1))
    driver = told["runs"][0]["tool"]["driver"]
    said("findings.sarif: name", driver["name"], "tieout")
    check_rules(driver["rules"], codes, rules)
    results = told["runs"][0]["results"]
    said("findings.sarif: ids", [one["fingerprints"]["findingId/v1"] for one in results],
         [finding["finding_id"] for finding in findings])
    levels = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
    for one, finding in zip(results, findings):
        name = "findings.sarif: " + finding["finding_id"]
        said(name, (one["ruleId"], one["level"], one["message"]["text"]),
             (finding["rule"], levels[finding["severity"]], finding["explanation"]))
        said(name, one["properties"], {key: finding[key] for key in one["properties"]})
        places = one.get("locations", []) + one.get("relatedLocations", [])
        said(name, len(one.get("locations", [])), 1 if places else 0)
        said(name, [place_told(place) for place in places],
             places_of(finding["evidence"], inputs))


def check_junit(path, findings, codes):
    suites = xml.etree.ElementTree.parse(path).getroot()
    quiet = set(codes) - {finding["rule"] for finding in findings}
    said("findings.xml: suites", (suites.tag, [suite.get("name") for suite in suites]),
         ("testsuites", sorted(codes)))
    said("findings.xml: counts", (suites.get("tests"), suites.get("failures")),
         (str(len(findings) + len(quiet)), str(len(findings))))
    failed = {}
    for suite in suites:
        cases, failures = suite.findall("testcase"), suite.findall("testcase/failure")
        said("findings.xml: " + suite.get("name"), (suite.get("tests"), suite.get("failures")),
             (str(len(cases)), str(len(failures))))
        said("findings.xml: " + suite.get("name"), (len(cases), len(failures)),
             (1, 0) if suite.get("name") in quiet else (len(cases), len(cases)))
        for case in cases:
            for failure in case.findall("failure"):
                body = dict(line.split(": ", 1) for line in failure.text.split("\n"))
                failed[body["finding_id"]] = (case.get("classname"), case.get("name"),
                                              failure.get("type"), failure.get("message"), body)
    said("findings.xml: ids", sorted(failed), sorted(one["finding_id"] for one in findings))
    for finding in findings:
        rule, name, severity, message, body = failed[finding["finding_id"]]
        said("findings.xml: " + finding["finding_id"], (rule, name, severity, message),
             (finding["rule"], (finding["subject"] + " " + finding["currency"]).rstrip(" "),
              finding["severity"], finding["explanation"]))
        said("findings.xml: " + finding["finding_id"], body, {key: finding[key] for key in body})


def main(root, folder, inputs, rules):
    check_schemas(root, folder)
    codes = [name[:-4] for name in os.listdir(os.path.join(rules, "exceptions"))
             if name.endswith(".sql")]
    lines = {name: lines_of(os.path.join(inputs, name)) for name in os.listdir(inputs)
             if name.endswith(".csv")}
    findings = read_csv(os.path.join(folder, "findings.csv"))
    check_jsonl(os.path.join(folder, "findings.jsonl"), findings)
    check_sarif(os.path.join(folder, "findings.sarif"), findings, codes, lines, rules)
    check_junit(os.path.join(folder, "findings.xml"), findings, codes)


main(*sys.argv[1:])
