# What is open and how it came about, counted from the raw reports in no way the program does:
# whole cents, by header name; every cell is quoted, and none holds a quote. Variables: from and to
# (the days before and at the end of the month), closed (file of what was open when the month
# before was closed, as this script wrote it; empty: none was). Files: those loaded that no
# other took the place of, billed ones before payouts. Prints, unsorted:
#   closing,REFERENCE,CURRENCY,CENTS
#   prior,REFERENCE,CURRENCY,SEALED,OPENING
#   roll,CURRENCY,OPENING,BILLED,REFUNDS,DISBURSED,REFUNDS DISBURSED,ADJUSTED,CLOSING

function cents(text) { sub(/\./, "", text); return text + 0 }

# A billed report is of the month before the date in its name, its lines of that month's last day.
function end_of_month_before(date,    year, month, days) {
    year = substr(date, 1, 4) + 0; month = substr(date, 6, 2) - 1
    if (month == 0) { month = 12; year-- }
    days = substr("312831303130313130313031", 2 * month - 1, 2)
    return sprintf("%04d-%02d-%02d", year, month, days + (month == 2 && year % 4 == 0))
}

# gross and refund of a side of a reference up to a day
function add(side, reference, day, gross, refund) {
    if (day > to) return
    known[reference] = 1
    now[side, reference, "gross"] += gross; now[side, reference, "refund"] += refund
    if (day <= from) {
        then[side, reference, "gross"] += gross; then[side, reference, "refund"] += refund
        return
    }
    flow[side, "gross", own[reference]] += gross; flow[side, "refund", own[reference]] += refund
}

function open_now(reference,    gap) {
    gap = now["b", reference, "refund"] - now["d", reference, "refund"]
    return now["b", reference, "gross"] - now["d", reference, "gross"] + (gap < 0 ? gap : 0)
}

function open_then(reference,    gap) {
    gap = then["b", reference, "refund"] - then["d", reference, "refund"]
    return then["b", reference, "gross"] - then["d", reference, "gross"] + (gap < 0 ? gap : 0)
}

BEGIN {
    FS = "\",\""
    while (closed != "" && (getline line <closed) > 0) {
        split(line, part, ",")
        if (part[1] == "closing") { sealed[part[2]] = part[4]; own[part[2]] = part[3] }
    }
}

FNR == 1 {
    name = FILENAME; sub(/.*\//, "", name)
    match(name, /[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/)
    day = substr(name, RSTART, 10)
    kind = name ~ /^monthly/ ? "b" : name ~ /^disbursed/ ? "d" : "t"
    if (kind == "b") day = end_of_month_before(day)
    split("", column)
}
{ sub(/^"/, ""); sub(/"$/, "") }
FNR == 1 { for (at = 1; at <= NF; at++) column[$at] = at; next }
kind == "b" {
    reference = $(column["Transaction Reference ID"])
    own[reference] = $(column["Currency"])
    add(kind, reference, day, cents($(column["Customer Billed Amount"])), \
        cents($(column["Refunds Amount"])))
}
kind == "d" {
    add(kind, $(column["Transaction Reference ID"]), day, cents($(column["SellerRev"])), \
        cents($(column["SellerRevRefund"])))
}

END {
    for (reference in sealed) known[reference] = 1
    for (reference in known) {
        currency = own[reference]
        seen[currency] = 1
        closing = open_now(reference); opening = open_then(reference)
        if (closing != 0) printf "closing,%s,%s,%d\n", reference, currency, closing
        if (closed != "" && opening != sealed[reference])
            printf "prior,%s,%s,%d,%d\n", reference, currency, sealed[reference], opening
        first[currency] += closed != "" ? sealed[reference] : opening
        moved[currency] += closed != "" ? opening - sealed[reference] : 0
        last[currency] += closing
    }
    for (currency in seen)
        printf "roll,%s,%d,%d,%d,%d,%d,%d,%d\n", currency, first[currency], \
            flow["b", "gross", currency], flow["b", "refund", currency], \
            -flow["d", "gross", currency], -flow["d", "refund", currency], moved[currency], \
            last[currency]
}
