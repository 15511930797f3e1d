# Is what a command told what a page shows of it? A line `...` stands for any lines; where nothing
# is shown, anything may be told.
#   awk -f pages_match.awk SHOWN TOLD
FILENAME == ARGV[1] { shown[++shown_count] = $0; next }
{ told[++told_count] = $0 }
END {
    # Empty lines before the end of a block are for the eye.
    while (shown_count && shown[shown_count] == "") shown_count--
    while (told_count && told[told_count] == "") told_count--
    exit shown_count > 0 && !matches()
}

# Piece by piece between the dots: the first stands at the beginning, the last at the end, each
# other one where it is first found behind the one before.
function matches(    at, from, to) {
    at = 1
    for (from = 1; from <= shown_count + 1; from = to + 1) {
        for (to = from; to <= shown_count && shown[to] != "..."; to++)
            continue
        if (from == 1 && to > shown_count) return stands(from, to, 1) && told_count == to - 1
        if (from == 1) at = stands(from, to, 1) ? to : 0
        else if (to > shown_count) at = last(from, to, at)
        else at = found(from, to, at)
        if (!at) return 0
    }
    return 1
}

function last(from, to, at,    start) {
    start = told_count - (to - from) + 1
    return start >= at && stands(from, to, start) ? start : 0
}

function found(from, to, at) {
    for (; at + to - from - 1 <= told_count; at++)
        if (stands(from, to, at)) return at + to - from
    return 0
}

# A page has no blanks at the ends of its lines.
function stands(from, to, at,    n, line) {
    for (n = from; n < to; n++) {
        line = told[at + n - from]
        sub(/ +$/, "", line)
        if (at + n - from > told_count || shown[n] != line) return 0
    }
    return 1
}
