"""Workbooks before and after LibreOffice. Prints what differs, nothing when all is well.
    python3 tests/workbook/office.py same OURS THEIRS      every cell, every formula's value
    python3 tests/workbook/office.py lie|hide|decide FROM TO
    python3 tests/workbook/office.py hidden OURS THEIRS    totals without the rows that hide
    python3 tests/workbook/office.py decided REPORTS       of a workbook that was decided in
"""
import csv
import datetime
import os
import re
import sys
import zipfile
from decimal import Context, Decimal
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "stories"))
import xlsx  # noqa: E402

# What a person writes; the first begins like a formula, the last says nothing of one cell.
DECISIONS = [
    ("waiting for the payer", "Ada Lowe", "asked on the 4th, \"see mail\"", "2024-05-31"),
    ("a reason of her own", "Bo", "=1+1", "2024-06-30"),
    ("", "", "+49 30 1234, -5\nand a line", ""),
]


def number_of(text):
    return Context(prec=15).create_decimal(text)


def same_value(cell, other):
    if cell.kind == "number" and other.kind == "number":
        return number_of(cell.value) == number_of(other.value)
    told, wanted = other.value or "", cell.value or ""
    # a line break of a cell is one character
    return told.replace("\r\n", "\n") == wanted.replace("\r\n", "\n")


def cells_of(sheet):
    return {(row, column): cell for row, cells in sheet.rows.items()
            for column, cell in cells.items() if cell.value not in (None, "")}


def same(ours, theirs):
    book, other = xlsx.Workbook(ours), xlsx.Workbook(theirs)
    if list(book.sheets) != list(other.sheets):
        print("sheets: %s is not %s" % (list(other.sheets), list(book.sheets)))
    formulas = 0
    for name, sheet in book.sheets.items():
        cells, others = cells_of(sheet), cells_of(other.sheets[name])
        for place in sorted(set(cells) | set(others)):
            cell, told = cells.get(place), others.get(place)
            if cell is None or told is None or not same_value(cell, told):
                print("%s %s: %r is not %r" % (name, place, told and (told.kind, told.value),
                                               cell and (cell.kind, cell.value)))
            elif (cell.formula is None) != (told.formula is None):
                print("%s %s: runs %s, wanted %s" % (name, place, told.formula, cell.formula))
            formulas += cell is not None and cell.formula is not None
        if other.sheets[name].find("sheetProtection") is None:
            print("%s: is not locked any more" % name)
        if sheet.links and not other.sheets[name].links:
            print("%s: has lost its links" % name)
    if formulas < 5:
        print("only %d formulas" % formulas)
    if len(other.charts) != len(book.charts):
        print("%d charts of %d" % (len(other.charts), len(book.charts)))


def changed(source, target, change):
    """A copy with the XML of some sheets changed."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        names = [sheet for sheet in xlsx.Workbook(source).sheets]
        for info in archive.infolist():
            data = archive.read(info.filename)
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", info.filename)
            if sheet:
                name = names[int(sheet.group(1)) - 1]
                data = change(name, data.decode("utf-8")).encode("utf-8")
            copy.writestr(info, data)


def lie(_, text):
    return re.sub(r"(</f><v>)[^<]*(</v>)", r"\g<1>123456.78\2", text)


def hide(name, text):
    """Every other row of the data of Uncollected, as a filter hides them."""
    if name != "Uncollected":
        return text
    first = int(re.search(r"<autoFilter ref=\"[A-Z]+(\d+):", text).group(1)) + 1
    return re.sub(r"<row r=\"(\d+)\"", lambda row: row.group(0) + (
        " hidden=\"1\"" if int(row.group(1)) >= first and int(row.group(1)) % 2 else ""), text)


def decide(name, text):
    """The first findings, cell by cell as a spreadsheet program writes what is typed."""
    if name != "Findings":
        return text
    for row, decision in enumerate(DECISIONS, 2):
        for column, typed in zip("IJKL", decision):
            place = "%s%d" % (column, row)
            if column == "L" and typed:
                days = (datetime.date.fromisoformat(typed) -
                        datetime.date(1899, 12, 30)).days
                text = re.sub(r'<c r="%s" s="(\d+)"/>' % place,
                              r'<c r="%s" s="\1"><v>%d</v></c>' % (place, days), text)
            elif typed:
                text, count = re.subn(
                    r'<c r="%s" s="(\d+)"/>' % place,
                    lambda cell: '<c r="%s" s="%s" t="inlineStr"><is><t>%s</t></is></c>' % (
                        place, cell.group(1), escape(typed)), text)
                assert count == 1, place
    return text


def hidden(ours, theirs):
    """The totals of Uncollected are those of the rows that are left."""
    sheet = xlsx.Workbook(ours).sheets["Uncollected"]
    told = xlsx.Workbook(theirs).sheets["Uncollected"]
    first = xlsx.place(sheet.find("autoFilter").get("ref").split(":")[0])[0] + 1
    left = [row for row in sheet.rows if row >= first and (row + 1) % 2 == 0]
    totals = 0
    if not 0 < len(left) < len([row for row in sheet.rows if row >= first]):
        print("nothing hides")
    for row in range(first):
        for column, cell in sheet.rows.get(row, {}).items():
            if cell.formula is None:
                continue
            totals += 1
            value = told.rows[row][column].value
            if cell.formula.startswith("SUBTOTAL(103"):
                wanted = Decimal(len(left))
            else:
                wanted = sum((number_of(sheet.text(one, column) or "0") for one in left
                              if sheet.text(one, 1) == sheet.text(row, 1)), Decimal(0))
            if number_of(value) != wanted:
                print("row %d column %d: %s is not %s" % (row + 1, column, value, wanted))
    if totals < 5:
        print("only %d totals" % totals)


def decided(folder):
    with open(os.path.join(folder, "findings.csv"), newline="", encoding="utf-8") as file:
        ids = [row["finding_id"] for row in csv.DictReader(file)]
    with open(os.path.join(folder, "dispositions.csv"), newline="", encoding="utf-8") as file:
        told = {row["finding_id"]: (row["reason"], row["owner"], row["comment"], row["due_on"])
                for row in csv.DictReader(file)}
    wanted = dict(zip(ids, DECISIONS))
    if told != wanted:
        print("decided: %s\n  is not %s" % (told, wanted))
    sheet = xlsx.Workbook(os.path.join(folder, "close.xlsx")).sheets["Findings"]
    for row, decision in enumerate(DECISIONS, 1):
        for column, typed in zip((8, 9, 10), decision):
            if sheet.text(row, column) != typed:
                print("the next workbook says %r, not %r" % (sheet.text(row, column), typed))


def main(what, *paths):
    changes = {"lie": lie, "hide": hide, "decide": decide}
    if what in changes:
        changed(paths[0], paths[1], changes[what])
    else:
        {"same": same, "hidden": hidden, "decided": decided}[what](*paths)


main(*sys.argv[1:])
