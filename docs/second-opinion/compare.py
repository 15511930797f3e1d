"""The comparison: every figure of ours beside that of the run. Its outputs are opened here."""
import collections
import csv
import json
import os
import pathlib
import re
import sqlite3

from files import iso
from reports import MONEY, SIGNED, CannotRead


def read_json(out, name):
    try:
        with open(os.path.join(out, name), encoding="utf-8") as stream:
            return json.load(stream)
    except (OSError, ValueError) as error:
        raise CannotRead("%s: %s" % (os.path.join(out, name), error))


class Comparison:
    def __init__(self, out, show, raw):
        self.out, self.show, self.raw = out, show, raw
        self.agree = collections.Counter()
        self.differ = []

    def figure(self, where, name, ours, theirs, headline=False):
        same = ours == theirs
        self.agree[where] += same
        if not same:
            self.differ.append((where, name, ours, theirs))
        if not same or self.show == "all" or headline and self.show == "headlines":
            gap = ""
            if isinstance(ours, int) and isinstance(theirs, int):
                gap = printed(theirs - ours)
            print("%s  %-22s %-58s %20s %20s %14s" % (
                "ok" if same else "!!", where, name, printed(ours), printed(theirs), gap))

    def rows(self, where, ours, theirs, columns, headline=False, nothing=None):
        """Two tables by key. A row that one of them lacks is a difference, unless `nothing` says
        what such a row stands for."""
        if nothing:
            ours, theirs = ({key: t.get(key, nothing) for key in set(ours) | set(theirs)}
                            for t in (ours, theirs))
        for key in sorted(set(ours) | set(theirs)):
            name = " ".join(str(part) for part in key)
            if key not in ours or key not in theirs:
                at = "row is there" if key in ours else "no such row"
                self.figure(where, name, at, "no such row" if key in ours else "row is there")
                continue
            for column, mine, other in zip(columns, ours[key], theirs[key]):
                figure = "%s %s" % (name, column.lstrip("$").split(":")[0])
                self.figure(where, figure, mine, other, headline)

    def read(self, name):
        path = os.path.join(self.out, name)
        try:
            with open(path, encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream, strict=True))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CannotRead("%s: %s" % (path, error))
        if any(None in row or None in row.values() for row in rows):
            raise CannotRead("%s: a row has more or fewer cells than the header" % path)
        if self.raw:
            return rows
        return [{name: plain(cell) for name, cell in row.items()} for row in rows]


def printed(value):
    """Amounts are integers here; all else is text."""
    if not isinstance(value, int):
        return "-" if value is None else str(value)
    whole, part = divmod(abs(value), 1000000)
    decimals = ("%06d" % part).rstrip("0").ljust(2, "0")
    return "%s%d.%s" % ("-" if value < 0 else "", whole, decimals)


def amount(text):
    """An amount as the program prints it; None where it prints nothing."""
    if text in ("", None):
        return None
    if not re.fullmatch(r"-?[0-9]+\.[0-9]{2,6}", text):
        raise CannotRead("'%s' is no amount" % text)
    whole, part = text.lstrip("-").split(".")
    value = int(whole) * 1000000 + int(part.ljust(6, "0"))
    return -value if text.startswith("-") else value


def plain(text):
    """Cells a spreadsheet would run have an apostrophe before them, unless the run was --raw."""
    return text[1:] if text.startswith("'") else text


# A column is the name it has in both tables, or `theirs:ours`; `$` before it says an amount.

def typed(row, columns):
    values = []
    for column in columns:
        cell = row[column.lstrip("$").split(":")[0]]
        values.append(amount(cell) if column[0] == "$" else "" if cell is None else str(cell))
    return tuple(values)


def ours_of(db, sql, keys, columns):
    """Rows of ours as typed ones: amounts stay integers, days become texts."""
    found = {}
    for row in db.execute(sql):
        values = []
        for column in columns:
            value = row[column.lstrip("$").split(":")[-1]]
            if column[0] == "$":
                if value is not None and not isinstance(value, int):
                    raise CannotRead("a sum is beyond what this script can hold")
                values.append(value)
            else:
                values.append(iso(value) if column.endswith("_on")
                              else "" if value is None else str(value))
        found[tuple(str(row[key]) for key in keys)] = tuple(values)
    return found


