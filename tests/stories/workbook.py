"""close.xlsx of a report directory, held against the tables beside it (written with --raw): every
cell, every total, every link. Prints what differs, nothing when all is well.
    python3 tests/stories/workbook.py DIR
"""
import csv
import datetime
import json
import os
import re
import sys
from decimal import Context, Decimal

import xlsx

PAGES = {
    "Uncollected": "uncollected", "Refunds": "refunds", "Net terms": "net-terms",
    "Payer terms": "payer-terms", "Tax collection": "tax-collection",
    "Tax jurisdictions": "tax-jurisdictions", "Positions": "positions",
    "Roll-forward": "roll-forward", "Payouts": "payouts", "Timing": "timing",
    "Tie-out": "tie-out", "Conservation": "conservation", "Coverage": "coverage",
    "Populations": "populations", "Pennies": "pennies", "Currencies": "currencies",
    "Prior period": "prior-period", "Restated": "restated", "Dispositions": "dispositions",
    "Rejects": "rejects", "Assumptions": "assumptions", "Opening": "opening",
    "Opening timing": "opening-timing", "Closing": "closing", "Seal options": "seal-options",
}
OWN = {"Cover", "Figures", "Findings", "Lists"}
# Columns with a live total.
TOTALS = {
    "Uncollected": "billed_gross billed_refund disbursed_gross disbursed_refund collectible "
                   "open_fee open_tax open_net collected_net stated_open_net "
                   "disbursed_after_as_of",
    "Refunds": "billed_gross billed_refund disbursed_gross disbursed_refund refund_gap "
               "billed_fee_refund disbursed_fee_refund expected_fee_refund billed_tax_refund "
               "disbursed_tax_refund tax_report_refund",
    "Net terms": "billed_gross disbursed_gross collectible disbursed_after_as_of",
    "Payer terms": "collectible",
    "Tax collection": "tax_calculated tax_aws billed_tax billed_tax_refund disbursed_tax "
                      "disbursed_tax_refund tax_difference",
    "Tax jurisdictions": "tax tax_refund tax_collected tax_refund_disbursed",
    "Roll-forward": "opening billed refunds_billed disbursed refunds_disbursed forgiven adjusted "
                    "closing unexplained",
    "Payouts": "gross fee refund fee_refund credit fee_credit tax tax_refund net stated "
               "difference",
    "Pennies": "difference",
    "Currencies": "billed_gross billed_refund billed_net disbursed_gross disbursed_refund "
                  "disbursed_net",
    "Prior period": "sealed_closing opening difference",
    "Opening": "collectible", "Closing": "collectible",
}
# What comes from outside is text, whatever it looks like; so are our own ids.
TEXTS = set("""transaction_reference_id payer customer customer_country product_code product
offer_id offer_visibility agreement_id invoice_id findings evidence product_tax_code payout
bank_trace_id scope file files finding_id reject_id text column setting value default name
country state jurisdiction_level jurisdiction tax_type owner comment reason
sha256 subject explanation age_bucket due_bucket sealed_month entry_name""".split())
FORMULA = re.compile(
    r"SUBTOTAL\(103,[A-Z]+\d+:[A-Z]+\d+\)|ROUND\(SUBTOTAL\(109,[A-Z]+\d+:[A-Z]+\d+\),6\)|"
    r"ROUND\(SUMPRODUCT\(\([A-Z]+\d+:[A-Z]+\d+=\"[A-Z]*\"\)\*SUBTOTAL\(109,OFFSET\([A-Z]+\d+,"
    r"ROW\([A-Z]+\d+:[A-Z]+\d+\)-ROW\([A-Z]+\d+\),0\)\)\),6\)")
said = 0


def say(*words):
    global said
    said += 1
    if said < 40:
        print(*words)


def same(what, told, wanted):
    if told != wanted:
        say("%s: %s\n  is not %s" % (what, str(told)[:300], str(wanted)[:300]))


def number_of(text):
    """What a spreadsheet program makes of a number: 15 digits of it."""
    return Context(prec=15).create_decimal(text)


def exact_of(cell):
    return number_of(cell.value) if cell.kind == "number" else Decimal(cell.value)


