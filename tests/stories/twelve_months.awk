# Twelve months of made-up reports, July 2024 to June 2025, and in which load each of them comes.
# Variables: out (directory), seed (1 to 2147483646). Writes the reports, and prints for each
# "GROUP NAME": it is loaded before month GROUP is closed.
#
# Three payers: one with U.S. sales tax, one without, one in euros. Charges are paid after their
# terms, in two halves, late, or never; some are refunded, before or after they were paid. Billed
# reports of months 2 and 7 are issued again after their month was closed, that of month 6 before;
# payouts of months 4 and 9, and the tax report of month 5, come a month late.

function random(most) {
    seed = (seed * 16807) % 2147483647
    return int(seed / 2147483647 * most)
}

function money(cents) { return sprintf("%s%d.%02d", cents < 0 ? "-" : "", \
    int((cents < 0 ? -cents : cents) / 100), (cents < 0 ? -cents : cents) % 100) }

function share(cents, percent) { return int((cents * percent + 50) / 100) }

function month_of(at) { at += 5; return sprintf("%04d-%02d", 2024 + int(at / 12), at % 12 + 1) }

function cells(text) { gsub(/\|/, "\",\"", text); return "\"" text "\"" }

# One row of a billed report; refund and its fee as printed: negative, positive.
function bill(file, reference, payer, gross, refund,    fee, back) {
    fee = -share(gross, 5)
    back = share(-refund, 5)
    print cells(customer[payer] "|" country[payer] "|||00000|Example Scanner|exampleproduct|" \
        money(gross) "|" money(fee) "|" money(refund) "|" money(back) "|0.00|" \
        money(gross + fee + refund + back) "|" currency[payer] "|" reference "|" \
        money(payer == 1 ? share(gross, 8) : 0) "|0.00|" account[payer] "|example.com|o-1|Public" \
        "|||||p-" payer "|a-" payer) >>file
}

function pay(month, reference, payer, gross, refund,    fee, back, file) {
    if (month > 12) return
    file = paid_file(month)
    fee = -share(gross, 5)
    back = share(-refund, 5)
    print cells("Example Scanner|exampleproduct|" money(gross) "|" money(fee) "|" money(refund) \
        "|" money(back) "|0.00|0.00|" money(gross + fee + refund + back) "|" reference "|" \
        money(payer == 1 ? share(gross, 8) : 0) "|0.00|" account[payer] "|" country[payer] \
        "|||00000|example.com|||p-" payer "|a-" payer) >>file
}

function tax(month, reference, gross) {
    print cells(reference "|71" ++item "|exampleproduct|EXSW_REMOTE_ACCESS|" month_of(month) \
        "-10|USD|AWS|" money(share(gross, 8)) "|0.08|Seller") >>tax_file(month)
}

function billed_file(month, day) {
    return out "/monthly_revenue_billing_and_revenue_data_" month_of(month + 1) "-" day ".csv"
}
function paid_file(month) { return out "/disbursed_amount_by_product_" month_of(month) "-20.csv" }
function tax_file(month) {
    return out "/us_sales_and_use_tax_records_" month_of(month + 1) "-15.csv"
}

function begin(file, header, group,    name) {
    print cells(header) >file
    name = file; sub(/.*\//, "", name)
    print group, name
}

# A charge of that month, and all that becomes of it. A plain one: 1 is paid by its terms, 2 never.
function charge(month, number, plain,    reference, payer, gross, how, first, last, refund, when) {
    reference = sprintf("TW-%02d-%02d", month, number)
    payer = plain ? 2 : 1 + random(3)
    gross = 1000 + random(400000)
    how = plain == 1 ? 3 : plain == 2 ? 0 : random(12)
    first = last = month + (how == 2 ? 4 : payer == 3 ? 1 + random(2) : payer)
    if (how == 1) { first = month + 1; last = month + 3 }
    bill(billed_file(month, "15"), reference, payer, gross, 0)
    if (again[month] && number != 2)
        bill(billed_file(month, "25"), reference, payer, gross + (number == 1 ? 500 : 0), 0)
    if (payer == 1) tax(month, reference, gross)
    refund = payer != 1 && !plain && random(6) == 0
    when = month + 1 + random(3)
    if (refund) refund = random(2) ? gross : int(gross / 4)
    if (refund && when <= 12) refunds[when] = refunds[when] reference " " payer " " refund "\n"
    if (how == 0 || (refund == gross && when <= last)) return # never paid, or cancelled
    if (how == 1) {
        pay(first, reference, payer, int(gross / 2), 0)
        pay(last, reference, payer, gross - int(gross / 2), 0)
    } else {
        pay(first, reference, payer, gross, 0)
    }
    if (refund && when <= 12) pay(when + 1 > last ? when + 1 : last, reference, payer, 0, -refund)
}

BEGIN {
    split("111122223333 044455556666 777788889999", account, " ")
    split("US GB DE", country, " ")
    split("USD USD EUR", currency, " ")
    split("c-1 c-2 c-3", customer, " ")
    again[2] = 4; again[6] = 6; again[7] = 8 # the load an issue comes in
    late[4] = late[9] = 1
    billed = "Customer Reference ID|Country|State|City|Zip Code|Product Title|Product Code|" \
        "Customer Billed Amount|AWS Listing Fee|Refunds Amount|AWS Fee Refund|Cost|" \
        "Partner Revenue Amount|Currency|Transaction Reference ID|" \
        "U.S. Sales Tax Customer Billed Amount|U.S. Sales Tax Refunds Amount|" \
        "Customer AWS Account Number|Customer Email Domain|Offer ID|Offer Visibility|" \
        "Opportunity Name|Opportunity Description|Solution Title|Solution ID|" \
        "Payer Reference ID|Payer Address ID"
    paid = "Product|Product Code|SellerRev|AWSRefFee|SellerRevRefund|AWSRefFeeRefund|" \
        "SellerRevCredit|AWSRefFeeCredit|Net Amount|Transaction Reference ID|SellerUSSalesTax|" \
        "SellerUSSalesTaxRefund|Customer AWS Account Number|Customer Country|Customer State|" \
        "Customer City|Customer Zip Code|Customer Email Domain|Solution Title|Solution ID|" \
        "Payer Reference ID|Payer Address ID"
    taxed = "Transaction Reference Id|Line Item Id|Product Code|Product Tax Code|" \
        "Transaction Date|Base Currency Code|Transaction Type Code|Tax Amount|" \
        "Tax Jurisdiction Tax Rate|Tax Liable Party"
    for (month = 1; month <= 12; month++) {
        begin(billed_file(month, "15"), billed, month)
        if (again[month]) begin(billed_file(month, "25"), billed, again[month])
        begin(paid_file(month), paid, month + late[month])
        begin(tax_file(month), taxed, month + (month == 5))
    }
    for (month = 1; month <= 12; month++) {
        count = 12 + random(6)
        for (number = 1; number <= count; number++)
            charge(month, number, again[month] && number <= 2 ? number : 0)
        rows = split(refunds[month], row, "\n")
        for (at = 1; at < rows; at++) {
            split(row[at], part, " ")
            bill(billed_file(month, "15"), part[1], part[2] + 0, 0, -part[3])
            if (again[month])
                bill(billed_file(month, "25"), part[1], part[2] + 0, 0, -part[3])
        }
    }
}
