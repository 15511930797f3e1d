"""A workbook read back with nothing but zip and XML: cells with their types, formats, formulas and
locks, links, filters, panes. For tests; it knows what tieout writes, and no more of the form."""
import re
import xml.etree.ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def place(name):
    """(row, column) of "AB12", from 0."""
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", name).groups()
    return int(digits) - 1, column_number(letters)


def decoded(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def text_of(element):
    return decoded("".join(part.text or "" for part in element.iter(MAIN + "t")))


class Cell:
    """kind is "text", "number", or what a formula gave; value as it is written."""

    def __init__(self, kind, value, formula, style):
        self.kind, self.value, self.formula, self.style = kind, value, formula, style


class Style:
    def __init__(self, number, locked):
        self.number, self.locked = number, locked


class Sheet:
    def __init__(self, name, root, styles, shared=()):
        self.name, self.root, self.rows = name, root, {}
        for row in root.iter(MAIN + "row"):
            cells = self.rows.setdefault(int(row.get("r")) - 1, {})
            for cell in row.iter(MAIN + "c"):
                number, column = place(cell.get("r"))
                assert number == int(row.get("r")) - 1
                assert column not in cells, "%s: %s twice" % (name, cell.get("r"))
                cells[column] = self.read(cell, styles, shared)
        self.links = {place(link.get("ref")): link.get("location")
                      for link in root.iter(MAIN + "hyperlink")}

    @staticmethod
    def read(cell, styles, shared):
        style = styles[int(cell.get("s", "0"))]
        formula = cell.findtext(MAIN + "f")
        value = cell.findtext(MAIN + "v")
        if cell.get("t") == "inlineStr":
            return Cell("text", text_of(cell), formula, style)
        if cell.get("t") == "s":
            return Cell("text", shared[int(value)], formula, style)
        if cell.get("t") in ("str", "e"):
            return Cell(cell.get("t"), value, formula, style)
        return Cell("number", value, formula, style)

    def text(self, row, column):
        cell = self.rows.get(row, {}).get(column)
        return "" if cell is None or cell.value is None else cell.value

    def find(self, tag):
        return self.root.find(".//" + MAIN + tag)

    def all(self, tag):
        return list(self.root.iter(MAIN + tag))


def read_styles(archive):
    root = xml.etree.ElementTree.fromstring(archive.read("xl/styles.xml"))
    numbers = {one.get("numFmtId"): one.get("formatCode") for one in root.iter(MAIN + "numFmt")}
    numbers["49"] = "@"
    styles = []
    for one in root.find(MAIN + "cellXfs"):
        lock = one.find(MAIN + "protection")
        styles.append(Style(numbers.get(one.get("numFmtId"), one.get("numFmtId")),
                            lock is None or lock.get("locked") != "0"))
    return styles


def read_shared(archive):
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = xml.etree.ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return [text_of(one) for one in root.iter(MAIN + "si")]


class Workbook:
    def __init__(self, path):
        self.sheets = {}
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.names = archive.namelist()
            self.dates = {info.date_time for info in archive.infolist()}
            self.core = archive.read("docProps/core.xml").decode()
            styles = read_styles(archive)
            shared = read_shared(archive)
            targets = {one.get("Id"): one.get("Target") for one in
                       xml.etree.ElementTree.fromstring(
                           archive.read("xl/_rels/workbook.xml.rels"))}
            book = xml.etree.ElementTree.fromstring(archive.read("xl/workbook.xml"))
            for sheet in book.iter(MAIN + "sheet"):
                path = "xl/" + targets[sheet.get(RELATION + "id")]
                root = xml.etree.ElementTree.fromstring(archive.read(path))
                self.sheets[sheet.get("name")] = Sheet(sheet.get("name"), root, styles, shared)
            self.charts = [xml.etree.ElementTree.fromstring(archive.read(name))
                           for name in self.names if name.startswith("xl/charts/chart")]