def plain(name):
    return re.sub("[^a-z0-9]", "", name.lower())


def is_number(text):
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None


def significant(text):
    number = Decimal(text).normalize()
    return len(number.as_tuple().digits)


def day_of(serial):
    return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(serial))).isoformat()


def check_cell(where, name, cell, wanted, currency):
    """One cell against what the table says there."""
    if wanted == "":
        same(where, cell is None or cell.value in (None, ""), True)
        return
    if cell is None:
        say("%s: is empty, wanted %s" % (where, wanted[:200]))
        return
    if cell.formula is not None:
        say("%s: runs %s" % (where, cell.formula))
    day = re.fullmatch(r"\d{4}-\d\d(-\d\d)?", wanted)
    if name in TEXTS or not (is_number(wanted) or day):
        same(where, (cell.kind, cell.value), ("text", wanted))
        same(where + " format", cell.style.number, "@")
    elif day:
        same(where, (cell.kind, day_of(cell.value)[:len(wanted)] if cell.kind == "number" else
                     cell.value), ("number", wanted))
        same(where + " format", cell.style.number,
             "yyyy-mm-dd" if len(wanted) == 10 else "yyyy-mm")
    elif significant(wanted) > 15:
        same(where, (cell.kind, cell.value), ("text", wanted))
    else:
        same(where, cell.kind, "number")
        if cell.kind == "number":
            same(where, number_of(cell.value), Decimal(wanted))
        if "." in wanted and currency:
            check_format(where, cell.style.number, wanted, currency)


def check_format(where, form, wanted, currency):
    """The letters of the row's currency; no decimal of the amount is hidden."""
    same(where + " currency", "[$%s] #,##0" % currency in form, True)
    shown = re.match(r"[^.;]*(?:\.(0+))?;", form).group(1) or ""
    told = wanted.split(".")[1].rstrip("0")
    same(where + " decimals", len(shown) >= len(told), True)
    if currency not in ("JPY", "KRW"):
        same(where + " decimals", len(shown) >= 2, True)


