"""Signs: of the readings signs.sql has counted, the one under which most lines add up."""
import collections

from reports import CannotRead


def settle_signs(db, assumptions):
    """Takes, file by file, the reading under which most lines add up; signs.sql counted them. A
    file of a sealed month is settled beside those of its epoch, and by what was said then."""
    alone = {}
    for epoch, said in enumerate(assumptions):
        settle_epoch(db, epoch, said, alone)


def settle_epoch(db, epoch, assumptions, alone):
    """Of the files of one epoch. `alone`: those that settled by their own lines, in any so far."""
    turns = ("fee", "refund", "fee_refund", "cost")
    carried = {row["unit"]: dict(row) for row in
               db.execute("SELECT * FROM carried WHERE epoch = ?", (epoch,))}
    fits, asked = collections.defaultdict(dict), {}
    for row in db.execute("SELECT * FROM fit WHERE epoch = ?", (epoch,)):
        reading = tuple(row[t] for t in turns) + ((row["tax"], row["tax_refund"]),)
        fits[row["unit"]][reading] = row["holds"]
        asked[row["unit"]] = row["asked"]
    settled = {}
    own = {row[0] for row in
           db.execute("SELECT unit FROM report_table WHERE epoch = ?", (epoch,))}
    for unit in own.intersection(carried):
        fits[unit] = assume(fits[unit], carried[unit]["family"], assumptions)
        best = best_of(fits[unit])
        if not fits[unit]:
            settled[unit] = (1, 1, 1, 1, (0, 0))
        elif len(fits[unit]) == 1:
            settled[unit] = best[0]
        elif len(best) == 1 and 2 * fits[unit][best[0]] > asked[unit]:
            settled[unit] = alone[unit] = best[0]
    for unit in own.intersection(carried) - set(settled):
        others = [(carried[o], reading) for o, reading in alone.items()
                  if o in carried and (carried[o]["family"], carried[o]["era"])
                  == (carried[unit]["family"], carried[unit]["era"])]
        settled[unit] = settle_tie(carried[unit], fits[unit], others)
    for unit, reading in settled.items():
        signs = dict(zip(turns, reading))
        held, signs["tax_refund"] = reading[4]
        if not held:  # its own cells say it: most of them are negative from the seller's side
            turned = carried[unit]["tax_refund_positive"] > carried[unit]["tax_refund_negative"]
            signs["tax_refund"] = -1 if turned else 1
            said = [v for f, c, v in assumptions
                    if (f, c) == (carried[unit]["family"], "tax_refund")]
            if said:
                signs["tax_refund"] = -1 if said[-1] == "positive" else 1
        db.execute("UPDATE report_table SET fee_sign = ?, refund_sign = ?, fee_refund_sign = ?, "
                   "cost_sign = ?, tax_refund_sign = ?, net_holds_tax = ? "
                   "WHERE unit = ? AND epoch = ?",
                   [signs[t] for t in turns] + [signs["tax_refund"], held, unit, epoch])


def assume(fits, family, assumptions):
    """--assume FAMILY.COLUMN=negative|positive leaves only readings that agree."""
    for named, column, value in assumptions:
        if named != family:
            continue
        if column == "net_holds_tax":
            keep = {r for r in fits if (r[4][0] == 1) == (value == "yes")}
        elif column == "tax_refund":
            keep = {r for r in fits if not r[4][0] or (r[4][1] == -1) == (value == "positive")}
        else:
            at = ("fee", "refund", "fee_refund", "cost").index(column)
            turned = (value == "positive") != (column == "fee_refund")
            keep = {r for r in fits if (r[at] == -1) == turned}
        fits = {r: n for r, n in fits.items() if r in keep} or fits
    return fits


def best_of(fits):
    most = max(fits.values(), default=0)
    return [reading for reading, holds in fits.items() if holds == most]


def plainest(readings):
    """The one that turns least: cells as printed, no tax in net."""
    return max(readings, key=lambda r: r[:4] + (-r[4][0], r[4][1]))


def settle_tie(own, fits, others):
    """No reading wins: as the other files of the era settled the columns both carry, when they
    agree; else as documented, when that is among the best."""
    best, alike, heard = best_of(fits), set(fits), False
    for other, reading in others:
        for at, column in enumerate(("fee", "refund", "fee_refund", "cost")):
            if own[column] and other[column]:
                heard, alike = True, {r for r in alike if r[at] == reading[at]}
        if (own["tax"] or own["tax_refund"]) and (other["tax"] or other["tax_refund"]):
            heard = True
            if reading[4][0] and not (own["tax_refund"] and other["tax_refund"]):
                alike = {r for r in alike if r[4][0]}
            else:
                alike = {r for r in alike if r[4] == reading[4]}
    left = [r for r in best if r in alike]
    if heard and len(left) == 1:
        return left[0]
    if heard and left and plainest(alike) in left:
        return plainest(alike)
    if plainest(fits) in best:
        return plainest(fits)
    raise CannotRead("the printed signs of a %s cannot be settled" % own["family"])
