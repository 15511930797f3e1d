/* Writes a month of TRANSACTIONS into DIRECTORY: what was billed, two payouts, and the tax
 * records, every field quoted as in files as issued, or only those that need it. The same seed
 * gives the same bytes.
 * Without a MONTH the payouts are those of the month's own charges; with one, counted from 0,
 * they are those that were paid out within it, of charges of months before.
 * usage: generate [--few-quotes] DIRECTORY TRANSACTIONS [SEED [MONTH]] */
#include "generate_out.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The orders of the three reports have nothing to do with each other, as in life: number i
 * comes at place i * step, modulo the count. */
enum { STEP_BILLED = 1, STEP_DISBURSED = 7368787, STEP_TAXED = 15485863 };

/* What is written: transactions by number from `first`, and the name of their month. */
struct month {
    const struct world *world;
    const char *directory;
    uint64_t count;
    unsigned number; /* from 0, of September 2021 */
    bool chained;    /* one of a row of months */
    bool few_quotes;
};

enum { FIRST_YEAR = 2021, FIRST_MONTH = 9, MONTHS_UNTIL_LATEST = 3 };

static bool write_month(const struct month *month);
static bool write_billed(const struct month *month);
static bool write_disbursed(const struct month *month, bool second);
static void disbursed_of(struct out *out, const struct month *month, unsigned months_ago,
                         enum payment payment);
static bool write_taxed(const struct month *month);
static void billed_row(struct out *out, const struct transaction *made);
static void disbursed_rows(struct out *out, const struct transaction *made,
                           enum payment payment);
static void disbursed_row(struct out *out, const struct transaction *made, int64_t part,
                          int64_t parts);
static void taxed_rows(struct out *out, const struct month *month,
                       const struct transaction *made, bool refund);
static void taxed_row(struct out *out, const struct transaction *made, const char *day,
                      size_t level, bool refund);
static void taxed_end(struct out *out, const struct transaction *made);
static uint64_t step_from(uint64_t step, uint64_t count);
static void month_day(const struct month *month, unsigned later, unsigned day, char *into);
static bool month_open(struct out *out, const struct month *month, const char *name,
                       unsigned later, unsigned day, const char *header);

int main(int count, char **words)
{
    static struct world world;
    bool few_quotes = count > 1 && strcmp(words[1], "--few-quotes") == 0;
    words += few_quotes;
    count -= few_quotes;
    if (count < 3 || count > 5) {
        fputs("usage: generate [--few-quotes] DIRECTORY TRANSACTIONS [SEED [MONTH]]\n", stderr);
        return 2;
    }
    uint64_t transactions = strtoull(words[2], NULL, 10);
    if (transactions == 0) {
        fprintf(stderr, "generate: %s is no number of transactions\n", words[2]);
        return 2;
    }
    world_make(&world, count >= 4 ? strtoull(words[3], NULL, 10) : 1);
    const struct month month = {
        &world,       words[1],
        transactions, count == 5 ? (unsigned)strtoul(words[4], NULL, 10) : 0,
        count == 5,   few_quotes};
    if (write_month(&month))
        return 0;
    perror(words[1]);
    return 1;
}

static bool write_month(const struct month *month)
{
    return write_billed(month) && write_disbursed(month, false) &&
           write_disbursed(month, true) && write_taxed(month);
}

/* A charge of the month, or of one before it, in the order `step` gives. */
static void month_transaction(const struct month *month, unsigned months_ago, uint64_t place,
                              uint64_t step, struct transaction *made)
{
    uint64_t first = (month->number - months_ago) * month->count;
    transaction_make(month->world, first + place * step % month->count, made);
}

/* --- billed ----------------------------------------------------------------------------------
 */