def theirs_of(rows, keys, columns):
    """Their rows by key; a key that stands twice is a row of its own, and will find no partner."""
    found = {}
    for row in rows:
        key = tuple(row[key] for key in keys)
        while key in found:
            key += ("once more",)
        found[key] = typed(row, columns)
    return found


POSITION = ("reference", "currency")
TITLE = ("transaction_reference_id", "currency")


def compare_files(db, c, files, manifest):
    theirs = {i["name"]: i for i in manifest["inputs"] if not i["set_aside"]}
    c.rows("manifest.json", {(f.short,): (f.sha256, str(f.records), str(f.noise), str(f.blank),
                                          str(sum(len(t.lines) for t in f.tables)))
                             for f in files},
           {(n,): (i["sha256"], str(i["records"]), str(i["noise_records"]), str(i["blank_lines"]),
                   str(i["lines"])) for n, i in theirs.items()},
           ("sha256", "records", "noise records", "blank lines", "lines"))
    rejects = {(f.short,): (str(sum(t.rejects for t in f.tables)),) for f in files}
    c.rows("manifest.json", rejects,
           {(n,): (str(i["rejects"]),) for n, i in theirs.items()}, ("rejects",))
    stated = {(row["file"],): (row["rejected_records"],) for row in c.read("conservation.csv")}
    c.rows("conservation.csv", {key: rejects[key] for key in rejects if key in stated}, stated,
           ("rejected_records",))
    sums = {}
    for component in MONEY:
        for row in db.execute(
                "SELECT file, coalesce(currency, '') AS currency, sum({0}) AS total, "
                "sum(abs({0})) AS absolute, sum({0} <> 0) AS lines FROM line JOIN report_table "
                "USING (table_id) WHERE {0} <> 0 GROUP BY file, currency".format(component)):
            sums[(row["file"], component, row["currency"])] = (
                row["total"], row["absolute"], str(row["lines"]))
    stated = collections.defaultdict(lambda: [0, 0, 0])
    for name, file in theirs.items():
        for table in file["tables"]:
            for t in table["totals"]:
                held = stated[(name, t["component"], t["currency"] or "")]
                held[0] += amount(t["sum"])
                held[1] += amount(t["sum_absolute"])
                held[2] += t["nonzero_lines"]
    c.rows("manifest.json", sums, {k: (a, b, str(n)) for k, (a, b, n) in stated.items() if n},
           ("sum as printed", "sum of absolutes", "lines not zero"))
    compare_signs(db, c, theirs)


def compare_signs(db, c, theirs):
    """Only of columns that hold anything: the sign of nothing but zeros is nobody's question."""
    ours, said = {}, {}
    columns = ("fee", "refund", "fee_refund", "cost", "tax_refund")
    for row in db.execute("SELECT t.*, u.fee, u.refund, u.fee_refund, u.cost, u.tax, u.tax_refund "
                          "FROM report_table AS t JOIN carried AS u "
                          "USING (unit, family, era, epoch) WHERE NOT superseded"):
        for column in columns:
            if row[column]:
                turned = (row[column + "_sign"] == -1) != (column == "fee_refund")
                ours[(row["file"], row["family"], column)] = (
                    "positive" if turned else "negative",)
        if row["tax"] or row["tax_refund"]:
            held = "yes" if row["net_holds_tax"] else "no"
            ours[(row["file"], row["family"], "net_holds_tax")] = (held,)
    for name, file in theirs.items():
        for table in file["tables"]:
            for sign in table["signs"]:
                key = (name, table["family"], sign["component"])
                if key in ours:
                    said[key] = (sign["printed"],)
    c.rows("manifest.json", ours, said, ("printed",), headline=True)


def compare_conservation(db, c):
    columns = ("$read", "$positions", "$other_tax", "$out_of_scope", "$no_reference",
               "$after_as_of", "$superseded", "$difference")
    keys = ("file", "role", "component", "currency_stated", "currency_used")
    parts = ["SELECT file, t.role, '%s' AS component, coalesce(l.currency, '') AS currency_stated,"
             " e.currency AS currency_used, class, l.%s AS amount FROM classed AS e JOIN line AS l"
             " USING (line_id) JOIN report_table AS t ON t.table_id = e.table_id"
             " WHERE cut = 'close' AND l.%s <> 0" % (m, m, m) for m in SIGNED + ("tax_amount",)]
    classes = ["sum(CASE class WHEN '%s' THEN amount ELSE 0 END) AS %s" % (name[1:], name[1:])
               for name in columns[1:-1]]
    sql = "SELECT file, role, component, currency_stated, currency_used, sum(amount) AS read, " \
          "0 AS difference, %s " \
          "FROM (%s) GROUP BY 1, 2, 3, 4, 5" % (", ".join(classes), " UNION ALL ".join(parts))
    c.rows("conservation.csv", ours_of(db, sql, keys, columns),
           theirs_of(c.read("conservation.csv"), keys, columns), columns,
           nothing=(0,) * len(columns))


