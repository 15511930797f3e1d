# Holds the reports of one world against its claims: figures worked out by hand from the story,
# which `make accept` never writes. Variables: out (report directory), rules (file: the codes the
# program knows). Prints each broken claim.
#   [when RULE] FILE has COLUMN=VALUE...      exactly one row has these values
#   [when RULE] FILE count N COLUMN=VALUE...  N rows have them
#   [when RULE] FILE only COLUMN=A,B,C        no row has another value in this column
# A blank in a value is written as +; `when RULE` holds the claim only of a program that has the
# rule.

function cells_of(text, into,    count, cell, at, sign, quoted) {
    count = 0; cell = ""; quoted = 0
    for (at = 1; at <= length(text); at++) {
        sign = substr(text, at, 1)
        if (quoted && sign == "\"" && substr(text, at + 1, 1) == "\"") { cell = cell "\""; at++ }
        else if (sign == "\"") quoted = !quoted
        else if (sign == "," && !quoted) { into[++count] = cell; cell = "" }
        else cell = cell sign
    }
    into[++count] = cell
    return count
}

function load(report,    text, at, count, cell) {
    if (report in rows_of) return
    rows_of[report] = -1
    while ((getline text <(out "/" report)) > 0) {
        split("", cell)
        count = cells_of(text, cell)
        rows_of[report]++
        for (at = 1; at <= count; at++) {
            gsub(/ /, "+", cell[at])
            if (rows_of[report] == 0) name[report, at] = cell[at]
            else value[report, rows_of[report], name[report, at]] = cell[at]
        }
        if (rows_of[report] == 0)
            for (at = 1; at <= count; at++) known[report, name[report, at]] = 1
    }
}

# Whether row `row` has all the values from field `first` on.
function matches(report, row, first,    at, mark, column) {
    for (at = first; at <= NF; at++) {
        mark = index($at, "=")
        column = substr($at, 1, mark - 1)
        if (!((report, column) in known)) { broken = "no column " column; return 0 }
        if (value[report, row, column] != substr($at, mark + 1)) return 0
    }
    return 1
}

BEGIN { while ((getline code <rules) > 0) { sub(/ .*/, "", code); ships[code] = 1 } }

/^#/ || NF == 0 { next }

{
    claim = $0
    if ($1 == "when") {
        if (!($2 in ships)) next
        $1 = $2 = ""
        $0 = $0
        $1 = $1
    }
    report = $1
    load(report)
    broken = ""
    if ($2 == "only") {
        mark = index($3, "=")
        column = substr($3, 1, mark - 1)
        split("", allowed)
        count = split(substr($3, mark + 1), list, ",")
        for (at = 1; at <= count; at++) allowed[list[at]] = 1
        for (row = 1; row <= rows_of[report]; row++)
            if (!(value[report, row, column] in allowed))
                broken = "there is " value[report, row, column]
    } else {
        wanted = $2 == "has" ? 1 : $3
        found = 0
        for (row = 1; row <= rows_of[report]; row++)
            found += matches(report, row, $2 == "has" ? 3 : 4)
        if (broken == "" && found != wanted) broken = found " rows"
    }
    if (rows_of[report] < 0) broken = "no such report"
    if (broken != "") print "claim broken: " claim ": " broken
}
