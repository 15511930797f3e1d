"""A world of texts that a spreadsheet would run, cut or change, and of amounts it cannot hold;
with --check, that a workbook of it has them as they came.
    python3 tests/stories/workbook_hostile.py DIR
    python3 tests/stories/workbook_hostile.py --check REPORTS
"""
import csv
import os
import sys

import xlsx

BILLED = "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
HEADER = ["Customer Reference ID", "Country", "State", "City", "Zip Code", "Product Title",
          "Product Code", "Customer Billed Amount", "AWS Listing Fee", "Refunds Amount",
          "AWS Fee Refund", "Partner Revenue Amount", "Currency", "Transaction Reference ID",
          "U.S. Sales Tax Customer Billed Amount", "U.S. Sales Tax Refunds Amount",
          "Customer AWS Account Number"]
PAID = "disbursed_amount_by_product_2024-04-20.csv"
PAID_HEADER = ["Product", "Product Code", "SellerRev", "AWSRefFee", "SellerRevRefund",
               "AWSRefFeeRefund", "SellerRevCredit", "AWSRefFeeCredit", "Net Amount",
               "Transaction Reference ID", "SellerUSSalesTax", "SellerUSSalesTaxRefund",
               "Customer AWS Account Number"]
# Reference, product: what each of them would become where somebody is careless.
TEXTS = [
    ("9223372036854775807", "19 digits"),
    ("9007199254740993001", "19 digits, another"),
    ("00000000000000000042", "zeros in front"),
    ("000123", "=1+1"),
    ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ("=HYPERLINK(\"http://example.com\")", "+1+1"),
    ("+441234567890", "-2+3"),
    ("-5", "@SUM(A1:A9)"),
    ("@ref", "\t=1+1"),
    ("2024-01-02", "1E5"),
    ("1/2", "TRUE"),
    ("a\r\nb", "line\nbreak"),
    ("_x0041_", "_x000D_ and _x005F_"),
    ("'quoted", "'=1+1"),
    ("<b>&amp;]]>", "<script>alert(1)</script>"),
    ("emoji \U0001F600", "e\u0301 \u202E \uFFFD \u00A0"),
    ("{=1}", "#REF!"),
]
# Gross and currency; the first two are more than a cell can hold.
AMOUNTS = [("123456789012.123456", "USD"), ("999999999999.99", "USD"),
           ("9999999999999.99"[1:], "USD"), ("1000.00", "JPY"), ("12.345", "KWD"),
           ("0.000001", "USD"), ("1000000000.00", "EUR"), ("999999999999.999999", "EUR")]


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header] + rows)


def billed(reference, product, gross, currency):
    return ["c-1", "US", "WA", "Seattle", "01234", product, "p1", gross, "0.00", "0.00", "0.00",
            gross, currency, reference, "0.00", "0.00", "000012345678"]


def make(folder):
    os.mkdir(folder)
    rows = [billed(reference, product, "%d.10" % (at + 1), "USD")
            for at, (reference, product) in enumerate(TEXTS)]
    rows += [billed("LONG-%d" % at, "Scanner", gross, currency)
             for at, (gross, currency) in enumerate(AMOUNTS)]
    write(folder, BILLED, HEADER, rows)
    write(folder, PAID, PAID_HEADER, [
        ["Scanner", "p1", "1.00", "0.00", "0.00", "0.00", "0.00", "0.00", "1.00", reference,
         "0.00", "0.00", "000012345678"] for reference in ("=never+billed", "000123")])


def check(folder):
    book = xlsx.Workbook(os.path.join(folder, "close.xlsx"))
    sheet = book.sheets["Uncollected"]
    cells = {(cell.kind, cell.value) for row in sheet.rows.values() for cell in row.values()}
    for reference, product in TEXTS:
        for text in (reference, product.strip("\t \u00A0")):
            if not any(kind == "text" and value.strip("\t \u00A0") == text
                       for kind, value in cells if kind == "text"):
                print("not there as text: %r" % text)
    for text in ("123456789012.123456", "999999999999.999999"):
        if ("text", text) not in cells:
            print("not there as text: " + text)
    if ("number", "999999999999.99") not in cells:
        print("not there as a number: 999999999999.99")
    notes = [value for kind, value in cells if kind == "text" and "more than 15 digits" in value]
    if len(notes) != 1:
        print("nothing is said of long amounts")
    cover = [cell.value for row in book.sheets["Cover"].rows.values() for cell in row.values()]
    if not any("more than 15 digits" in text for text in cover if text):
        print("the cover says nothing of long amounts")


if sys.argv[1] == "--check":
    check(sys.argv[2])
else:
    make(sys.argv[1])
