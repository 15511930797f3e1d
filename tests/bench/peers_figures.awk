# A CSV file as lines by which two programs can be compared: the columns named in `columns`, with
# no more decimals than an amount needs. Prints unsorted. Fails when a column is not there.

# The cells of a record, which may be quoted; no record here runs over a line.
function cells_of(text, into,    parts, pieces, count, at, open) {
    pieces = split(text, parts, ",")
    for (at = 1; at <= pieces; at++) {
        if (open) into[count] = into[count] "," parts[at]
        else into[++count] = parts[at]
        open = gsub(/"/, "\"", into[count]) % 2
    }
    return count
}

function plain(cell) {
    if (cell !~ /^-?[0-9]+\.[0-9]+$/) return cell
    sub(/0+$/, "", cell)
    sub(/\.$/, "", cell)
    return cell
}

{ sub(/\r$/, ""); cells_of($0, cell) }
NR == 1 {
    wanted = split(columns, name, ",")
    for (at in cell) column[cell[at]] = at
    for (at = 1; at <= wanted; at++)
        if (!(name[at] in column)) { print "no column " name[at]; failed = 1; exit 1 }
    next
}
{
    line = ""
    for (at = 1; at <= wanted; at++) line = line (at > 1 ? "," : "") plain(cell[column[name[at]]])
    print line
}
