#!/usr/bin/env python3
"""A second opinion on a run of tieout: the same figures, computed again without any of its code.

    python3 docs/second-opinion/second_opinion.py FILE|DIR... --out DIR [options of the run]

Give it what the run was given: the report files, --out with what the run wrote, and --terms when
the run had it. All other options are taken from DIR/manifest.json; one given here wins.

To read top to bottom, in the order in which things happen:

    reports.py    what the reports look like, and how one cell is read
    files.py      records, tables, the days they cover
    signs.sql     on how many lines the parts add up to the net, for each reading of the signs
    signs.py      which reading is taken
    figures.sql   everything else: classes, positions, states, ages, terms, tax, roll-forward
    sealed.sql    the roll-forward after a sealed month
    compare.py    our figures beside those of the run
    sealed.py     the journal of sealed months, what it opens and closes with

It needs Python 3 and nothing else: the standard library, and the SQLite in it, in memory. Nothing
of the program, of its rules or of its maps of columns is used, and no figure is taken from DIR:
what is there is opened last, to be compared. Of sealed months alone two things are taken, and held
against the lines (sealed.py). Amounts are integers from the first byte to the last, millionths of
a unit of currency.

Compared: files, records, lines, rejects; sums by file, component and currency, as printed, and
into which class each amount went; settled signs; every position (books.db or positions.csv:
amounts, state, cause, days); every row of uncollected.csv, refunds.csv, net-terms.csv and
tax-collection.csv, with payer, terms and buckets; populations.csv; open items by state and cause,
and ageing by both bases, in summary.json; payer-terms.csv; roll-forward.csv by payer and in
total; payouts.csv by day. Of sealed months the journal, entry by entry; every digest it holds;
closing.csv, opening.csv and prior-period.csv by position.

Not covered: findings and timing items; dispositions; files a month was sealed on before it was
opened again; what reports state in total or list as open, held against
the figures (tie-out.csv); pennies.csv; the days in payer-terms.csv; tax by jurisdiction; texts
such as product, customer and evidence; signs of tables that were replaced; runs with rules of
their own (--rules). This is printed with every result.

Exit code: 0 all agree, 1 a figure differs, 2 something could not be read or compared.
"""
import argparse
import csv
import os
import re
import sqlite3
import sys

sys.dont_write_bytecode = True  # leaves no trace in the folder it is read from

from compare import (
    Comparison, compare_conservation, compare_files, compare_positions, compare_reports,
    compare_totals, printed, read_json)
from files import File, Table, cover, gather, month_end, month_start, settle_epochs
from files import billed_window, days_of, iso, settle_payouts
from reports import (
    MONEY, TEXTS, CannotRead, account, currency, day, money, month, trim)
from sealed import Seals, compare_journal, compare_sealed, fill_sealed
from signs import settle_signs

SAID = __doc__ or "Not covered: see the first lines of this file. This"
NOT_COVERED = " ".join(re.search(r"Not covered: (.*?)\. This", SAID, re.DOTALL)[1].split())
UNLISTED = (
    "; positions no report lists, one by one (neither books.db nor positions.csv is there; "
    "--books FILE names books kept elsewhere)")

HERE = os.path.dirname(os.path.abspath(__file__))


def options_of(arguments, manifest):
    """The options of the run: from its manifest, where none is given here."""
    kept = manifest["options"]
    if kept.get("rules") not in (None, "built-in"):
        raise CannotRead("the run had rules of its own (--rules): not covered")
    policy = {row["name"]: row["value"] for row in manifest["policy"]}
    for said in arguments.set or []:
        policy.update([said.split("=", 1)])
    empty = arguments.empty if arguments.empty is not None else kept["empty"].split()
    assumed = arguments.assume if arguments.assume is not None else kept["assume"].split()
    return {
        "as_of": day(arguments.as_of or kept["as-of"]),
        "from": day(getattr(arguments, "from") or kept["from"]),
        "period": month(arguments.period) if arguments.period else None,
        "periods": [] if arguments.period else [month(text) for text in kept["period"].split()],
        "currency": currency(arguments.currency or kept["currency"]),
        "replace": arguments.replace or kept["replace"] == "yes",
        "both": arguments.both or kept["both"] == "yes",
        "empty": [(text.split(":")[0], month(text.split(":")[1])) for text in empty],
        "assume": [assumption(text) for text in assumed],
        "penny": money(policy["penny"]), "grace": int(policy["settlement_grace_days"]),
        "history_days": int(policy["history_days"]),
        "payout_gap_days": int(policy["payout_gap_days"]),
        "terms": terms_of(arguments.terms, manifest["terms_sha256"])}


def assumption(text):
    return re.fullmatch(r"(\w+)\.(\w+)=(\w+)", text).groups()


def said_of(options):
    """The options as they were taken, for the reader to judge: none of them is a figure."""
    said = {name: iso(value) if name in ("as_of", "from") else value
            for name, value in options.items() if value and name not in ("penny", "period")}
    said["periods"] = " ".join(iso(m)[:7] for m in [options["period"] or 0] + options["periods"]
                               if m)
    said["empty"] = " ".join("%s:%s" % (f, iso(m)[:7]) for f, m in options["empty"])
    said["assume"] = " ".join("%s.%s=%s" % parts for parts in options["assume"])
    said["terms"] = "of %d payers" % len(options["terms"]) if options["terms"] else ""
    return dict({"penny": printed(options["penny"])}, **{n: v for n, v in said.items() if v})


