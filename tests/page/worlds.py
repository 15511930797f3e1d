"""Worlds for tests of close.html, made of a story's reports.
    python3 tests/page/worlds.py hostile IN OUT   texts from outside are markup, script and worse
    python3 tests/page/worlds.py crowd IN OUT     more open charges than a page shows
"""
import csv
import os
import sys

# Each of these would do something to a page that took a text for markup; window.hacked tells.
TITLES = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    "<img src=x onerror=\"window.hacked = 3\">",
    "\" onmouseover=\"window.hacked = 4\" x=\"",
    "' autofocus onfocus='window.hacked = 5",
    "</bdi></td></tr></tbody></table></section></main><h1>All is well</h1>",
    "<!-- </title></style><svg onload=alert(6)>",
    "<iframe srcdoc=\"<script>parent.hacked = 7</script>\">",
    "<a href=\"javascript:hacked=8\">x</a><base href=\"http://example.com/\">",
    "<meta http-equiv=refresh content=\"0;url=http://example.com/\">",
    "\u202etxt.exe \u2066left open, \u2028 and \u0085 new lines",
    "&lt;b&gt; &amp; &#60;script&#62; ]]> --> {{7*7}} ${7*7} `x`",
    "=HYPERLINK(\"http://example.com\")",
    "W" * 4000,
    "שלום עולם العربية 日本語 \U0001F600 e\u0301",
    "<link rel=stylesheet href=http://example.com/x.css><style>*{display:none}</style>",
]
# References, as whole cells: they name the row.
REFERENCES = {
    "DM-105": "<script>window.hacked=9</script>",
    "DM-110": "\"><svg/onload=hacked=10>",
    "DM-201": "\u202eDM-201",
    "DM-106": "R" * 300,
    "DM-401": "</details></dl><h2>DM-401",
}
# Spaces in the names of files, and marks.
NAMES = {"disbursed_amount_by_product_2024-02-29.csv":
         "disbursed_amount_by_product_2024-02-29 <b onclick=hacked=11> #7 'é'.csv"}


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)


def hostile(source, target):
    """A product keeps its own title; customers have one a line."""
    titles = {}
    for name in sorted(os.listdir(source)):
        if not name.endswith(".csv"):
            continue
        rows = read(os.path.join(source, name))
        head = [title.lower().replace(" ", "_") for title in rows[0]]
        for number, row in enumerate(rows):
            cells = [REFERENCES.get(cell, cell) for cell in row]
            for column in (head.index(one) for one in ("product_title", "product_code",
                                                       "customer_email_domain") if one in head):
                if number == 0 or not cells[column] or column >= len(cells):
                    continue
                key = row[column]
                if head[column] == "customer_email_domain":
                    key += name + str(number)
                own = titles.setdefault(head[column], {})
                cells[column] = own.setdefault(key, TITLES[len(own) % len(TITLES)])
            rows[number] = cells
        write(os.path.join(target, NAMES.get(name, name)), rows)


def crowd(source, target):
    """A month of 900 charges in two currencies that nobody paid; amounts without an order, some of
    them equal, some of six decimals, some larger than a double holds."""
    name = "monthly_revenue_billing_and_revenue_data_2024-02-15.csv"
    rows = read(os.path.join(source, name))
    head = rows[0]
    line = dict(zip(head, rows[1]))
    made = [head]
    for number in range(900):
        cents = (number * 7919) % 500 * 100 + 1
        whole = "%d.%02d" % divmod(cents, 100)
        if number % 90 == 0:
            whole = "900719925%03d.%06d" % (number, number * 1109 + 1)
        elif number % 41 == 0:
            whole += "0001"
        line.update({
            "Transaction Reference ID": "C-%03d" % number, "Customer Billed Amount": whole,
            "AWS Listing Fee": "0.00", "Partner Revenue Amount": whole,
            "U.S. Sales Tax Customer Billed Amount": "0.00",
            "Currency": "JPY" if number % 5 == 0 else "USD"})
        made.append([line[title] for title in head])
    write(os.path.join(target, name), made)
    paid = "disbursed_amount_by_product_2024-01-31.csv"
    write(os.path.join(target, paid), read(os.path.join(source, paid)))


{"hostile": hostile, "crowd": crowd}[sys.argv[1]](*sys.argv[2:])