def read_table(folder, name):
    with open(os.path.join(folder, name + ".csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return rows[0], rows[1:]


def header_row(sheet, names):
    for row in sorted(sheet.rows):
        told = [plain(sheet.text(row, column)) for column in range(len(names))]
        if told == [plain(name) for name in names]:
            return row
    return None


def check_frame(sheet, head, count, columns, held):
    """Header frozen, a filter over all rows, locked."""
    pane = sheet.find("pane")
    same(sheet.name + ": frozen", (pane.get("state"), pane.get("ySplit")),
         ("frozen", str(head + 1)))
    first, last = sheet.find("autoFilter").get("ref").split(":")
    same(sheet.name + ": filter", (xlsx.place(first), xlsx.place(last)),
         ((head, 0), (head + max(count, 1), columns - 1)))
    lock = sheet.find("sheetProtection")
    same(sheet.name + ": locked", (lock.get("sheet"), lock.get("autoFilter")), ("1", "0"))
    same(sheet.name + ": password", lock.get("password"), None)
    widths = {number for one in sheet.all("col")
              for number in range(int(one.get("min")), int(one.get("max")) + 1)}
    same(sheet.name + ": widths", widths >= set(range(1, columns + 1)), True)


def check_page(folder, sheet, name):
    """A sheet against its table; what it says above it."""
    names, rows = read_table(folder, name)
    if name == "roll-forward":
        totals = {row[0]: row for row in rows if row[1] == "(total)"}
        rows = [row for row in rows if row[1] != "(total)"]
    head = header_row(sheet, names)
    if head is None:
        say("%s: no header" % sheet.name)
        return
    check_frame(sheet, head, len(rows), len(names), 2)
    by = "currency_used" if name == "conservation" else "currency"
    for at, row in enumerate(rows):
        currency = row[names.index(by)] if by in names else ""
        for column, wanted in enumerate(row):
            where = "%s row %d %s" % (sheet.name, head + 2 + at, names[column])
            key = "text" if (name, names[column]) == ("dispositions", "difference") else \
                names[column]
            check_cell(where, key, sheet.rows.get(head + 1 + at, {}).get(column), wanted,
                       currency)
    same(sheet.name + ": last row", max(sheet.rows), head + len(rows))
    check_totals(sheet, names, rows, head)
    if name == "roll-forward":
        check_roll(sheet, names, totals, head)


def check_totals(sheet, names, rows, head):
    """Each formula gives what Decimal gives; each total that ought to be there is."""
    summed = TOTALS.get(sheet.name, "").split()
    if sheet.name == "Positions":
        summed = names[names.index("billed_gross"):names.index("billed_on")]
    found = set()
    for row in range(head):
        for column, cell in sheet.rows.get(row, {}).items():
            if cell.formula is None:
                continue
            same("%s: formula" % sheet.name, FORMULA.fullmatch(cell.formula) is not None, True)
            first, last = re.search(r"([A-Z]+\d+):([A-Z]+\d+)\)", cell.formula).groups()
            same("%s: range" % sheet.name, (xlsx.place(first)[0], xlsx.place(last)[0]),
                 (head + 1, head + len(rows)))
            if cell.formula.startswith("SUBTOTAL(103,"):
                same("%s: rows shown" % sheet.name, cell.value, str(len(rows)))
                continue
            same("%s: column" % sheet.name, xlsx.place(first)[1], column)
            currency = sheet.text(row, names.index("currency"))
            found.add((names[column], currency))
            told = [one[column] for one in rows if one[names.index("currency")] == currency]
            wanted = sum((Decimal(one) for one in told
                          if is_number(one) and significant(one) <= 15), Decimal(0))
            if significant(str(wanted)) <= 15:
                same("%s: total of %s in %s" % (sheet.name, names[column], currency),
                     number_of(cell.value), wanted)
            check_exact(sheet, row, column, told, wanted)
    wanted = {(name, row[names.index("currency")]) for name in summed for row in rows
              if row[names.index(name)] != ""}
    same(sheet.name + ": totals", found >= wanted, True)
    same(sheet.name + ": totals of what has none", {name for name, _ in found} <= set(summed),
         True)


def check_exact(sheet, row, column, told, wanted):
    """Where the formula cannot give all of it, the row below does, digit by digit."""
    whole = sum((Decimal(one) for one in told if is_number(one)), Decimal(0))
    if whole != wanted or significant(str(whole)) > 15:
        cell = sheet.rows[row + 1].get(column)
        same(sheet.name + ": exact", (cell.kind, Decimal(cell.value)), ("text", whole))


def check_roll(sheet, names, totals, head):
    """The live totals are the table's own."""
    for row in range(head):
        currency = sheet.text(row, 0)
        if sheet.text(row, 1) != "Total shown":
            continue
        for column in range(2, len(names)):
            cell = sheet.rows[row][column]
            wanted = totals[currency][column]
            if significant(wanted) <= 15:
                same("Roll-forward: %s" % names[column], number_of(cell.value),
                     Decimal(wanted))


def check_findings(folder, book):
    """Row by row as findings.csv; links lead to rows that name what the finding does."""
    sheet = book.sheets["Findings"]
    names, rows = read_table(folder, "findings")
    heads = {plain(sheet.text(0, column)): column for column in sheet.rows[0]}
    decided = {row[0]: row for row in read_table(folder, "dispositions")[1]} \
        if os.path.exists(os.path.join(folder, "dispositions.csv")) else {}
    check_frame(sheet, 0, len(rows), len(heads), 3)
    same("Findings: last row", max(sheet.rows), len(rows))
    for at, row in enumerate(rows, 1):
        one = dict(zip(names, row))
        cells = sheet.rows[at]
        for name in names:
            check_finding_cell("Findings row %d %s" % (at + 1, name), name,
                               cells.get(heads[plain(name)]), one)
        said_of = decided.get(one["finding_id"], [""] * 12)
        for name, wanted in zip(("reason", "owner", "comment", "due_on"), said_of[6:10]):
            cell = cells.get(heads[plain(name)])
            same("Findings: unlocked", cell.style.locked, False)
            told = cell.value or ""
            same("Findings: " + name, day_of(told) if name == "due_on" and told else told, wanted)
        same("Findings: locked", [plain(sheet.text(0, column)) for column, cell in cells.items()
                                  if not cell.style.locked],
             ["reason", "owner", "comment", "dueon"])
        check_links(book, sheet, at, one)
    offers = {one.get("sqref"): one.get("type") for one in sheet.all("dataValidation")}
    same("Findings: lists", sorted(offers.values()), ["date", "list", "list"] if rows else [])


def check_finding_cell(where, name, cell, one):
    wanted = one[name]
    if name in ("expected", "actual", "difference") and cell is not None and \
            cell.kind == "number":
        day = re.fullmatch(r"\d{4}-\d\d-\d\d", wanted)
        same(where, day_of(cell.value) if day else number_of(cell.value),
             wanted if day else Decimal(wanted))
        if "." in wanted and one["currency"]:
            check_format(where, cell.style.number, wanted, one["currency"])
        return
    if name in ("expected", "actual", "difference") and is_number(wanted) and "." in wanted \
            and significant(wanted) <= 15 and one["currency"]:
        say("%s: text, and is money" % where)
    if wanted == "":
        same(where, cell is None or cell.value in (None, ""), True)
    else:
        same(where, (cell.kind, cell.value, cell.formula), ("text", wanted, None))


def check_links(book, sheet, at, one):
    links = [target for (row, _), target in sheet.links.items() if row == at]
    if one["transaction_reference_id"]:
        same("Findings: %s leads nowhere" % one["finding_id"], len(links) > 0, True)
    for target in links:
        name, cell = re.fullmatch(r"'([^']+)'!(A\d+)", target).groups()
        texts = [cell.value for cell in book.sheets[name].rows[xlsx.place(cell)[0]].values()]
        words = {word for text in texts if text for word in text.split(" ")} | set(texts)
        wanted = one["transaction_reference_id"] or one["rule"]
        if not one["transaction_reference_id"] and one["rule"] not in words:
            wanted = None if name in ("Tie-out", "Coverage", "Pennies") else wanted
        if wanted is not None:
            same("Findings: %s to %s" % (one["finding_id"], target), wanted in words, True)
        if one["currency"]:
            same("Findings: %s to %s" % (one["finding_id"], target), one["currency"] in texts,
                 True)


def check_cover(folder, book):
    """What was loaded, the controls and the assumptions, all of them."""
    sheet = book.sheets["Cover"]
    lines = [tuple(cell.value for cell in sheet.rows[row].values()) for row in sorted(sheet.rows)]
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    for one in manifest["inputs"]:
        same("Cover: " + one["name"], any(one["name"] in line and one["sha256"] in line
                                          for line in lines), True)
    for row in read_table(folder, "assumptions")[1]:
        same("Cover: " + row[0], any(row[0] in line for line in lines), True)
    names, rows = read_table(folder, "tie-out")
    for kind, words in (("control", "our own arithmetic"), ("stated", "stated by the reports")):
        verdicts = [row[names.index("verdict")] for row in rows if row[1] == kind]
        counts = tuple(str(verdicts.count(one)) for one in
                       ("ties", "penny", "off", "not-testable"))
        same("Cover: controls", (words,) + counts in lines, True)
    check_totals_read(folder, sheet)
    for target in sheet.links.values():
        same("Cover: " + target, target.split("'")[1] in book.sheets, True)
    same("Cover: sheets", {target.split("'")[1] for target in sheet.links.values()},
         set(book.sheets) - {"Cover"})


def check_totals_read(folder, sheet):
    names, rows = read_table(folder, "conservation")
    sums = {}
    for row in rows:
        one = dict(zip(names, row))
        key = (one["role"], one["component"], one["currency_used"])
        total = sums.setdefault(key, [Decimal(0)] * 3)
        total[0] += Decimal(one["read"] or 0)
        total[1] += Decimal(one["positions"] or 0)
        total[2] += sum(Decimal(one[name] or 0) for name in
                        ("other_tax", "out_of_scope", "no_reference", "after_as_of",
                         "superseded"))
    told = {tuple(sheet.text(row, at) for at in range(3)):
            [sheet.text(row, at) for at in range(3, 6)] for row in sheet.rows}
    for key, total in sums.items():
        same("Cover: totals of %s" % (key,), [number_of(one) for one in told[key]],
             [number_of(str(one)) for one in total])


def check_figures(folder, book):
    """Both ages and the roll-forward come to the same; bars stand where the balance does."""
    sheet = book.sheets["Figures"]
    names, rows = read_table(folder, "roll-forward")
    closing = {row[0]: Decimal(row[names.index("closing")]) for row in rows
               if row[1] == "(total)"}
    currency, balance, charts, tables, notes, fits = None, None, 0, 0, 0, True
    for row in sorted(sheet.rows):
        first = sheet.text(row, 0)
        if re.fullmatch("[A-Z]{3}", first):
            currency, balance = first, None
        cell = sheet.rows[row].get(2)
        notes += first.startswith("No chart: ")
        if cell is not None and first not in ("Bucket", "Together", "Step"):
            fits = fits and (cell.kind == "number" or not re.search(r"\d\.\d", cell.value or ""))
        if first == "Together":
            tables, charts, fits = tables + 1, charts + fits, True
            told = exact_of(cell)
            same("Figures: age of " + currency, cell.formula is not None,
                 significant(str(told)) <= 15)
            same("Figures: age of " + currency, told, closing[currency])
        name = sheet.text(row, 19)
        if name and name != "step":
            parts = [exact_of(sheet.rows[row][20 + at]) if 20 + at in sheet.rows[row] else
                     Decimal(0) for at in range(6)]
            amount = exact_of(sheet.rows[row][1])
            stands = name in ("opening", "closing")
            fits = fits and all(sheet.rows[row][at].kind == "number"
                                for at in [1] + list(range(20, 26)) if at in sheet.rows[row])
            if name == "closing":
                tables, charts, fits = tables + 1, charts + fits, True
            check_bar(name, parts, balance, amount if stands else balance + amount, stands)
            balance = amount if stands else balance + amount
            if name == "closing":
                same("Figures: closing of " + currency, amount, closing[currency])
    same("Figures: charts", len(book.charts), charts)
    same("Figures: what stands where no chart is", notes, tables - charts)


def check_bar(name, parts, start, end, stands):
    """Parts on top of each other cover just what lies between the two balances."""
    base, balance, rise, rise_below, fall, fall_below = parts
    if stands:
        same("Figures: " + name, parts, [0, end, 0, 0, 0, 0])
        if name == "closing":
            same("Figures: foots", start, end)
        return
    same("Figures: " + name, (balance, fall or fall_below if end > start else rise or rise_below),
         (0, 0))
    above, below = max(rise, fall), min(rise_below, fall_below)
    low, high = min(start, end), max(start, end)
    covers = [base + below if base < 0 else (below if below else base if above or base else 0),
              base + above if base > 0 else (above if above else base if below or base else 0)]
    same("Figures: bar of " + name, [Decimal(one) for one in covers], [low, high])


def main(folder):
    book = xlsx.Workbook(os.path.join(folder, "close.xlsx"))
    same("dates of the parts", book.dates, {(1980, 1, 1, 0, 0, 0)})
    pages = {name: table for name, table in PAGES.items() if name in book.sheets}
    same("sheets", set(book.sheets), set(pages) | OWN)
    written = {name[:-4] for name in os.listdir(folder) if name.endswith(".csv")}
    same("tables without a sheet", written - set(pages.values()) - {"findings", "seals"}, set())
    for name, table in pages.items():
        if table in written:
            check_page(folder, book.sheets[name], table)
    for sheet in book.sheets.values():
        for row in sheet.rows.values():
            for cell in row.values():
                if cell.formula is not None and not FORMULA.fullmatch(cell.formula):
                    say("%s: runs %s" % (sheet.name, cell.formula))
                if not cell.style.locked and sheet.name not in ("Findings", "Lists"):
                    say("%s: a cell is not locked" % sheet.name)
    check_findings(folder, book)
    check_cover(folder, book)
    check_figures(folder, book)


if __name__ == "__main__":
    main(sys.argv[1])
