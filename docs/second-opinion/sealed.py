"""Sealed months: the journal counted again, and what the month before left held against the lines.

docs/MONTHS.md says what the journal holds, and over which bytes each digest goes. Two things are
taken from the pack, for nothing else says them: the epoch of each file, and what was sealed as
open. Both are held first: files against the inputs each seal recorded, the opening against its
digest and, position by position, against the lines the seal held.
"""
import hashlib
import os

from compare import POSITION, TITLE, amount, ours_of, theirs_of
from files import iso, month_end
from reports import CannotRead, day, month

NOTHING_YET = "0" * 64
SAID = ("entry", "what", "period", "by", "on", "because")
SEALED = ("as_of", "files", "inputs_sha256", "rules_sha256", "policy_sha256", "terms_sha256",
          "options_sha256", "program", "outputs_sha256", "closing_sha256")
NO_OUTPUTS = ("seals.csv", "manifest.json", "books.db")


def sha256(parts):
    return hashlib.sha256("".join(parts).encode()).hexdigest()


class Seals:
    """The journal of a report: no entries where no month was sealed."""

    def __init__(self, c, manifest):
        self.epochs = {i["sha256"]: i["epoch"] for i in manifest["inputs"]}
        there = any(output["name"] == "seals.csv" for output in manifest["outputs"])
        self.entries = c.read("seals.csv") if there else []
        self.options = c.read("seal-options.csv") if there else []
        self.in_force = []
        for entry in self.entries:
            if entry["what"] == "close":
                self.in_force.append(entry)
            elif entry["what"] == "reopen" and self.in_force[-1:]:
                self.in_force.pop()
        self.newest = max([len(self.in_force)] + list(self.epochs.values()))
        self.own = self.in_force[-1:] if manifest.get("seal") else []  # what this pack sealed
        if manifest.get("seal") and not self.own:
            raise CannotRead("the journal knows of no seal of %s" % manifest["seal"])
        as_of = day(manifest["as_of"])
        earlier = [at for at, seal in enumerate(self.in_force) if day(seal["as_of"]) < as_of]
        self.before = earlier[-1] if earlier else None  # the month before, and the epoch it holds

    def epoch_of(self, file):
        return self.epochs.get(file.sha256, len(self.in_force))

    def opens(self, opening):
        """Whether a roll-forward that begins after that day opens with what was sealed."""
        return self.before is not None and day(self.in_force[self.before]["as_of"]) == opening

    def options_of(self, entry):
        return {row["name"]: row["value"] for row in self.options if row["entry"] == entry}

    def assumptions(self, newest, parse):
        """--assume by epoch: of a sealed one as it was closed, of the open one as it is said."""
        sealed = [self.options_of(seal["entry"])["assume"].split() for seal in self.in_force]
        return [[parse(text) for text in said] for said in sealed] + [newest]


def compare_journal(c, seals, files, manifest):
    """Every entry, in order; `files` are all that were given, those set aside too."""
    previous, held = NOTHING_YET, []
    for number, entry in enumerate(seals.entries, 1):
        def figure(name, ours, theirs, where="seals.csv", entry=entry, number=number):
            c.figure(where, "entry %d %s %s %s" % (number, entry["what"], entry["period"], name),
                     ours, theirs, name == "sha256")
        figure("number", str(number), entry["entry"])
        figure("previous", previous, entry["previous"])
        cells = [entry["previous"]] + [entry[name] for name in SAID + SEALED]
        figure("sha256", sha256(cell + "\0" for cell in cells), entry["sha256"])
        previous = entry["sha256"]
        compare_order(figure, held, entry)
        if entry["what"] == "close":
            said = seals.options_of(entry["entry"])
            lines = ("%s=%s\n" % (name, said[name]) for name in sorted(said))
            figure("options", entry["options_sha256"], sha256(lines), "seal-options.csv")
            figure("base currency", manifest["base_currency"], said.get("currency"),
                   "seal-options.csv")
    closes = {entry["entry"] for entry in seals.entries if entry["what"] == "close"}
    for row in seals.options:
        if row["entry"] not in closes:
            c.figure("seal-options.csv", "entry " + row["entry"], "no such row", "row is there")
    compare_inputs(c, seals, files)
    if seals.entries:
        compare_left(c, seals)
    for entry in seals.own:
        compare_pack(c, entry, files, manifest)


def compare_order(figure, held, entry):
    """Who may do what: months one after the other, reviewed by somebody else, the newest reopened.
    `held` are the seals in force; the entry is added or taken away."""
    period, newest = entry["period"], held[-1]["period"] if held else ""
    if entry["what"] == "close":
        after = iso(month_end(month(newest)) + 1)[:7] if newest else period
        figure("month", after, period)
        figure("as of", iso(month_end(month(period))), entry["as_of"])
        held.append(entry)
        return
    figure("cells of a close", "", "".join(entry[name] for name in SEALED))
    if entry["what"] == "reopen":
        figure("newest month", newest, period)
        figure("because", "said", "said" if entry["because"].strip() else "not said")
        del held[-1:]
    else:
        figure("what", "review", entry["what"])
        closers = [seal["by"].strip().casefold() for seal in held if seal["period"] == period]
        figure("sealed month", "in force", "in force" if closers else "not in force")
        by = entry["by"].strip().casefold()
        figure("reviewed by", "somebody else", "the closer" if by in closers else "somebody else")


