"""close.html of a report directory (--raw), read by a parser of its own: well formed, nothing of
the data taken for markup, every figure of the four reports and every finding on it text for text,
totals what Python's Decimal makes of them. Prints what differs, nothing when all is well.
    python3 tests/stories/close_html.py ROOT DIR RULES
"""
import base64
import collections
import csv
import decimal
import hashlib
import html.parser
import json
import os
import re
import sys

MOST_ROWS = 500  # as engine/base/limits.h has it
MOST_FINDINGS = 50
VOID = {"meta", "line", "rect", "br", "input"}
KNOWN = VOID | set("""html head title style body a header h1 h2 h3 p nav ul li main section dl div
    dt dd ol table caption thead tbody tfoot tr th td data bdi svg desc text span details summary
    footer script""".split())
ATTRIBUTES = set("""lang charset http-equiv content name class href id aria-label aria-labelledby
    tabindex scope colspan value role viewbox width height x y x1 y1 x2 y2 text-anchor data-kind
    data-sort data-filter""".split())
UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


class Node:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.parts = tag, dict(attributes), []

    def get(self, name):
        return self.attributes.get(name)

    def text(self):
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def children(self):
        return [part for part in self.parts if isinstance(part, Node)]

    def walk(self):
        """Itself and all below, in the order of the page."""
        left = [self]
        while left:
            node = left.pop()
            yield node
            left.extend(reversed(node.children()))

    def all(self, *tags):
        return [node for node in self.walk() if node.tag in tags]


class Reader(html.parser.HTMLParser):
    """A tree, when every element that is opened is closed where it should be."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = [Node("document", [])]

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if tag not in KNOWN or set(names) - ATTRIBUTES or len(set(names)) != len(names):
            print("line %d: <%s %s>" % (self.getpos()[0], tag, names))
        node = Node(tag, attributes)
        self.stack[-1].parts.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if len(self.stack) < 2 or self.stack[-1].tag != tag:
            print("line %d: </%s> does not close %s" %
                  (self.getpos()[0], tag, self.stack[-1].tag))
            return
        self.stack.pop()

    def handle_data(self, data):
        self.stack[-1].parts.append(data)

    def handle_comment(self, data):
        print("line %d: a comment: %s" % (self.getpos()[0], data[:80]))

    def handle_pi(self, data):
        print("line %d: an instruction: %s" % (self.getpos()[0], data[:80]))


def said(what, told, wanted):
    if told != wanted:
        print("%s: %s\n  is not %s" % (what, str(told)[:400], str(wanted)[:400]))


def read_csv(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def shown(text):
    """A text as the page shows it: what nobody sees is named."""
    return UNSEEN.sub(lambda one: "\u27e8U+%04X\u27e9" % ord(one.group()), text)


def grouped(text):
    match = re.fullmatch(r"(-?)([0-9]+)(\.[0-9]+)?", text)
    if not match:
        return shown(text)
    return match[1] + "{:,}".format(int(match[2])) + (match[3] or "")


def printed(amount):
    """A Decimal as the reports print it: two to six decimals."""
    text = "{:.6f}".format(amount)
    return text[:-4] + text[-4:].rstrip("0")


def values(node):
    """The texts of cells, as the report writes them."""
    found = node.all("data")
    return found[0].get("value") if found else node.text()


def check_frame(root, tree):
    style, script = tree.all("style"), tree.all("script")
    said("style, script", (len(style), len(script)), (1, 1))
    policy = [meta.get("content") for meta in tree.all("meta")
              if meta.get("http-equiv") == "Content-Security-Policy"]
    wanted = ["default-src 'none'", None, None, "base-uri 'none'", "form-action 'none'"]
    for at, (name, node) in enumerate((("style", style[0]), ("script", script[0])), 1):
        path = os.path.join(root, "reports", "page", "close." + ("css", "js")[at - 1])
        with open(path, encoding="utf-8") as file:
            said(name, node.text(), file.read())
        digest = base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()
        wanted[at] = "%s-src 'sha256-%s'" % (name, digest)
        for word in ("http:", "https:", "//", "url(", "@import", "innerHTML", "eval", "fetch("):
            if word in node.text().replace("http://www.w3.org", ""):
                print("%s holds %s" % (name, word))
    said("policy", policy, ["; ".join(wanted)])
    said("lang", tree.all("html")[0].get("lang"), "en")


def check_links(tree):
    ids = [node.get("id") for node in tree.walk() if node.get("id") is not None]
    twice = [one for one, count in collections.Counter(ids).items() if count > 1]
    said("ids that come twice", twice, [])
    for node in tree.walk():
        href, label = node.get("href"), node.get("aria-labelledby")
        if href is not None and not (href.startswith("#") and href[1:] in ids):
            print("a link leads to %s" % href)
        if label is not None and label not in ids:
            print("a label is not there: %s" % label)


def check_headings(tree):
    levels = [int(node.tag[1]) for node in tree.all("h1", "h2", "h3")]
    said("headings", (levels[0], levels.count(1)), (1, 1))
    for before, after in zip(levels, levels[1:]):
        if after > before + 1:
            print("a heading of level %d behind one of level %d" % (after, before))
    for node in tree.all("section", "nav"):
        if not (node.get("aria-label") or node.get("aria-labelledby")):
            print("a %s without a name" % node.tag)
    said("landmarks", [len(tree.all(tag)) for tag in ("header", "nav", "main", "footer")], [1] * 4)


def check_tables(tree):
    for table in tree.all("table"):
        if not (table.children() and table.children()[0].tag == "caption"
                and table.children()[0].text().strip()):
            print("a table without a caption: %s" % table.text()[:80])
        wide = {sum(int(cell.get("colspan") or 1) for cell in row.children())
                for row in table.all("tr")}
        said("columns of a row, " + table.children()[0].text(), len(wide), 1)
        for head in table.all("th"):
            if head.get("scope") not in ("col", "row") or not head.text().strip():
                print("a head without scope or text: %s" % table.children()[0].text())
    for data in tree.all("data"):
        said("what people read", data.text(), grouped(data.get("value")))
    for chart in tree.all("svg"):
        said("title and description of a chart", [one.tag for one in chart.children()[:2]],
             ["title", "desc"])


def section(tree, name):
    found = [node for node in tree.all("section") if node.get("id") == name]
    said("sections " + name, len(found), 1)
    return found[0]


def stay(rows, amount):
    """The rows a page has room for: the largest of each currency in turn."""
    ranked = []
    for currency in {row["currency"] for row in rows}:
        own = [(at, row) for at, row in enumerate(rows) if row["currency"] == currency]
        own.sort(key=lambda one: (-abs(decimal.Decimal(one[1][amount] or "0")), one[0]))
        ranked += [(rank, at) for rank, (at, _) in enumerate(own)]
    return [rows[at] for at in sorted(at for _, at in sorted(ranked)[:MOST_ROWS])]


def check_row(name, body, row):
    """Cells and terms of a row hold each cell of the report's row, as often."""
    cells = [values(cell) for cell in body.all("tr")[0].children()]
    told = collections.Counter(cells + [values(one) for one in body.all("dd")])
    linked = [one.text() for one in body.all("a")]
    said("%s: findings" % name, linked, row.get("findings", "").split())
    wanted = collections.Counter(shown(text) for key, text in row.items()
                                 if text and key != "findings")
    if wanted - told or set(told) - set(wanted) - {""}:
        print("%s, %s:\n  lacks %s\n  has %s" % (
            name, list(row.values())[0][:60], dict(wanted - told), dict(told - wanted)))