static bool write_billed(const struct month *month)
{
    static const char header[] =
        "\"Customer Reference ID\",\"Country\",\"State\",\"City\",\"Zip Code\","
        "\"Product Title\",\"Product Code\",\"Customer Billed Amount\",\"AWS Listing Fee\","
        "\"Refunds Amount\",\"AWS Fee Refund\",\"Cost\",\"Partner Revenue "
        "Amount\",\"Currency\","
        "\"Transaction Reference ID\",\"U.S. Sales Tax Customer Billed Amount\","
        "\"U.S. Sales Tax Refunds Amount\",\"Customer AWS Account Number\","
        "\"Customer Email Domain\",\"Offer ID\",\"Offer Visibility\",\"Opportunity Name\","
        "\"Opportunity Description\",\"Solution Title\",\"Solution ID\","
        "\"Payer Reference ID\",\"Payer Address ID\"\n";
    struct out out;
    struct transaction made;
    if (!month_open(&out, month, "monthly_revenue_billing_and_revenue_data", 1, 15, header))
        return false;
    uint64_t step = step_from(STEP_BILLED, month->count);
    for (uint64_t i = 0; i < month->count; i++) {
        month_transaction(month, 0, i, step, &made);
        billed_row(&out, &made);
    }
    return out_close(&out);
}

static void billed_row(struct out *out, const struct transaction *made)
{
    const struct payer *payer = made->payer;
    put(out, payer->customer_ref);
    put(out, payer->country);
    put(out, payer->state);
    put(out, payer->city);
    put(out, payer->zip);
    put(out, made->product->title);
    put(out, made->product->code);
    put_cents(out, made->gross);
    put_cents(out, made->fee);
    put_cents(out, made->refund);
    put_cents(out, made->fee_refund);
    put_cents(out, 0);
    put_cents(out, made->gross + made->fee + made->refund + made->fee_refund);
    put(out, payer->currency);
    put(out, made->reference);
    put_cents(out, made->billed_tax);
    put_cents(out, made->refund != 0 ? -made->billed_tax : 0);
    put(out, payer->account);
    put(out, payer->domain);
    put(out, made->offer->id);
    put(out, made->offer->private ? "Private" : "Public");
    put(out, made->offer->private ? "Renewal and expansion, 12 months" : "");
    put(out, made->offer->private ? "Annual commitment agreed with procurement" : "");
    put_empty(out, 2);
    put(out, payer->payer_ref);
    put(out, payer->address);
    out_row_end(out);
}

/* --- disbursed -------------------------------------------------------------------------------
 */

/* Of a month by itself both payouts come after it. In a row of months the first payout of one
 * brings what the month before it billed, the second what was late, and what came very late. */
static bool write_disbursed(const struct month *month, bool second)
{
    static const char header[] =
        "\"Product\",\"Product Code\",\"SellerRev\",\"AWSRefFee\",\"SellerRevRefund\","
        "\"AWSRefFeeRefund\",\"SellerRevCredit\",\"AWSRefFeeCredit\",\"Net Amount\","
        "\"Transaction Reference ID\",\"SellerUSSalesTax\",\"SellerUSSalesTaxRefund\","
        "\"Customer AWS Account Number\",\"Customer Country\",\"Customer State\","
        "\"Customer City\",\"Customer Zip Code\",\"Customer Email Domain\",\"Solution Title\","
        "\"Solution ID\",\"Payer Reference ID\",\"Payer Address ID\"\n";
    struct out out;
    unsigned later = month->chained ? 0 : second ? 2 : 1;
    if (!month_open(&out, month, "disbursed_amount_by_product", later, second ? 19 : 15,
                    header))
        return false;
    if (!month->chained)
        disbursed_of(&out, month, 0, second ? PAYMENT_SECOND : PAYMENT_FIRST);
    else if (second)
        disbursed_of(&out, month, 2, PAYMENT_SECOND);
    else
        disbursed_of(&out, month, 1, PAYMENT_FIRST);
    if (month->chained && second)
        disbursed_of(&out, month, MONTHS_UNTIL_LATEST, PAYMENT_LATEST);
    return out_close(&out);
}

