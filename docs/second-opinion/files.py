"""Files: records, tables, the days they cover, and which of two files that overlap counts."""
import calendar
import collections
import csv
import datetime
import hashlib
import io
import json
import os
import re

from reports import ASIDE, READ, REPORTS, CannotRead, era_of, moment, report_of, trim, words


# === Files =======================================================================================

class Table:
    """One table of a file: a header and the records below it."""

    def __init__(self, file, report, era, first_record):
        self.file, self.report, self.era, self.first_record = file, report, era, first_record
        self.lines, self.rejects, self.superseded = [], 0, False
        self.epoch, self.stands_in, self.counted_in = 0, 0, set()
        self.covers_from = self.covers_to = self.payout_on = None

    def order(self):
        return (self.report.rank, self.covers_from, self.file.sha256, self.first_record)


class File:
    def __init__(self, path):
        with open(path, "rb") as stream:
            self.bytes = stream.read()
        self.path, self.base = path, os.path.basename(path)
        self.sha256 = hashlib.sha256(self.bytes).hexdigest()
        self.tables, self.records, self.noise, self.blank = [], 0, 0, 0
        self.short = re.sub(r"[\x00-\x20#%\x7f]", lambda m: "%%%02X" % ord(m[0]), self.base)

    def split(self):
        """Records as (text, cells): a quoted cell may go on over several physical lines."""
        try:
            text = self.bytes.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise CannotRead("%s is not UTF-8" % self.path)
        held = ""
        for physical in text.split("\n"):
            held += physical
            if held.count('"') % 2:
                held += "\n"
                continue
            record, held = held[:-1] if held.endswith("\r") else held, ""
            if record:
                yield record, next(csv.reader(io.StringIO(record, newline=""), strict=True))
            else:
                yield record, []
        if held:
            raise CannotRead("%s ends inside a quoted cell" % self.path)

    def read(self):
        table = where = width = None
        gap = True
        for text, cells in self.split():
            if not cells:
                gap, self.blank = True, self.blank + 1
                continue
            self.records += 1
            if len(cells) == 1 or not any(cells):  # a title, a trailer
                gap, self.noise = True, self.noise + 1
                continue
            header = report_of(cells)
            if header:
                table = Table(self, header[0], era_of(header[0], cells), self.records)
                where, width = header[1], len(cells)
                self.tables.append(table)
            elif width == len(cells):
                self.take(table, where, text, cells)
            elif gap:
                raise CannotRead("%s: record %d is no header this script knows"
                                 % (self.path, self.records))
            else:
                table.rejects += 1
            gap = False
        self.blank -= self.bytes.endswith(b"\n") or not self.bytes  # what follows the last line
        if not self.tables:
            raise CannotRead("%s holds no header this script knows" % self.path)

    def take(self, table, where, text, cells):
        line = {"record": self.records, "text": text, "currency": None}
        try:
            for field, at in where.items():
                line[field] = READ.get(field, words)(cells[at])
        except ValueError:
            table.rejects += 1
            return
        line["event"] = trim(line.get("event", "")).upper()
        line["tax_type"] = trim(line.get("tax_type", "")).lower()
        party = trim(line.get("party", "")).lower() or "none"
        line["party"] = party if party in ("seller", "aws", "none") else "other"
        if "party" not in where:  # before 2019-11 the report lists the seller's tax only
            line["party"] = "seller"
        table.lines.append(line)


def as_listed(files, listed):
    """Those that manifest.json lists; of equal bytes by the name that was loaded, unless other
    names count too."""
    for file in files:
        if file.sha256 not in listed:
            print("left out, for manifest.json does not list it: %s" % file.path)
    files = [file for file in files if file.sha256 in listed]
    named = {f.sha256 for f in files if f.base == listed[f.sha256]["base_name"]}
    return [f for f in files if f.base == listed[f.sha256]["base_name"]
            or listed[f.sha256]["also_covers"] or f.sha256 not in named]