def terms_of(path, sha256):
    if not path and sha256:
        raise CannotRead("the run had a file of terms: give it with --terms FILE")
    if not path:
        return []
    file = File(path)
    if sha256 and file.sha256 != sha256:
        raise CannotRead("%s is not the file of terms the run had" % path)
    rows = [[trim(cell) for cell in cells] for _, cells in file.split() if cells]
    return [(account(payer), int(days)) for payer, days in rows[1:]]


def told_of(manifest):
    """Books are loaded in steps, and --period, --replace and --both are said of the files of one
    step. Of which, only the manifest tells; asked by file and first record."""
    return {(i["sha256"], t["first_record"]): t for i in manifest["inputs"] for t in i["tables"]}


def period_of(table, options, told):
    """The --period that was said of a table's file."""
    if options["period"]:
        return options["period"]
    said = told.get((table.file.sha256, table.first_record), {})
    for period in options["periods"]:
        of_opening = table.report.cadence == "opening"
        if of_opening and said.get("covers_to") == iso(month_end(period)):
            return period
        if said.get("covers_source") == "period" and said["covers_from"] == iso(period):
            return period
    return None


def fill(db, files, repeats, options, told, seals):
    """Lays all tables on one pile, in their order, and tells the days to look from."""
    tables = [table for file in files for table in file.tables
              if table.report.role != "disposition"]
    for table in tables:
        cover(table, table.file, period_of(table, options, told))
    for repeat in repeats:  # the same empty report under another date covers these days too
        file = next(f for f in files if f.sha256 == repeat.sha256)
        if (len(file.tables) == 1 and not file.tables[0].lines and not file.tables[0].rejects
                and file.tables[0] in tables):
            empty = Table(file, file.tables[0].report, file.tables[0].era, 0)
            cover(empty, repeat, period_of(file.tables[0], options, told))
            tables.append(empty)
    for table in tables:
        table.epoch = seals.epoch_of(table.file)
    gave_way = None
    if options["both"]:  # of some the newer one counts, of others both
        def gave_way(table):
            said = told.get((table.file.sha256, table.first_record), {})
            return bool(said.get("superseded_by"))
    replaced = settle_epochs(tables, seals.newest, options["replace"], gave_way)
    settle_payouts(tables, options["payout_gap_days"])
    live = [t for t in tables if not t.superseded and t.report.role != "aside"]
    as_of = options["as_of"] or max(max(t.covers_to, t.payout_on) for t in live)
    opening = (options["from"] or month_start(as_of)) - 1
    db.executescript("""
        CREATE TABLE report_table (
            table_id INTEGER PRIMARY KEY, unit TEXT, file TEXT, family TEXT, era INTEGER,
            role TEXT, superseded INTEGER, rejects INTEGER, covers_to INTEGER, epoch INTEGER,
            stands_in INTEGER,
            fee_sign INTEGER DEFAULT 1, refund_sign INTEGER DEFAULT 1,
            fee_refund_sign INTEGER DEFAULT 1, cost_sign INTEGER DEFAULT 1,
            tax_refund_sign INTEGER DEFAULT 1, net_holds_tax INTEGER DEFAULT 0);
        CREATE TABLE counted_in (epoch INTEGER, table_id INTEGER);
        CREATE TABLE replaced (table_id INTEGER, newer_id INTEGER);
        CREATE TABLE cut (cut TEXT, day INTEGER, epoch INTEGER, back_from INTEGER,
                          known_to INTEGER, newest_list INTEGER);
        CREATE TABLE setting (penny INTEGER, grace INTEGER, base TEXT);
        CREATE TABLE terms (payer TEXT, days INTEGER);""")
    columns = ("line_id table_id record reference currency "
               "day day_from source counts_from month due").split() + list(TEXTS + MONEY)
    db.execute("CREATE TABLE line (line_id INTEGER PRIMARY KEY, %s)" % ", ".join(columns[1:]))
    rows, pile = [], sorted(tables, key=Table.order)
    for number, table in enumerate(pile):
        unit = "%s/%s/%d" % (table.file.sha256, table.report.family, table.era)
        db.execute("INSERT INTO report_table (table_id, unit, file, family, era, role, superseded,"
                   " rejects, covers_to, epoch, stands_in) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   (number, unit, table.file.short, table.report.family, table.era,
                    table.report.role, table.superseded, table.rejects, table.covers_to,
                    table.epoch, table.stands_in))
        db.executemany("INSERT INTO counted_in VALUES (?, ?)",
                       [(epoch, number) for epoch in table.counted_in])
        db.executemany("INSERT INTO replaced VALUES (?, ?)",
                       [(number, pile.index(newer)) for newer in replaced.get(table, ())])
        for line in table.lines:
            days = days_of(table, line)
            rows.append([len(rows), number, line["record"], line.get("reference", ""),
                         line["currency"], *days, line.get("due")]
                        + [line.get(text, "") for text in TEXTS]
                        + [line.get(amount, 0) for amount in MONEY])
    db.executemany("INSERT INTO line VALUES (%s)" % ",".join("?" * len(columns)), rows)
    cuts = [("close", as_of, seals.newest), ("open", opening, seals.newest)]
    if seals.opens(opening):
        cuts.append(("held", opening, seals.before))
    for name, at, epoch in cuts:
        lists = [t.covers_to for t in live if t.report.role == "stated_open" and t.covers_to <= at]
        db.execute("INSERT INTO cut VALUES (?, ?, ?, ?, ?, ?)",
                   (name, at, epoch, *billed_window(tables, at, options),
                    max(lists, default=None)))
    db.execute("INSERT INTO setting VALUES (?, ?, ?)",
               (options["penny"], options["grace"], options["currency"]))
    db.executemany("INSERT INTO terms VALUES (?, ?)", options["terms"])
    return as_of