def compare_positions(db, c, books):
    """Every position, from the books and positions.csv, whichever is there; False if neither."""
    never = ("cost_refund", "collected_net", "forgiven", "adjustment", "aws_tax")
    amounts = [side + n for side in ("billed_", "disbursed_") for n in SIGNED + never]
    columns = ["$" + n for n in amounts] + [
        "$collectible", "$open_tax", "$open_fee", "$open_net", "$tax_calculated", "$tax_aws",
        "state", "cause", "basis", "billed_on", "billed_on_source", "due_on", "terms_source",
        "disbursed_on", "first_payout_on", "last_movement_on"]
    fields = ["b_%s AS billed_%s" % (n, n) for n in SIGNED if n not in ("credit", "fee_credit")] \
        + ["0 AS billed_credit", "0 AS billed_fee_credit"] \
        + ["d_%s AS disbursed_%s" % (n, n) for n in SIGNED if n != "cost"] \
        + ["0 AS disbursed_cost"] \
        + ["0 AS %s%s" % (side, n) for side in ("billed_", "disbursed_") for n in never]
    ours = ours_of(db, "SELECT *, %s FROM closed" % ", ".join(fields), POSITION, columns)
    if books and not os.path.isfile(books):
        raise CannotRead("there are no books at %s" % books)
    books = books or os.path.join(c.out, "books.db")
    has_books = os.path.isfile(books)
    if has_books:
        there = sqlite3.connect(pathlib.Path(books).absolute().as_uri() + "?mode=ro", uri=True)
        there.row_factory = sqlite3.Row
        theirs = {}
        for row in there.execute("SELECT * FROM positions"):
            key = tuple(row[k] for k in TITLE)
            theirs[key + ("once more",) * (key in theirs)] = tuple(
                row[n[1:]] if n[0] == "$" else row[n] or "" for n in columns)
        there.close()
        c.rows("books.db positions", ours, theirs, columns)
    if os.path.exists(os.path.join(c.out, "positions.csv")):
        c.rows("positions.csv", ours, theirs_of(c.read("positions.csv"), TITLE, columns), columns)
        return True
    return has_books


def compare_reports(db, c, full):
    fields = ("*, b_gross AS billed_gross, b_refund AS billed_refund, d_gross AS disbursed_gross, "
              "d_refund AS disbursed_refund, b_fee_refund AS billed_fee_refund, "
              "d_fee_refund AS disbursed_fee_refund, b_tax AS billed_tax, d_tax AS disbursed_tax, "
              "b_tax_refund AS billed_tax_refund, d_tax_refund AS disbursed_tax_refund, "
              "as_of - billed_on AS days_since_billing, as_of - due_on AS days_past_due, "
              "substr(iso(expected_on), 1, 7) AS expected_month, "
              "CASE WHEN b_gross > 0 AND NOT opened THEN fee_share(b_fee, b_refund, b_gross) END "
              "AS expected_fee_refund")
    reports = {
        "uncollected.csv": (
            "state IN ('uncollected', 'part-collected')",
            "payer billed_on billed_on_source due_on terms_source days_since_billing age_bucket "
            "days_past_due due_bucket state cause basis $billed_gross $billed_refund "
            "$disbursed_gross $disbursed_refund $collectible $open_fee $open_tax $open_net "
            "$stated_open_net $disbursed_after_as_of disbursed_after_on"),
        "refunds.csv": (
            "state <> 'cross-currency' AND refunds",
            "payer state $billed_gross $billed_refund $disbursed_gross $disbursed_refund "
            "$refund_gap $billed_fee_refund $disbursed_fee_refund $expected_fee_refund "
            "$billed_tax_refund $disbursed_tax_refund $tax_report_refund"),
        "net-terms.csv": (
            "terms_status <> 'none'" if full else
            "terms_status LIKE 'open-%' OR terms_status = 'collected-late'",
            "payer billed_on due_on terms_days terms_source status:terms_status "
            "disbursed_on:collected_on days_to_collect days_late $billed_gross $disbursed_gross "
            "$collectible expected_month $disbursed_after_as_of"),
        "tax-collection.csv": (
            "tax_status <> 'none'" if full else
            "tax_status NOT IN ('none', 'collected', 'aws-remits', 'untaxed')",
            "payer liable_party status:tax_status $tax_calculated $tax_aws $billed_tax "
            "$billed_tax_refund $disbursed_tax $disbursed_tax_refund $tax_difference "
            "position_state:state")}
    for name, (condition, columns) in reports.items():
        columns = columns.split()
        sql = "SELECT %s FROM closed WHERE %s" % (fields, condition)
        c.rows(name, ours_of(db, sql, POSITION, columns),
               theirs_of(c.read(name), TITLE, columns), columns)