def gather(paths, listed=None):
    """The files, in the order of their names, and those set aside by theirs; equal bytes are read
    once. `listed`: those to take, by SHA-256, as manifest.json has them."""
    found = []
    for path in paths:
        if os.path.isdir(path):
            found += [os.path.join(path, name) for name in os.listdir(path)
                      if name.lower().endswith(".csv") and not name.startswith(".")]
        else:
            found.append(path)
    files, repeats, aside = {}, [], []
    there = [File(p) for p in
             sorted(found, key=lambda p: (os.path.basename(p).encode(), p.encode()))]
    for file in there if listed is None else as_listed(there, listed):
        if file.base.startswith(ASIDE):
            aside.append(file)
            continue
        if file.sha256 in files:
            repeats.append(file)
            continue
        file.read()
        files[file.sha256] = file
    names = collections.Counter(file.base for file in files.values())
    for file in files.values():
        if names[file.base] > 1:
            file.short += "~" + file.sha256[:8]
    return list(files.values()), repeats, aside


# === Days ========================================================================================

def iso(number):
    return "" if number is None else datetime.date.fromordinal(number).isoformat()


def month_end(number):
    d = datetime.date.fromordinal(number)
    return d.replace(day=calendar.monthrange(d.year, d.month)[1]).toordinal()


def month_start(number):
    return datetime.date.fromordinal(number).replace(day=1).toordinal()


def day_in_name(name):
    """The last YYYY-MM-DD in a file's name that is no part of a longer number."""
    for at in range(len(name) - 10, -1, -1):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", name[at:at + 10]) and not (
                name[max(at - 1, 0):at].isdigit() or name[at + 10:at + 11].isdigit()):
            try:
                return datetime.date.fromisoformat(name[at:at + 10]).toordinal()
            except ValueError:
                pass
    return None


def range_in_meta(path):
    for stem in (path[:-4] if path.lower().endswith(".csv") else path, path):
        if os.path.isfile(stem + ".meta.json"):
            with open(stem + ".meta.json", encoding="utf-8") as stream:
                said = json.load(stream).get("dataSetCoverageRange", {})
            if "startDateTime" not in said and "endDateTime" not in said:
                return None
            end, midnight = moment(said["endDateTime"])
            return moment(said["startDateTime"])[0], end - midnight  # such an end is exclusive
    return None


def cover(table, file, period):
    """Which days the table covers: .meta.json, --period, the date in the name, its lines."""
    cadence, named = table.report.cadence, day_in_name(file.base)
    meta = range_in_meta(file.path) if cadence != "opening" else None
    days = [d for line in table.lines for d in line_days(line)]
    table.from_lines = False
    if cadence == "opening":
        first = last = month_end(period) if period else named
    elif meta:
        first, last = meta
    elif period and cadence == "monthly":
        first, last = period, month_end(period)
    elif named:
        first = last = named
        if cadence == "monthly":  # dated in month M, covers M-1
            last = month_start(named) - 1
            first = month_start(last)
    else:
        first, last = (min(days), max(days)) if days else (None, None)
        table.from_lines = True
    if first is None:
        raise CannotRead("nothing says which days %s covers" % file.path)
    table.covers_from, table.covers_to = first, last


def line_days(line):
    if line.get("dated"):
        return [line["dated"]]
    return [line["ar_period"], month_end(line["ar_period"])] if line.get("ar_period") else []


def supersede(tables):
    """--replace: of tables that say the same thing twice, the newest counts. Those that give way,
    each with those that take its place."""
    def issued(table):
        return day_in_name(table.file.base) or table.covers_to

    def span(table):
        whole_at_one_day = table.report.cadence in ("payout", "day")
        return table.covers_to if whole_at_one_day else table.covers_from, table.covers_to

    def paid(file):
        return collections.Counter(line["text"] for table in file.tables
                                   if table.report.role == "disbursed" for line in table.lines)

    def overlap(a, b):
        if a.file is b.file:
            return False
        if a.report is b.report and span(a)[0] <= span(b)[1] and span(b)[0] <= span(a)[1]:
            return True
        if a.report.role != "disbursed" or b.report.role != "disbursed":
            return False
        one, other = paid(a.file), paid(b.file)
        return 2 * sum((one & other).values()) > min(sum(one.values()), sum(other.values()))

    count, gone = [], {}
    for table in sorted(tables, key=issued, reverse=True):
        newer = [t for t in count if overlap(t, table) and issued(t) > issued(table)]
        if newer:
            gone[table] = newer
        else:
            count.append(table)
    return gone