def age(days):
    return next((name for most, name in ((30, "0-30"), (60, "31-60"), (90, "61-90"),
                                         (120, "91-120")) if days <= most), "121+")


def expected_fee_refund(fee, refund, gross):
    """abs(fee) * abs(refund) / gross, rounded to the hundredth, half away from zero."""
    hundredths = (2 * abs(fee) * abs(refund) + 10000 * gross) // (20000 * gross)
    return hundredths * 10000


def arguments_of(argv):
    parser = argparse.ArgumentParser(
        description="Recompute the figures of a run of tieout, and compare.",
        epilog="Not covered: " + NOT_COVERED + ".", allow_abbrev=False)
    parser.add_argument("reports", nargs="+", metavar="FILE|DIR", help="what the run read")
    parser.add_argument("--out", required=True, metavar="DIR", help="what the run wrote")
    parser.add_argument("--show", choices=("all", "headlines", "differences"), default="headlines",
                        help="which figures to print (all are compared)")
    for name in ("--terms", "--as-of", "--from", "--currency", "--period"):
        parser.add_argument(name, help="as the run had it")
    for name in ("--set", "--empty", "--assume"):
        parser.add_argument(name, action="append", help="as the run had it; may be repeated")
    parser.add_argument("--replace", action="store_true", help="as the run had it")
    for name in ("--both", "--full", "--raw", "--prove"):
        parser.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--as-listed", action="store_true",
                        help="leave out files that manifest.json does not list (later months)")
    parser.add_argument("--books", metavar="FILE", help="where they are kept, if not in --out")
    for name in ("--allow-rejects", "--require", "--fail-on", "--policy"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def script(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as stream:
        return stream.read()


def second_opinion(arguments):
    manifest = read_json(arguments.out, "manifest.json")
    options = options_of(arguments, manifest)
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    for name, count, function in (("age", 1, age), ("iso", 1, iso),
                                  ("fee_share", 3, expected_fee_refund)):
        db.create_function(name, count, function)
    c = Comparison(arguments.out, arguments.show, manifest["options"]["raw"] == "yes")
    seals = Seals(c, manifest)
    listed = {i["sha256"]: i for i in manifest["inputs"]} if arguments.as_listed else None
    files, repeats, aside = gather(arguments.reports, listed)
    as_of = fill(db, files, repeats, options, told_of(manifest), seals)
    db.executescript(script("signs.sql"))
    settle_signs(db, seals.assumptions(options["assume"], assumption))
    db.executescript(script("figures.sql"))
    fill_sealed(db, c)
    db.executescript(script("sealed.sql"))

    print("seen from %s, with: %s" % (iso(as_of), "; ".join(
        "%s %s" % (name.replace("_", " "), value)
        for name, value in said_of(options).items())))
    summary = read_json(arguments.out, "summary.json")
    print("%s  %-22s %-58s %20s %20s %14s" % ("", "where", "figure", "ours", "theirs",
                                              "difference"))
    c.figure("summary.json", "as-of", iso(as_of), summary["as_of"], headline=True)
    compare_journal(c, seals, files + aside, manifest)
    compare_sealed(db, c, seals)
    compare_files(db, c, files, manifest)
    compare_conservation(db, c)
    whole = compare_positions(db, c, arguments.books)
    compare_reports(db, c, manifest["options"]["full"] == "yes")
    compare_totals(db, c, summary)
    print()
    for where in sorted(set(c.agree) | {d[0] for d in c.differ}):
        wrong = sum(d[0] == where for d in c.differ)
        print("%-22s %7d figures agree, %d differ" % (where, c.agree[where], wrong))
    print("not covered: %s%s" % (NOT_COVERED, "" if whole else UNLISTED))
    print("verdict: %s" % ("%d figures differ" % len(c.differ) if c.differ else "all agree"))
    return 1 if c.differ else 0


def main():
    try:
        return second_opinion(arguments_of(sys.argv[1:]))
    except CannotRead as error:
        print("cannot be read: %s" % error, file=sys.stderr)
    except Exception as error:  # whatever it is, it is no answer about a figure
        print("cannot be read: %s: %s" % (type(error).__name__, error), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