def compare_inputs(c, seals, files):
    """Of each seal in force: the raw files of its epoch and earlier ones. Which files a month was
    sealed on that was opened again nothing tells but the pack of that time."""
    for at, seal in enumerate(seals.in_force):
        there = sorted(file.sha256 for file in files if seals.epoch_of(file) <= at)
        name = "entry %s close %s " % (seal["entry"], seal["period"])
        c.figure("seals.csv", name + "files", str(len(there)), seal["files"])
        c.figure("seals.csv", name + "inputs", sha256(text + "\n" for text in there),
                 seal["inputs_sha256"], True)


def cells_of(rows):
    return [cell + "\0" for row in rows for cell in row.values()]


def compare_left(c, seals):
    """opening.csv and opening-timing.csv: what the month before was sealed with."""
    opening, timing = c.read("opening.csv"), c.read("opening-timing.csv")
    if seals.before is None:
        c.figure("opening.csv", "rows before the first seal", "0", str(len(opening)))
        c.figure("opening-timing.csv", "rows before the first seal", "0", str(len(timing)))
        return
    seal = seals.in_force[seals.before]
    c.figure("opening.csv", "closing of %s, with its timing" % seal["period"],
             seal["closing_sha256"], sha256(cells_of(opening) + ["\n"] + cells_of(timing)), True)


def texts_of(out, folder=""):
    """Files of a folder and of those in it, by their names there."""
    found = {}
    for place, _, names in os.walk(os.path.join(out, folder)):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as stream:
                inside = os.path.relpath(path, os.path.join(out, folder)).replace(os.sep, "/")
                found[inside.encode()] = stream.read()
    return sorted(found.items())


def compare_pack(c, entry, files, manifest):
    """What this pack was sealed with: its own texts, as they stand there."""
    def figure(where, name, ours):
        c.figure(where, name + " of entry " + entry["entry"], ours, entry[name], True)
    outputs = {name: text for name, text in texts_of(c.out) if name.decode() not in NO_OUTPUTS}
    figure("manifest.json", "period", manifest["seal"])
    figure("manifest.json", "as_of", manifest["as_of"])
    figure("manifest.json", "program", manifest["version"])
    rules = b"".join(name + b"\0" + text + b"\0" for name, text in texts_of(c.out, "rules"))
    figure("rules/", "rules_sha256", hashlib.sha256(rules).hexdigest())
    values = {row["name"]: str(amount(row["value"])) if row["unit"] == "money" else row["value"]
              for row in manifest["policy"]}
    figure("manifest.json", "policy_sha256",
           sha256("%s=%s\n" % (name, values[name]) for name in sorted(values)))
    options = manifest["options"]
    figure("manifest.json", "options_sha256",
           sha256("%s=%s\n" % (name, options[name]) for name in sorted(options)))
    given = {name: hashlib.sha256(outputs[name]).hexdigest() if name in outputs else ""
             for name in (b"terms.csv", b"policy.csv")}
    figure("terms.csv", "terms_sha256", given[b"terms.csv"])
    c.figure("policy.csv", "option policy", given[b"policy.csv"], options["policy"])
    digest = hashlib.sha256(b"".join(
        name + b"\0" + hashlib.sha256(text).hexdigest().encode() + b"\0"
        for name, text in sorted(outputs.items())))
    figure("outputs", "outputs_sha256", digest.hexdigest())
    waits = [row for row in c.read("timing.csv") if row["kind"] != "cleared"]
    left = cells_of(c.read("closing.csv")) + ["\n"] + cells_of(waits)
    figure("closing.csv", "closing_sha256", sha256(left))


def fill_sealed(db, c):
    """What was sealed as open, for sealed.sql; once it is known to open the roll-forward."""
    db.execute("CREATE TABLE sealed (reference TEXT, currency TEXT, payer TEXT, "
               "collectible INTEGER)")
    if db.execute("SELECT count(*) FROM cut WHERE cut = 'held'").fetchone()[0]:
        db.executemany("INSERT INTO sealed VALUES (?, ?, ?, ?)", [
            (row["transaction_reference_id"], row["currency"], row["payer"],
             amount(row["collectible"])) for row in c.read("opening.csv")])


def compare_sealed(db, c, seals):
    """Position by position: what this pack closes with, what it opens with, what moved since."""
    def rows(where, sql, columns):
        c.rows(where, ours_of(db, sql, POSITION, columns),
               theirs_of(c.read(where), TITLE, columns), columns, True)
    still = "SELECT * FROM balance WHERE cut = '%s' AND collectible <> 0"
    if seals.own:
        rows("closing.csv", still % "close", ("payer", "$collectible"))
    if seals.before is None:
        return
    if db.execute("SELECT count(*) FROM cut WHERE cut = 'held'").fetchone()[0]:
        rows("opening.csv", still % "held", ("payer", "$collectible"))
    prior = [dict(row, month=seals.in_force[seals.before]["period"])
             for row in db.execute("SELECT * FROM prior_period")]
    columns = ("payer", "sealed_month:month", "$sealed_closing", "$opening", "$difference",
               "files")
    ours = {}
    for row in prior:
        ours[(row["reference"], row["currency"])] = tuple(
            row[column.lstrip("$").split(":")[-1]] for column in columns)
    c.rows("prior-period.csv", ours, theirs_of(c.read("prior-period.csv"), TITLE, columns),
           columns, True)
