"""What the report files look like: the headers this script knows, and how a cell is read.

All of it is this script's own reading of the reports. A header it does not know, or a cell it
cannot read with certainty, is never guessed at.
"""
import collections
import datetime
import re


class CannotRead(Exception):
    """Something this script does not understand. It says so and ends, rather than guess."""


# === What the reports look like ==================================================================
# Field of this script <- header of the report; `?` may be missing, `|` parts two spellings.
# Columns that move no figure are not listed, and not read.

BILLED = {
    "reference": "Transaction Reference ID", "currency": "Currency",
    "gross": "Customer Billed Amount", "fee": "AWS Listing Fee|AWS Fee",
    "refund": "Refunds Amount", "fee_refund": "AWS Fee Refund", "cost": "?Cost",
    "net": "Partner Revenue Amount", "tax": "?U.S. Sales Tax Customer Billed Amount",
    "tax_refund": "?U.S. Sales Tax Refunds Amount", "account": "?Customer AWS Account Number",
    "payer_ref": "?Payer Reference ID", "customer_ref": "?Customer Reference ID"}
ANNUAL = dict(BILLED, quantity="Subscription Quantity|Annual Subscription Quantity")
COMPENSATION = {
    "reference": "Transaction Reference ID", "currency": "Currency", "ar_period": "AR Period",
    "gross": "Gross Revenue", "fee": "AWS Revenue Share", "refund": "Gross Refunds",
    "fee_refund": "AWS Refunds Share", "net": "Net Revenue",
    "account": "Customer AWS Account Number", "payer_ref": "?Payer Reference ID"}
PRODUCT = {
    "reference": "Transaction Reference ID", "gross": "SellerRev", "fee": "AWSRefFee",
    "refund": "SellerRevRefund", "fee_refund": "AWSRefFeeRefund", "credit": "?SellerRevCredit",
    "fee_credit": "?AWSRefFeeCredit", "net": "Net Amount", "tax": "SellerUSSalesTax",
    "tax_refund": "?SellerUSSalesTaxRefund", "account": "?Customer AWS Account Number",
    "payer_ref": "?Payer Reference ID"}
OPEN_LIST = {
    "reference": "Transaction Reference ID", "currency": "Currency", "ar_period": "AR Period",
    "due": "Payment Due date", "gross": "Gross Revenue|SellerRev",
    "fee": "AWS Revenue Share|AWSRefFee", "refund": "Gross Refunds|SellerRevRefund",
    "fee_refund": "AWS Refunds Share|AWSRefFeeRefund", "net": "Net Revenue|Net Amount",
    "account": "?Payer AWS Account Number", "payer_ref": "?Payer Reference ID"}
TAX = {
    "reference": "Transaction Reference ID", "currency": "Base Currency Code",
    "line_item": "Line Item ID", "dated": "Transaction Date", "event": "Transaction Type Code",
    "tax_type": "?Tax Type Code", "tax_amount": "Tax Amount", "price": "?Total Adjusted Price",
    "total_tax": "?Total Tax", "taxable": "?Taxable Sale Amount",
    "nontaxable": "?Nontaxable Sale Amount", "rate": "?Tax Jurisdiction Tax Rate",
    "party": "?Tax Liable Party", "customer_ref": "?Customer Reference ID",
    "payer_ref": "?Payer Reference ID"}
OPENING = {
    "reference": "transaction_reference_id", "currency": "currency", "account": "?payer",
    "dated": "billed_on", "due": "?due_on", "gross": "gross", "refund": "refund", "tax": "tax"}
SETTLEMENT = {
    "settlement": "Settlement ID", "dated": "Deposit Date", "payout": "Disbursed Amount",
    "net": "Net Amount by Tax Location", "gross": "Gross Amount by Tax Location",
    "tax": "?Seller U.S. Sales Tax", "tax_refund": "?Seller U.S. Sales Tax Refund"}

DISPOSITIONS = {  # what people decided about findings: counted, and no figure comes of it
    "finding": "finding_id", "reason": "reason", "owner": "owner", "comment": "comment",
    "due": "due_on"}

# What holds no reference is counted and otherwise left alone.
HOURLY = {"usage": "Usage Type Description", "hours": "Instance Hours"}
DEMONSTRATION = {"instance": "Instance Type", "units": "Usage Units", "kind": "Usage Unit Types"}
SCHEDULE = {"value": "Total Contract Value (USD)", "payments": "# of Payments",
            "invoiced": "Invoice Date", "instalment": "Invoice Amount (USD)"}


def ages(label, behind):
    spans = ("< 31 days", "31-60 days", "61-90 days", "91-120 days", "> 120 days")
    fields = ("age_30", "age_60", "age_90", "age_120", "age_over")
    columns = {f: "%s (%s%s)" % (label, s, behind) for f, s in zip(fields, spans)}
    return dict(columns, age_all=label + " (overall)")