def check_list(tree, folder, name, report):
    """A list without totals: every row, every cell; no section without rows."""
    rows = read_csv(folder, report + ".csv")
    if not rows and not [one for one in tree.all("section") if one.get("id") == name]:
        return
    bodies = section(tree, name).all("tbody")
    said("%s: rows" % name, len(bodies), min(len(rows), MOST_ROWS))
    for body, row in zip(bodies, rows):
        check_row(name, body, row)


def check_report(tree, folder, name, amount, columns):
    rows = read_csv(folder, name + ".csv")
    part = section(tree, name)
    tables = part.all("table")
    said("%s: tables" % name, len(tables), 1 if rows else 0)
    if not rows:
        said("%s: words" % name, part.all("p")[-1].text(), "None.")
        return
    drawn = stay(rows, amount)
    bodies = tables[0].all("tbody")
    said("%s: rows" % name, [values(body.all("th")[0]) for body in bodies],
         [shown(row["transaction_reference_id"]) for row in drawn])
    for body, row in zip(bodies, drawn):
        check_row(name, body, row)
    cut = [p.text() for p in part.all("p") if p.get("class") == "cut"]
    said("%s: rows left out" % name, len(cut), 1 if len(drawn) < len(rows) else 0)
    for words in cut:
        start = "This page shows {:,} of {:,} rows".format(len(drawn), len(rows))
        said("%s: rows left out" % name, words[:len(start)], start)
    sums = {}
    for row in rows:
        sum_of = sums.setdefault(row["currency"], [0] + [None] * len(columns))
        sum_of[0] += 1
        for at, column in enumerate(columns, 1):
            if row[column]:
                sum_of[at] = (sum_of[at] or 0) + decimal.Decimal(row[column])
    wanted = [["Together in %s, %s %s" % (currency, "{:,}".format(sum_of[0]),
                                          "row" if sum_of[0] == 1 else "rows")] +
              ["" if one is None else printed(one) for one in sum_of[1:]]
              for currency, sum_of in sums.items()]
    said("%s: totals" % name, [[values(cell) for cell in row.children()]
                               for row in tables[0].all("tfoot")[0].all("tr")], wanted)