def compare_totals(db, c, summary):
    def table(where, sql, theirs, keys, columns, headline=True):
        c.rows(where, ours_of(db, sql, keys, columns), theirs_of(theirs, keys, columns),
               columns, headline)

    counted = ("positions", "$amount")
    table("populations.csv", "SELECT * FROM population", c.read("populations.csv"),
          ("report", "status", "currency"), counted)
    table("summary.json", "SELECT * FROM ageing", summary["ageing"],
          ("currency", "basis", "bucket"), counted)
    table("summary.json",
          "SELECT currency, state, cause, count(*) AS positions, sum(collectible) AS collectible, "
          "sum(open_tax) AS open_tax, "
          "sum(disbursed_after_as_of) AS disbursed_after_as_of "
          "FROM closed WHERE state IN ('uncollected', 'part-collected') GROUP BY 1, 2, 3",
          summary["uncollected"], ("currency", "state", "cause"),
          ("positions", "$collectible", "$open_tax", "$disbursed_after_as_of"))
    table("summary.json", "SELECT status AS state, * FROM population WHERE report = 'uncollected'",
          [dict(row, amount=row["collectible"]) for row in summary["states"]],
          ("state", "currency"), counted)
    table("summary.json", "SELECT * FROM population WHERE status <> 'none' AND "
          "report IN ('refunds', 'net-terms', 'tax-collection')", summary["populations"],
          ("report", "status", "currency"), counted, False)
    habits = ("positions", "open_positions", "$collectible", "late_count")
    table("payer-terms.csv", "SELECT * FROM payer_terms", c.read("payer-terms.csv"),
          ("payer", "currency"), habits, False)
    moves = ("$opening", "$billed", "$refunds_billed", "$disbursed", "$refunds_disbursed",
             "$forgiven", "$adjusted", "$closing", "$unexplained")
    ours = ours_of(db, "SELECT * FROM roll_forward", ("currency", "payer"), moves)
    theirs = theirs_of(c.read("roll-forward.csv"), ("currency", "payer"), moves)
    # A payer, or a currency, that nothing ever moved has no row.
    c.rows("summary.json", {k[:1]: v for k, v in ours.items() if k[1] == "(total)"},
           theirs_of(summary["roll_forward"], ("currency",), moves), moves,
           nothing=(0,) * len(moves))
    for total in (False, True):
        c.rows("roll-forward.csv", {k: v for k, v in ours.items() if (k[1] == "(total)") == total},
               {k: v for k, v in theirs.items() if (k[1] == "(total)") == total}, moves, total,
               nothing=(0,) * len(moves))
    paid = ("$gross", "$fee", "$refund", "$fee_refund", "$credit", "$fee_credit", "$tax",
            "$tax_refund", "$net")
    theirs = {}
    for row in c.read("payouts.csv"):
        key, values = (row["disbursed_on"], row["currency"]), typed(row, paid)
        held = theirs.setdefault(key, ("0",) + (0,) * len(paid))
        theirs[key] = (str(int(held[0]) + int(row["lines"])),) + tuple(
            a + b for a, b in zip(held[1:], values))
    sql = "SELECT *, iso(day) AS disbursed FROM payout"
    c.rows("payouts.csv", ours_of(db, sql, ("disbursed", "currency"), ("lines",) + paid), theirs,
           ("lines",) + paid, headline=True)