static void disbursed_of(struct out *out, const struct month *month, unsigned months_ago,
                         enum payment payment)
{
    struct transaction made;
    uint64_t step = step_from(STEP_DISBURSED, month->count);
    for (uint64_t i = 0; months_ago <= month->number && i < month->count; i++) {
        month_transaction(month, months_ago, i, step, &made);
        disbursed_rows(out, &made, payment);
    }
}

/* What was not paid for a month or two is paid after three, but for one in sixteen. */
static void disbursed_rows(struct out *out, const struct transaction *made,
                           enum payment payment)
{
    bool second = payment == PAYMENT_SECOND;
    bool latest = payment == PAYMENT_LATEST;
    bool ever = made->line_item % 32 >= 2; /* numbers are even */
    switch (made->fate) {
    case FATE_NEVER:
        if (latest && ever)
            disbursed_row(out, made, 3, 3);
        return;
    case FATE_IN_TWO: /* a third with the first payout */
        if (!latest)
            disbursed_row(out, made, second ? 2 : 1, 3);
        return;
    case FATE_PARTLY:
        if (payment == PAYMENT_FIRST)
            disbursed_row(out, made, 1, 3);
        else if (latest && ever)
            disbursed_row(out, made, 2, 3);
        return;
    case FATE_PAID:
    case FATE_REFUNDED:
        if (!latest && second == made->late)
            disbursed_row(out, made, 3, 3);
        return;
    }
}

/* `part` of `parts`; the two parts of one amount add up to it. */
static int64_t share(int64_t cents, int64_t part, int64_t parts)
{
    if (part == parts)
        return cents;
    return part == 1 ? cents / parts : cents - cents / parts;
}

static void disbursed_row(struct out *out, const struct transaction *made, int64_t part,
                          int64_t parts)
{
    const struct payer *payer = made->payer;
    int64_t gross = share(made->gross, part, parts);
    int64_t fee = share(made->fee, part, parts);
    put(out, made->product->title);
    put(out, made->product->code);
    put_cents(out, gross);
    put_cents(out, fee);
    put_cents(out, made->refund);
    put_cents(out, made->fee_refund);
    put_cents(out, 0);
    put_cents(out, 0);
    put_cents(out, gross + fee + made->refund + made->fee_refund);
    put(out, made->reference);
    put_cents(out, share(made->disbursed_tax, part, parts));
    put_cents(out, made->refund != 0 ? -made->disbursed_tax : 0);
    put(out, payer->account);
    put(out, payer->country);
    put(out, payer->state);
    put(out, payer->city);
    put(out, payer->zip);
    put(out, payer->domain);
    put_empty(out, 2);
    put(out, payer->payer_ref);
    put(out, payer->address);
    out_row_end(out);
}

/* --- taxed -----------------------------------------------------------------------------------
 */

static bool write_taxed(const struct month *month)
{
    static const char header[] =
        "\"Line Item ID\",\"Customer Bill ID\",\"Product Name\",\"Product Code\","
        "\"Product Tax Code\",\"Seller ID\",\"Seller Name\",\"Transaction Date\","
        "\"Total Adjusted Price\",\"Total Tax\",\"Base Currency Code\",\"Bill to City\","
        "\"Bill to State\",\"Bill to Postal Code\",\"Bill to Country\","
        "\"Transaction Type Code\",\"Display Price Taxability Type\","
        "\"Tax Location Code Taxed Jurisdiction\",\"Tax Type Code\",\"Jurisdiction Level\","
        "\"Taxed Jurisdiction\",\"Taxable Sale Amount\",\"Nontaxable Sale Amount\","
        "\"Tax Amount\",\"Tax Jurisdiction Tax Rate\",\"Tax Calculation Reason Code\","
        "\"Date Used For Tax Calculation\",\"Customer Exemption Certificate ID\","
        "\"Customer Exemption Certificate ID Domain\",\"Customer Exemption Certificate Level\","
        "\"Customer Exemption Code\",\"Customer Exemption Domain\",\"Customer Reference ID\","
        "\"Transaction Reference ID\",\"Payer Reference ID\",\"Tax Liable Party\"\n";
    struct out out;
    struct transaction made;
    if (!month_open(&out, month, "us_sales_and_use_tax_records", 1, 15, header))
        return false;
    uint64_t step = step_from(STEP_TAXED, month->count);
    for (uint64_t i = 0; i < month->count; i++) {
        month_transaction(month, 0, i, step, &made);
        taxed_rows(&out, month, &made, false);
        if (made.refund != 0)
            taxed_rows(&out, month, &made, true);
    }
    return out_close(&out);
}