def check_words(rule, rules):
    """Question, reason and remedy are what the rule's own text says."""
    path = os.path.join(rules, "exceptions", rule.get("id")[len("rule-"):] + ".sql")
    with open(path, encoding="utf-8") as file:
        text = " ".join(re.sub("(?m)^-- ?", "", file.read()).split())
    terms = zip(rule.all("dt"), rule.all("dd"))
    for (term, words), (name, key) in zip(terms, (("Question", "asks"), ("Reason", "because"),
                                                  ("Remedy", "then"))):
        said("a term of a rule", term.text(), name)
        if key + " " + " ".join(words.text().split()) not in text:
            print("%s: not what the rule says: %s" % (rule.get("id"), words.text()))


def check_findings(tree, folder, rules):
    findings = read_csv(folder, "findings.csv")
    kept = collections.Counter((one["rule"], one["severity"], one["currency"])
                               for one in findings)
    part = section(tree, "findings")
    drawn = {}
    for rule in part.all("section")[1:]:
        check_words(rule, rules)
        for body in rule.all("tbody"):
            number = [p.text() for p in body.all("p") if p.get("class") == "id"][0].split()[-1]
            drawn[number] = (rule.get("id"), body)
    said("findings", len(drawn), sum(min(count, MOST_FINDINGS) for count in kept.values()))
    for one in findings:
        if one["finding_id"] not in drawn:
            if kept[one["rule"], one["severity"], one["currency"]] <= MOST_FINDINGS:
                print("finding %s is not there" % one["finding_id"])
            continue
        rule, body = drawn[one["finding_id"]]
        said("rule", rule, "rule-" + one["rule"])
        said("finding", [values(cell) for cell in body.all("tr")[0].children()],
             [shown(one[key]) for key in ("subject", "severity", "currency", "expected",
                                          "actual", "difference")])
        said("explanation", body.all("p")[0].text(), shown(one["explanation"]))
        places = [re.sub(r", line [0-9]+$", "", place.text()) for place in body.all("li")]
        said("places", places, [
            place[1:] + " more" if place.startswith("+") else
            shown(", record ".join(place.rsplit("#", 1))) for place in one["evidence"].split()])


def check_summary(tree, folder):
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    with open(os.path.join(folder, "summary.txt"), encoding="utf-8") as file:
        page = file.read()
    said("title", tree.all("h1")[0].text(), page.split("\n")[0])
    said("short", re.sub("\\W", "", section(tree, "short").all("dl")[0].text()).lower(),
         re.sub("\\W", "", page.split("In short\n--------\n")[1].split("\n\n")[0]).lower())
    bad = [p for p in tree.all("p") if p.get("class") == "verdict bad"]
    good = [p for p in tree.all("p") if p.get("class") == "verdict good"]
    said("verdicts", (len(bad), len(good)),
         (bool(summary["heading"]) + (" and " in summary["heading"]),
          0 if summary["heading"] else 1))
    rows = collections.Counter()
    for part in (section(tree, "figures"), section(tree, "controls")):
        for row in part.all("tr"):
            rows[tuple(values(cell) for cell in row.children())] += 1
    for key, hidden in (("uncollected", ()), ("populations", ("report", "currency")),
                        ("states", ("currency",)), ("ageing", ("basis", "currency")),
                        ("other_tax", ("currency",))):
        for one in summary[key]:
            wanted = tuple("" if text is None else shown(str(text)) for name, text in one.items()
                           if name not in hidden + ("currency", "report"))
            rows[wanted] -= 1
            if rows[wanted] < 0:
                print("summary.json: %s: no row %s" % (key, wanted))
    roll = section(tree, "roll-forward").text()
    for one in summary["roll_forward"]:
        for name in ("opening", "billed", "disbursed", "adjusted", "closing", "unexplained"):
            if grouped(one[name]) not in roll:
                print("roll-forward: %s %s is not there" % (name, one[name]))


def main(root, folder, rules):
    path = os.path.join(folder, "close.html")
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if not text.startswith("<!DOCTYPE html>\n") or "\r" in text:
        print("no page of this program")
    reader = Reader()
    reader.feed(text)
    reader.close()
    said("elements left open", [node.tag for node in reader.stack], ["document"])
    tree = reader.stack[0]
    check_frame(root, tree)
    check_links(tree)
    check_headings(tree)
    check_tables(tree)
    check_report(tree, folder, "uncollected", "collectible", ["collectible"])
    check_report(tree, folder, "refunds", "billed_refund",
                 ["billed_refund", "disbursed_refund", "refund_gap"])
    check_report(tree, folder, "net-terms", "collectible", ["collectible"])
    check_report(tree, folder, "tax-collection", "tax_difference", [
        "tax_calculated", "disbursed_tax", "disbursed_tax_refund", "tax_difference"])
    for name, report in (("dispositions", "dispositions"), ("timing", "timing"),
                         ("roll-forward-payers", "roll-forward"), ("coverage", "coverage"),
                         ("prior-period", "prior-period")):
        check_list(tree, folder, name, report)
    check_findings(tree, folder, rules)
    check_summary(tree, folder)


csv.field_size_limit(1 << 24)
main(*sys.argv[1:])
