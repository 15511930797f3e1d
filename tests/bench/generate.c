/* Writes a month of TRANSACTIONS into DIRECTORY: what was billed, two payouts, and the tax
 * records, every field quoted as in files as issued. The same seed gives the same bytes.
 * usage: generate DIRECTORY TRANSACTIONS [SEED] */
#include "generate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUT_BYTES = 1 << 20, OUT_ROOM = 8 << 10 };

struct out {
    FILE *file;
    char *bytes;
    size_t used;
};

/* The orders of the three reports have nothing to do with each other, as in life: number i
 * comes at place i * step, modulo the count. */
enum { STEP_BILLED = 1, STEP_DISBURSED = 7368787, STEP_TAXED = 15485863 };

static bool write_billed(const struct world *world, const char *directory, uint64_t count);
static bool write_disbursed(const struct world *world, const char *directory, uint64_t count,
                            bool second);
static bool write_taxed(const struct world *world, const char *directory, uint64_t count);
static void billed_row(struct out *out, const struct transaction *made);
static void disbursed_rows(struct out *out, const struct transaction *made, bool second);
static void disbursed_row(struct out *out, const struct transaction *made, int64_t part,
                          int64_t parts);
static void taxed_rows(struct out *out, const struct transaction *made, bool refund);
static void taxed_row(struct out *out, const struct transaction *made, size_t level,
                      bool refund);
static void taxed_end(struct out *out, const struct transaction *made);
static uint64_t step_from(uint64_t step, uint64_t count);
static bool out_open(struct out *out, const char *directory, const char *name,
                     const char *header);
static bool out_close(struct out *out);
static void out_row_end(struct out *out);
static void put(struct out *out, const char *text);
static void put_empty(struct out *out, int cells);
static void put_number(struct out *out, uint64_t number);
static void put_cents(struct out *out, int64_t cents);

int main(int count, char **words)
{
    static struct world world;
    if (count < 3 || count > 4) {
        fprintf(stderr, "usage: generate DIRECTORY TRANSACTIONS [SEED]\n");
        return 2;
    }
    uint64_t transactions = strtoull(words[2], NULL, 10);
    if (transactions == 0) {
        fprintf(stderr, "generate: %s is no number of transactions\n", words[2]);
        return 2;
    }
    world_make(&world, count == 4 ? strtoull(words[3], NULL, 10) : 1);
    if (write_billed(&world, words[1], transactions) &&
        write_disbursed(&world, words[1], transactions, false) &&
        write_disbursed(&world, words[1], transactions, true) &&
        write_taxed(&world, words[1], transactions))
        return 0;
    perror(words[1]);
    return 1;
}

/* --- billed ----------------------------------------------------------------------------------
 */