Report = collections.namedtuple("Report", "family role rank cadence columns eras")
# Eras matter for one thing only: a file that cannot settle its signs asks others of its era.
LATER = (set(), {"Payer Reference ID"}, {"Payer Reference ID", "Payer Address ID"})
FEES = LATER[:2] + (LATER[2] | {"AWS Listing Fee", "Cost"},)
YEARS = LATER[:2] + (FEES[2] | {"Subscription Quantity"},)
HOURS = {"Launch Type Description", "Container Hours"}
PAYOUTS = (LATER[0], LATER[1] | HOURS, LATER[2] | HOURS, LATER[2])
LISTS = ({"SellerRev"}, {"Gross Revenue"})

REPORTS = [
    Report("monthly_revenue_billing_and_revenue_data", "billed", 10, "monthly", BILLED, FEES),
    Report("monthly_revenue_annual_subscriptions", "billed", 11, "monthly", ANNUAL, YEARS),
    Report("sales_compensation_billed_revenue", "billed", 12, "monthly", COMPENSATION, LATER),
    Report("disbursed_amount_by_product", "disbursed", 20, "payout", PRODUCT, PAYOUTS),
    Report("disbursed_amount_by_uncollected_funds_breakdown", "stated_open", 30, "day", OPEN_LIST,
           LISTS),
    Report("us_sales_and_use_tax_records", "taxed", 40, "monthly", TAX, ()),
    Report("opening", "opening", 50, "opening", OPENING, ()),
    Report("disbursed_amount_by_customer_geo", "stated_total", 60, "payout", SETTLEMENT, ()),
    Report("disbursed_amount_by_age_of_uncollected_funds", "stated_total", 61, "day",
           ages("Uncollected", " pending"), ()),
    Report("disbursed_amount_by_age_of_disbursed_funds", "stated_total", 62, "day",
           ages("Collected", " pending"), ()),
    Report("disbursed_amount_by_age_of_past_due_funds", "stated_total", 63, "day",
           ages("Past Due", ""), ()),
    Report("disbursed_amount_by_instance_hours", "aside", 70, "payout", HOURLY, ()),
    Report("monthly_revenue_field_demonstration_usage", "aside", 71, "monthly", DEMONSTRATION, ()),
    Report("monthly_revenue_flexible_payment_schedule", "aside", 72, "monthly", SCHEDULE, ()),
    Report("dispositions", "disposition", 90, "day", DISPOSITIONS, ()),
]
# Reports that hold no reference: a file of that name is set aside.
ASIDE = ("customer_profile_by_", "customer_subscriber_", "daily_business_",
         "disbursed_amount_by_instance_hours", "monthly_revenue_field_demonstration_usage",
         "disbursed_amount_by_product_with_uncollected_funds", "weekly_ref_tag_report",
         "monthly_revenue_flexible_payment_schedule")

SIGNED = ("gross", "fee", "refund", "fee_refund", "credit", "fee_credit", "cost", "tax",
          "tax_refund", "net")
MONEY = SIGNED + ("tax_amount", "price", "total_tax", "taxable", "nontaxable", "payout", "age_30",
                  "age_60", "age_90", "age_120", "age_over", "age_all")
TEXTS = ("account", "payer_ref", "customer_ref", "party", "event", "tax_type")
NOTHING = {"", "na", "n/a", "#n/a", "null", "not available", "not applicable", "not provided",
           "not exempt", "missing_listing_fee_invoice_id", "emea_mp_test_trace_id", "testtraceid"}


def letters(header):
    """Headers are compared by letters and digits, without case."""
    return re.sub("[^a-z0-9]", "", header.lower())


WANTED = [(report, [(field, [letters(name) for name in headers.lstrip("?").split("|")],
                     not headers.startswith("?")) for field, headers in report.columns.items()])
          for report in REPORTS]
FIRST = {name for _, columns in WANTED for name in columns[0][1]}  # one of them is in any header


def report_of(cells):
    """The report a header row belongs to, and which cell is which field; None for other rows."""
    names = [letters(cell) for cell in cells]
    found = None
    for report, columns in WANTED if FIRST.intersection(names) else ():
        where = {}
        for field, wanted, must in columns:
            at = next((names.index(name) for name in wanted if name in names), None)
            if at is None and must:
                break
            if at is not None:
                where[field] = at
        else:
            asked = sum(must for _, _, must in columns)
            if found is None or asked > found[2]:  # the more it asks for, the better it fits
                found = (report, where, asked)
    return found and found[:2]


