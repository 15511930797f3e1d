# Recomputes the headline figures of a world from its raw reports, in no way the program does: by
# header name, in whole micros, without a database. Variables: day (as-of, YYYY-MM-DD), base
# (currency), rejected (file of "NAME#RECORD" lines to leave out), superseded (file of the names
# of files to leave out, written by hand). Prints "CURRENCY FIGURE AMOUNT" lines, sorted by the
# caller. A resale (a cost is billed, none paid out) is followed by its net. A line without a
# reference is in no position. The payout report names no currency: its lines take that of their
# reference's billed lines, of whatever day, when there is one only.

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

function micros(text,    negative, parts, whole) {
    gsub(/[$, ]/, "", text)
    if (text == "") return 0
    negative = text ~ /^[-(]/
    gsub(/[-()]/, "", text)
    split(text, parts, ".")
    whole = parts[1] * 1000000 + substr(parts[2] "000000", 1, 6)
    return negative ? -whole : whole
}

function amount(name) { return name in column ? micros(cell[column[name]]) : 0 }
function word(name) { return name in column ? cell[column[name]] : "" }
function magnitude(value) { return value < 0 ? -value : value }

# Reports print refunds as magnitudes or as negative amounts: as most of a file are. One of the
# other sign takes a refund back.
function refunded(value) { above[name] += value > 0; below[name] += value < 0; return value }
function taken(value, file) { return above[file] > below[file] ? -value : value }

# A date in the name of a monthly report lies in the month after the one it covers.
function last_of_month_before(date,    year, month, days) {
    year = substr(date, 1, 4) + 0; month = substr(date, 6, 2) - 1
    if (month == 0) { month = 12; year-- }
    days = substr("312831303130313130313031", 2 * month - 1, 2)
    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) days = 29
    return sprintf("%04d-%02d-%02d", year, month, days)
}

function keep(reference, currency) { position[reference, currency] = 1 }

function add(figure, reference, currency, value) {
    keep(reference, currency)
    sum[figure, reference, currency] += value
}

BEGIN {
    while ((getline line <rejected) > 0) refused[line] = 1
    while (superseded != "" && (getline line <superseded) > 0) gone[line] = 1
}

FNR == 1 {
    sub(/^\357\273\277/, "")
    name = FILENAME; sub(/.*\//, "", name)
    match(name, /[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/)
    dated = substr(name, RSTART, RLENGTH)
    kind = ""; record = 0
}

name in gone { next }

{ sub(/\r$/, "") }
$0 == "" { next }

{
    record++
    count = cells_of($0, cell)
    if (count == 1) next
    found = ""
    if ($0 ~ /Partner Revenue Amount/) found = "billed"
    else if ($0 ~ /Net Amount By Tax Location/) found = "total"
    else if ($0 ~ /SellerUSSalesTax/) found = "paid"
    else if ($0 ~ /Payment Due date/) found = "list"
    else if ($0 ~ /Gross Revenue/) found = "restated"
    else if ($0 ~ /Line Item I/) found = "taxed"
    else if ($0 ~ /transaction_reference_id/) found = "opening"
    else if ($0 ~ /\(overall\)/) found = "total"
    if (found != "") {
        kind = found
        split("", column)
        for (at = 1; at <= count; at++) column[cell[at]] = at
        next
    }
}

(name "#" record) in refused { next }

kind == "billed" && word("Transaction Reference ID") == "" { next }

kind == "billed" || kind == "opening" || kind == "restated" {
    reference = word(kind == "opening" ? "transaction_reference_id" : "Transaction Reference ID")
    currency = kind == "opening" ? word("currency") : word("Currency")
    if (!((reference, currency) in billed_in)) {
        billed_in[reference, currency] = 1
        currencies[reference]++
        own[reference] = currency
    }
    month = last_of_month_before(dated)
    if (kind != "opening" && month > day) next
    lines++
    line_kind[lines] = kind; line_key[lines] = reference SUBSEP currency
    line_month[lines] = reference SUBSEP currency SUBSEP substr(month, 1, 7)
    if (kind == "billed") best[line_month[lines]] = 1
    gross[lines] = amount(kind == "billed" ? "Customer Billed Amount" : \
        kind == "opening" ? "gross" : "Gross Revenue")
    refund[lines] = refunded(amount(kind == "billed" ? "Refunds Amount" : \
        kind == "opening" ? "refund" : "Gross Refunds"))
    refund_file[lines] = name
    cost[lines] = kind == "billed" ? amount("Cost") : 0
    net[lines] = kind == "billed" ? amount("Partner Revenue Amount") : 0
    tax[lines] = kind == "opening" ? amount("tax") : \
        amount("U.S. Sales Tax Customer Billed Amount") - \
        magnitude(amount("U.S. Sales Tax Refunds Amount"))
    next
}

kind == "paid" {
    if (dated > day) { after++; next }
    reference = word("Transaction Reference ID"); sub(/ +$/, "", reference)
    paid++
    paid_of[paid] = reference; paid_gross[paid] = amount("SellerRev")
    paid_refund[paid] = refunded(amount("SellerRevRefund"))
    paid_file[paid] = name
    paid_net[paid] = amount("Net Amount")
    paid_tax[paid] = amount("SellerUSSalesTax") - magnitude(amount("SellerUSSalesTaxRefund"))
    next
}

kind == "list" { if (dated <= day) keep(word("Transaction Reference ID"), word("Currency")); next }

# Sales after the day are not known yet; VAT and its like are no sales tax.
kind == "taxed" && word("Transaction Date") > day { next }
kind == "taxed" && tolower(word("Tax Type Code")) !~ /^(|none|sales|selleruse)$/ { next }

kind == "taxed" {
    reference = word("Transaction Reference ID") word("Transaction Reference Id")
    party = tolower(word("Tax Liable Party"))
    add(party == "seller" ? "tax_calculated" : party == "aws" ? "tax_aws" : "tax_unclear", \
        reference, \
        word("Base Currency Code"), amount("Tax Amount"))
    next
}

END {
    for (at = 1; at <= lines; at++) {
        if (line_kind[at] == "restated" && line_month[at] in best) continue
        split(line_key[at], key, SUBSEP)
        add("billed_gross", key[1], key[2], gross[at])
        add("billed_refund", key[1], key[2], taken(refund[at], refund_file[at]))
        add("billed_tax", key[1], key[2], tax[at])
        resold[key[1], key[2]] += cost[at]
        left_net[key[1], key[2]] += net[at]
    }
    for (at = 1; at <= paid; at++) {
        reference = paid_of[at]
        currency = currencies[reference] == 1 ? own[reference] : base
        add("disbursed_gross", reference, currency, paid_gross[at])
        add("disbursed_refund", reference, currency, taken(paid_refund[at], paid_file[at]))
        add("disbursed_tax", reference, currency, paid_tax[at])
        left_net[reference, currency] -= paid_net[at]
    }
    for (place in position) {
        split(place, key, SUBSEP)
        gap = sum["billed_refund", place] - sum["disbursed_refund", place]
        sum["collectible", place] = sum["billed_gross", place] - \
            sum["disbursed_gross", place] + (gap < 0 ? gap : 0)
        if (resold[place] != 0) sum["collectible", place] = left_net[place]
        total["positions", key[2]] += 1
    }
    for (place in sum) {
        split(place, key, SUBSEP)
        if (key[1] != "tax_unclear") total[key[1], key[3]] += sum[place]
    }
    for (place in total) {
        split(place, key, SUBSEP)
        if (total[place] != 0) printf "%s %s %.0f\n", key[2], key[1], total[place]
    }
}
