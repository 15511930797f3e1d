# The table of the peers, and whether the targets are met, of lines SIZE SHAPE ROUND PEER SECONDS
# CPU PEAK-MB; no two rounds share a number. Ratios are medians of what was measured within a
# round. Exit code 1: one is missed.

function median(values, count,    i, j, kept) {
    for (i = 2; i <= count; i++)
        for (j = i; j > 1 && values[j] < values[j - 1]; j--) {
            kept = values[j]; values[j] = values[j - 1]; values[j - 1] = kept
        }
    return values[int((count + 1) / 2)]
}

# The median of a figure over the rounds, and of ours divided by another's.
function middle(figure, key,    values, count, i) {
    for (i = 1; i <= last; i++)
        if ((figure, key, i) in of) values[++count] = of[figure, key, i]
    return median(values, count)
}
function ratio(months, peer,    values, count, i, ours, theirs) {
    ours = months " tieout"; theirs = months " " peer
    for (i = 1; i <= last; i++)
        if (("seconds", theirs, i) in of)
            values[++count] = of["seconds", ours, i] / of["seconds", theirs, i]
    return median(values, count)
}

function target(what, value, limit,    over) {
    over = value > limit
    missed += over
    printf "%-44s %8.3f  at most %7.3f  %s\n", what, value, limit, over ? "missed" : "met"
}
function target_ratio(months, peer, limit) {
    if ((months " " peer) in rounds)
        target(months ": tieout / " peer, ratio(months, peer), limit)
    else
        printf "%-44s %8s  at most %7.3f  not measured\n", months ": tieout / " peer, "-", limit
}

{
    key = $1 " " $2 " " $4
    if (!(key in rounds)) order[++keys] = key
    rounds[key]++
    if ($3 > last) last = $3
    of["seconds", key, $3] = $5; of["cpu", key, $3] = $6; of["peak", key, $3] = $7
}

END {
    printf "%12s %-7s %-12s %6s %9s %9s %8s %9s\n", "transactions", "shape", "", "rounds",
        "seconds", "cpu", "peak_mb", "tieout/it"
    for (n = 1; n <= keys; n++) {
        split(order[n], part, " ")
        if (part[3] == "version") continue
        printf "%12s %-7s %-12s %6d %9.3f %9.3f %8d", part[1], part[2], part[3], rounds[order[n]],
            middle("seconds", order[n]), middle("cpu", order[n]), middle("peak", order[n])
        if (part[3] == "tieout") print ""
        else printf " %9.3f\n", ratio(part[1] " " part[2], part[3])
    }
    for (n = 1; n <= keys; n++) {
        split(order[n], part, " ")
        if (part[3] != "tieout") continue
        months = part[1] " " part[2]
        if (part[1] == 1000000) {
            target_ratio(months, "duckdb-kept", 0.45)
            target_ratio(months, "duckdb", 1)
            target_ratio(months, "sqlite3", 1 / 12)
            target(months ": peak MB", middle("peak", order[n]), 450)
        }
        if (part[1] == 1000) target(months ": seconds", middle("seconds", order[n]), 0.025)
        if (part[1] == 10000) target(months ": seconds", middle("seconds", order[n]), 0.08)
        larger = 5000000 " " part[2] " tieout"
        if (part[1] == 1000000 && larger in rounds)
            target(months ": growth to 5000000, times",
                middle("seconds", larger) / middle("seconds", order[n]), 6)
    }
    if ("0 - version" in rounds)
        target("tieout --version: seconds", middle("seconds", "0 - version"), 0.005)
    if (missed) print missed " missed"
    exit missed > 0
}