def era_of(report, cells):
    names = {letters(cell) for cell in cells}
    eras = [{letters(header) for header in era} for era in report.eras]
    there = names.intersection(*[set().union(*eras)])
    fits = [(len(there - era), len(era - there), at) for at, era in enumerate(eras)]
    return min(fits)[2] if fits else 0


# === Single cells ================================================================================

def trim(text):
    return text.strip(" \t\u00a0")


def is_nothing(text):
    return trim(text).lower() in NOTHING


def money(text):
    """Millionths. People and spreadsheets leave $, thousands commas, parentheses, blanks."""
    if is_nothing(text):
        return 0
    found = re.fullmatch(r"([$€£¥₹]?)(\(|-|)([$€£¥₹]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
                         r"(?:\.([0-9]+))?([$€£¥₹]?)(\)?)([$€£¥₹]?)", trim(text))
    if not found:
        raise ValueError("no amount")
    minus, decimals = found[2], found[5] or ""
    signs = len(found[1] + found[3] + found[6] + found[8])
    if signs > 1 or (minus == "(") != (found[7] == ")") or decimals[6:].strip("0"):
        raise ValueError("no amount")
    value = int(found[4].replace(",", "")) * 1000000 + int((decimals + "000000")[:6])
    if value > 10 ** 18:
        raise ValueError("too large")
    return -value if minus else value


def moment(text):
    """A day and whether the time in it is exactly midnight, UTC."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})"
                         r"(?:\.([0-9]+))?)?(?: ?(?:Z|UTC|([+-])([0-9]{2}):?([0-9]{2})))?)?", text)
    if not found:
        raise ValueError("no day")
    day = datetime.date.fromisoformat(found[1]).toordinal()
    datetime.time(*(int(found[at] or 0) for at in (2, 3, 4)))  # 24:00 is no time of day
    minutes = int(found[2] or 0) * 60 + int(found[3] or 0)
    if found[6]:
        shift = int(found[7]) * 60 + int(found[8])
        if int(found[8]) > 59 or shift > 14 * 60:
            raise ValueError("no time zone")
        minutes += shift if found[6] == "-" else -shift
    seconds = ((found[4] or "") + (found[5] or "")).strip("0")
    return day + minutes // 1440, minutes % 1440 == 0 and not seconds


def day(text):
    """A day number; None for an empty cell."""
    if is_nothing(text):
        return None
    if re.fullmatch(r"[0-9]{4}-.*", text):
        return moment(text)[0]
    shapes = {r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}": ("%m/%d/%Y",),
              r"[0-9]{2}-[0-9]{2}-[0-9]{4}": ("%m-%d-%Y",),
              r"[A-Za-z]{3,9}-[0-9]{1,2}-[0-9]{4}": ("%b-%d-%Y", "%B-%d-%Y"),
              r"[0-9]{1,2}-[A-Za-z]{3,9}-[0-9]{4}": ("%d-%b-%Y", "%d-%B-%Y")}
    for shape, forms in shapes.items():
        for form in forms if re.fullmatch(shape, text) else ():
            try:
                return datetime.datetime.strptime(text, form).toordinal()
            except ValueError:
                pass
    raise ValueError("no day")


def month(text):
    """The first day of YYYY-MM; None for an empty cell."""
    if is_nothing(text):
        return None
    if not re.fullmatch("[0-9]{4}-[0-9]{2}", text):
        raise ValueError("no month")
    return datetime.date(int(text[:4]), int(text[5:]), 1).toordinal()


def currency(text):
    if not re.fullmatch("[A-Za-z]{3}", text):
        raise ValueError("no currency")
    return text.upper()


def is_exponent(text):
    """1.23E+11: a spreadsheet rewrote a long number, and nobody knows what stood there."""
    return re.fullmatch(r"[0-9]+(\.[0-9]*)?[Ee][+-][0-9]+", text) is not None


def reference(text):
    if is_nothing(text):
        return ""
    if is_exponent(trim(text)):
        raise ValueError("rewritten by a spreadsheet")
    return trim(text)


def account(text):
    """Twelve digits, hyphens dropped; whatever else as it stands."""
    if is_nothing(text) or is_exponent(trim(text)):
        return ""
    digits = trim(text).replace("-", "")
    return digits.zfill(12) if re.fullmatch("[0-9]+", digits) else trim(text)


def finding(text):
    if not re.fullmatch("[0-9A-Fa-f]{20}", trim(text)):
        raise ValueError("no finding")
    return trim(text).lower()


def rate(text):
    if not is_nothing(text) and not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text):
        raise ValueError("no rate")


def words(text):
    return "" if is_nothing(text) else text


READ = dict({field: money for field in MONEY}, reference=reference, currency=currency, dated=day,
            due=day, ar_period=month, account=account, rate=rate,
            finding=finding)