def settle_epochs(tables, newest, replace, both):
    """Which tables counted in each epoch up to the newest; returns what gave way by now, and to
    which. `both` says of a table whether it did, where of some the newer one counts and of others
    both. What takes the place of a table stands in its epoch."""
    gone = {}
    for table in tables:
        table.stands_in = table.epoch
    for epoch in range(newest + 1):
        there = [table for table in tables if table.epoch <= epoch]
        gone = {table: newer for table, newer in (supersede(there) if replace else {}).items()
                if both is None or both(table)}
        for table in there:
            if table not in gone:
                table.counted_in.add(epoch)
            for newer in gone.get(table, ()):
                newer.stands_in = min(newer.stands_in, table.stands_in)
    for table in tables:
        table.superseded = newest not in table.counted_in
    return gone


def settle_payouts(tables, gap_days):
    """A payout is of the Deposit Date its settlement report names, and covers the days since the
    payout before it; the first one, and one after a long pause, 31 days."""
    payouts = [t for t in tables if t.report.cadence == "payout" and not t.superseded]
    for table in (t for t in tables if t.report.cadence == "payout"):
        before = max((t.covers_to for t in payouts if t.report.role == table.report.role
                      and t.covers_to < table.covers_to), default=None)
        near = before is not None and table.covers_to - before <= gap_days
        table.covers_from = before + 1 if near else table.covers_to - max(1, min(31, gap_days)) + 1
    for table in tables:
        table.payout_on = table.covers_to
        if table.report.role == "disbursed":
            named = [{line["dated"] for line in t.lines} for t in tables
                     if t.report.role == "stated_total" and t.report.cadence == "payout"
                     and table.epoch in t.counted_in and t.covers_to == table.covers_to
                     and t.lines]
            deposits = set().union(*named)
            if len(deposits) == 1 and None not in deposits:
                table.payout_on = deposits.pop()


def billed_window(tables, as_of, options):
    """The unbroken run of days known for billed reports, nearest to as_of; and from which day on a
    payout without a bill means anything (before it, the bill may be older than the files)."""
    spans = []
    for t in tables:
        if t.report.role != "billed" or t.superseded:
            continue
        first, last, by_period = t.covers_from, t.covers_to, "ar_period" in t.report.columns
        if last > as_of and not by_period:
            continue  # all its lines are of its last day
        if t.from_lines:
            first = month_start(first)
            last = month_end(last) if month_end(last) <= as_of else last
        if last > as_of:
            last = as_of if as_of == month_end(as_of) else month_start(as_of) - 1
        if first <= last:
            spans.append((first, last))
    for family, first in options["empty"]:
        report = next((r for r in REPORTS if r.family == family), None)
        if report and report.role == "billed" and (
                month_end(first) <= as_of or "ar_period" in report.columns):
            spans.append((first, month_end(first)))
    runs = []
    for first, last in sorted(spans):
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = max(runs[-1][1], last)
        else:
            runs.append([first, last])
    if not runs:
        return None, None
    def distance(run):
        return 0 if run[0] <= as_of <= run[1] else abs(as_of - run[1])
    early = [run for run in runs if run[0] <= as_of] or runs[:1]
    first, last = min(early, key=distance)
    back_from = first + options["history_days"]
    opened = max((t.covers_to for t in tables if t.report.role == "opening"
                  and not t.superseded and t.covers_to <= as_of), default=None)
    if opened is not None and opened + 1 >= first:  # the list of open items replaces history
        back_from = min(back_from, opened + 1)
    return back_from, last


def days_of(table, line):
    """The line's day; the first day it may stand for; where it comes from; from when it counts;
    its month."""
    role, of_file = table.report.role, table.covers_to
    if role == "stated_open":  # a list speaks of its own day, whatever its rows are dated
        at, since, source = of_file, of_file, "file"
    elif line.get("dated"):
        at, since, source = line["dated"], line["dated"], "invoice"
    elif line.get("ar_period"):
        at, since, source = month_end(line["ar_period"]), line["ar_period"], "ar-period"
    elif role == "disbursed":
        at, since, source = table.payout_on, table.payout_on, "file"
    else:
        at, since, source = of_file, table.covers_from, "file"
    if role == "opening":  # billed whenever it was, open from the day of the list
        return at, since, "opening", of_file, iso(at)[:7]
    return at, since, source, at, iso(at)[:7]