static void taxed_rows(struct out *out, const struct month *month,
                       const struct transaction *made, bool refund)
{
    char day[16];
    /* The shortest month of a row has 28 days. */
    unsigned last = month->chained ? 28 : DAYS;
    unsigned own = (unsigned)made->day;
    month_day(month, 0, own < last ? own : last, day);
    for (size_t level = 0; level < made->payer->jurisdictions; level++)
        taxed_row(out, made, day, level, refund);
}

static void taxed_row(struct out *out, const struct transaction *made, const char *day,
                      size_t level, bool refund)
{
    const struct payer *payer = made->payer;
    const struct jurisdiction *own = world_jurisdiction(level);
    int64_t way = refund ? -1 : 1;
    put_number(out, made->line_item);
    put_number(out, made->bill);
    put(out, made->product->title);
    put(out, made->product->code);
    put(out, made->product->tax_code);
    put(out, "999988887777");
    put(out, "Example Software Inc.");
    put(out, day);
    put_cents(out, way * made->gross);
    put_cents(out, way * made->tax);
    put(out, payer->currency);
    put(out, payer->city_upper);
    put(out, payer->state_code);
    put(out, payer->bill_to_zip);
    put(out, payer->country);
    put(out, refund ? "REFUND" : "AWS");
    put(out, "Exclusive");
    put(out, "460473664");
    put(out, "Sales");
    put(out, own->level);
    put(out, level == 0 ? payer->state_code : payer->city_upper);
    put_cents(out, payer->exempt ? 0 : way * made->gross);
    put_cents(out, payer->exempt ? way * made->gross : 0);
    put_cents(out, way * made->price_tax[level]);
    put(out, payer->exempt ? "0" : own->rate);
    put(out, payer->exempt ? "Exempt" : "Taxable");
    put(out, day);
    taxed_end(out, made);
}

static void taxed_end(struct out *out, const struct transaction *made)
{
    const struct payer *payer = made->payer;
    if (payer->exempt) {
        put(out, payer->payer_ref);
        put(out, payer->domain);
        put(out, "State");
        put(out, "RESALE");
        put(out, "Seller");
    } else {
        for (int cell = 0; cell < 4; cell++)
            put(out, "Not exempt");
        put_empty(out, 1);
    }
    put(out, payer->customer_ref);
    put(out, made->reference);
    put(out, payer->payer_ref);
    put(out, payer->other_liable ? "AWS" : "Seller");
    out_row_end(out);
}

/* --- output ----------------------------------------------------------------------------------
 */

static uint64_t greatest_common(uint64_t a, uint64_t b)
{
    return b == 0 ? a : greatest_common(b, a % b);
}

/* The next step that reaches every number once. */
static uint64_t step_from(uint64_t step, uint64_t count)
{
    while (count > 1 && greatest_common(step % count, count) != 1)
        step++;
    return step % count;
}

static void month_day(const struct month *month, unsigned later, unsigned day, char *into)
{
    unsigned months = FIRST_MONTH - 1 + month->number + later;
    snprintf(into, 16, "%04u-%02u-%02u", FIRST_YEAR + months / 12, months % 12 + 1, day);
}

/* Named with the day it was issued on: `day` of the month `later` than its own. */
static bool month_open(struct out *out, const struct month *month, const char *name,
                       unsigned later, unsigned day, const char *header)
{
    char path[4096];
    char issued[16];
    month_day(month, later, day, issued);
    snprintf(path, sizeof path, "%s/%s_%s.csv", month->directory, name, issued);
    return out_begin(out, path, header, month->few_quotes);
}