static bool write_billed(const struct world *world, const char *directory, uint64_t count)
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
    if (!out_open(&out, directory, "monthly_revenue_billing_and_revenue_data_2021-10-15.csv",
                  header))
        return false;
    uint64_t step = step_from(STEP_BILLED, count);
    for (uint64_t i = 0; i < count; i++) {
        transaction_make(world, i * step % count, &made);
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

static bool write_disbursed(const struct world *world, const char *directory, uint64_t count,
                            bool second)
{
    static const char header[] =
        "\"Product\",\"Product Code\",\"SellerRev\",\"AWSRefFee\",\"SellerRevRefund\","
        "\"AWSRefFeeRefund\",\"SellerRevCredit\",\"AWSRefFeeCredit\",\"Net Amount\","
        "\"Transaction Reference ID\",\"SellerUSSalesTax\",\"SellerUSSalesTaxRefund\","
        "\"Customer AWS Account Number\",\"Customer Country\",\"Customer State\","
        "\"Customer City\",\"Customer Zip Code\",\"Customer Email Domain\",\"Solution Title\","
        "\"Solution ID\",\"Payer Reference ID\",\"Payer Address ID\"\n";
    struct out out;
    struct transaction made;
    if (!out_open(&out, directory,
                  second ? "disbursed_amount_by_product_2021-11-19.csv"
                         : "disbursed_amount_by_product_2021-10-15.csv",
                  header))
        return false;
    uint64_t step = step_from(STEP_DISBURSED, count);
    for (uint64_t i = 0; i < count; i++) {
        transaction_make(world, i * step % count, &made);
        disbursed_rows(&out, &made, second);
    }
    return out_close(&out);
}

static void disbursed_rows(struct out *out, const struct transaction *made, bool second)
{
    switch (made->fate) {
    case FATE_NEVER:
        return;
    case FATE_IN_TWO: /* a third with the first payout */
        disbursed_row(out, made, second ? 2 : 1, 3);
        return;
    case FATE_PARTLY:
        if (!second)
            disbursed_row(out, made, 1, 3);
        return;
    case FATE_PAID:
    case FATE_REFUNDED:
        if (second == made->late)
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

static bool write_taxed(const struct world *world, const char *directory, uint64_t count)
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
    if (!out_open(&out, directory, "us_sales_and_use_tax_records_2021-10-15.csv", header))
        return false;
    uint64_t step = step_from(STEP_TAXED, count);
    for (uint64_t i = 0; i < count; i++) {
        transaction_make(world, i * step % count, &made);
        taxed_rows(&out, &made, false);
        if (made.refund != 0)
            taxed_rows(&out, &made, true);
    }
    return out_close(&out);
}

static void taxed_rows(struct out *out, const struct transaction *made, bool refund)
{
    for (size_t level = 0; level < made->payer->jurisdictions; level++)
        taxed_row(out, made, level, refund);
}

static void taxed_row(struct out *out, const struct transaction *made, size_t level,
                      bool refund)
{
    const struct payer *payer = made->payer;
    const struct jurisdiction *own = world_jurisdiction(level);
    char day[16];
    int64_t way = refund ? -1 : 1;
    snprintf(day, sizeof day, "2021-09-%02d", made->day);
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

static bool out_open(struct out *out, const char *directory, const char *name,
                     const char *header)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    out->file = fopen(path, "wb");
    out->bytes = malloc(OUT_BYTES + OUT_ROOM);
    out->used = strlen(header);
    if (out->file == NULL || out->bytes == NULL)
        return false;
    memcpy(out->bytes, header, out->used);
    return true;
}

static bool out_close(struct out *out)
{
    fwrite(out->bytes, 1, out->used, out->file);
    bool good = ferror(out->file) == 0;
    free(out->bytes);
    return fclose(out->file) == 0 && good;
}

/* The comma behind the last cell becomes the line's end. */
static void out_row_end(struct out *out)
{
    out->bytes[out->used - 1] = '\n';
    if (out->used < OUT_BYTES)
        return;
    fwrite(out->bytes, 1, out->used, out->file);
    out->used = 0;
}

static void put(struct out *out, const char *text)
{
    size_t length = strlen(text);
    char *at = out->bytes + out->used;
    *at++ = '"';
    memcpy(at, text, length);
    at[length] = '"';
    at[length + 1] = ',';
    out->used += length + 3;
}

static void put_empty(struct out *out, int cells)
{
    for (int cell = 0; cell < cells; cell++)
        put(out, "");
}

static void put_number(struct out *out, uint64_t number)
{
    char text[24];
    char *at = text + sizeof text - 1;
    *at = '\0';
    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    put(out, at);
}

static void put_cents(struct out *out, int64_t cents)
{
    char text[24];
    char *at = text + sizeof text - 1;
    uint64_t left = (uint64_t)(cents < 0 ? -cents : cents);
    *at = '\0';
    for (int digit = 0; digit < 3 || left != 0; digit++) {
        if (digit == 2)
            *--at = '.';
        *--at = (char)('0' + left % 10);
        left /= 10;
    }
    if (cents < 0)
        *--at = '-';
    put(out, at);
}
