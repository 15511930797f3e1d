/* The healthy world, and what its charges put into the reports. */
#include "world.h"

#include "reports.h"
#include "tree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The last months an early world knows on 20 June: billed to 31 May, paid out on 28 May. */
enum { EARLY_BILLED_LAST = 4, EARLY_PAID_LAST = 3 };
enum { CENTS_LEAST = 5000, CENTS_MOST = 300000, TEXT_ROOM = 64 };

static void refund_whole(struct world *world);
static void bill_and_pay(struct world *world, const struct charge *charge);
static void invoice_months(struct world *world);
static struct row *pay_row(struct world *world, enum report report, int month,
                           const struct amounts *amounts);
static void row_identity(struct row *row, const struct amounts *amounts);
static struct known *known_of(struct world *world, const char *reference, const char *currency);
static void tax_row(struct world *world, const struct charge *charge, const char *level,
                    const char *place, int64_t tax, const char *rate);

/* SplitMix64, a public-domain generator by Sebastiano Vigna. */
uint64_t world_random(struct world *world, uint64_t below)
{
    uint64_t z = world->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (z ^ (z >> 31)) % below;
}

void world_begin(struct world *world, uint64_t seed, bool early)
{
    *world = (struct world){.state = seed, .early = early};
    for (int month = 0; month < MONTHS; month++) {
        size_t charges = 1 + world_random(world, 3);
        for (size_t i = 0; i < charges; i++) {
            struct charge charge = charge_new(world, month, month);
            if (i > 0 && world_random(world, 3) == 0)
                charge.tax = 0;
            world_settle(world, &charge);
        }
    }
    struct charge open = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    open.tax = 0;
    world_leave_open(world, &open);
    if (world_random(world, 2) == 0)
        refund_whole(world);
    if (early) {
        world->arguments[world->argument_count++] = "--as-of";
        world->arguments[world->argument_count++] = "2024-06-20";
    }
}

/* A charge that was paid and refunded, tax and all, as it should be. The tax report dates a refund
 * on the 9th, the billed report at the month's end: the 20th of June may come between, and then
 * the tax awaits its bill. */
static void refund_whole(struct world *world)
{
    struct charge charge = charge_new(world, 0, 4);
    bill_and_pay(world, &charge); /* when the tax is back already, it awaits no payment */
    struct amounts back = charge_amounts(&charge);
    back.refund = -back.gross;
    back.fee_refund = -back.fee;
    back.tax_refund = -back.tax;
    back.gross = back.fee = back.tax = 0;
    world_bill(world, REPORT_BILLED, charge.month + 1, &back);
    world_pay(world, charge.month + 1, &back);
    world_tax_back(world, &charge);
}

void world_close(struct world *world)
{
    if (world->invoices)
        invoice_months(world);
    for (int month = 0; month < MONTHS; month++) {
        struct row *row = row_add(world, REPORT_PLACES, month);
        char text[TEXT_ROOM];
        int64_t off = month == 3 ? world->stated_off : 0;
        snprintf(text, sizeof text, "410000000%d", month);
        row_set(row, "Settlement ID", text);
        snprintf(text, sizeof text, "2024-%02d-28", month + 2);
        row_set(row, "Settlement Period End Date", text);
        row_set(row, "Deposit Date", text);
        row_set_cents(row, "Disbursed Amount",
                      world->payouts[month].net + world->payouts[month].tax +
                          world->payouts[month].tax_refund + off);
        row_set_cents(row, "Net Amount By Tax Location", world->payouts[month].net);
        row_set_cents(row, "Gross Amount By Tax Location", world->payouts[month].gross);
        row_set_cents(row, "Seller U.S. Sales Tax", world->payouts[month].tax);
        row_set_cents(row, "Seller U.S. Sales Tax Refund", world->payouts[month].tax_refund);
    }
}

/* An invoice of each month that was paid as it says, and one of July that is open. */
static void invoice_months(struct world *world)
{
    for (int month = 0; month < MONTHS; month++) {
        struct charge charge = charge_invoiced(world, month, month);
        struct amounts amounts = charge_amounts(&charge);
        world_invoice(world, &charge, charge.gross + charge.fee, "Disbursed");
        world_pay(world, month, &amounts);
    }
    struct charge open = charge_invoiced(world, MONTH_RECENT, MONTH_RECENT);
    struct amounts left = charge_amounts(&open);
    world_invoice(world, &open, 0, "Not disbursed");
    world_list(world, REPORT_LIST, &open, &left);
    world->arguments[world->argument_count++] = "--rules";
    world->arguments[world->argument_count++] = "../rules";
}

void world_end(struct world *world)
{
    for (size_t i = 0; i < world->row_count; i++)
        for (size_t cell = 0; cell < CELLS_MOST; cell++)
            free(world->rows[i].cells[cell]);
}

struct charge charge_new(struct world *world, int first, int last)
{
    struct charge charge = {.currency = "USD"};
    snprintf(charge.reference, sizeof charge.reference, "W-%04d", ++world->references);
    charge.month = first + (int)world_random(world, (uint64_t)(last - first) + 1);
    charge.payer = (int)world_random(world, PAYERS);
    charge.gross = CENTS_LEAST + (int64_t)world_random(world, CENTS_MOST - CENTS_LEAST);
    charge.gross -= charge.gross % 100; /* tax and shares of it come out even */
    charge.fee = -(charge.gross * (3 + (int64_t)world_random(world, 17)) / 100);
    charge.tax = charge.gross * 8 / 100;
    return charge;
}

struct charge charge_invoiced(struct world *world, int first, int last)
{
    struct charge charge = charge_new(world, first, last);
    charge.tax = 0;
    charge.payer = PAYER_INVOICED;
    return charge;
}

struct amounts charge_amounts(const struct charge *charge)
{
    return (struct amounts){.gross = charge->gross,
                            .fee = charge->fee,
                            .tax = charge->tax,
                            .payer = charge->payer,
                            .reference = charge->reference,
                            .currency = charge->currency};
}

void world_settle(struct world *world, const struct charge *charge)
{
    bool awaits = charge->month > EARLY_PAID_LAST && charge->month <= EARLY_BILLED_LAST;
    bill_and_pay(world, charge);
    if (world->early && awaits && charge->tax != 0)
        world_expect(world, "tax-awaiting-payment", "");
}

static void bill_and_pay(struct world *world, const struct charge *charge)
{
    struct amounts amounts = charge_amounts(charge);
    world_bill(world, REPORT_BILLED, charge->month, &amounts);
    world_pay(world, charge->month, &amounts);
    if (charge->tax != 0)
        world_tax(world, charge);
}

void world_leave_open(struct world *world, const struct charge *charge)
{
    struct amounts amounts = charge_amounts(charge);
    world_bill(world, REPORT_BILLED, charge->month, &amounts);
    world_list(world, REPORT_LIST, charge, &amounts);
    if (charge->tax != 0)
        world_tax(world, charge);
}

struct row *world_bill(struct world *world, enum report report, int month,
                       const struct amounts *amounts)
{
    struct row *row = row_add(world, report, month);
    struct known *known = known_of(world, amounts->reference, amounts->currency);
    bool looked_at = !world->early || month <= EARLY_BILLED_LAST;
    known->billed_gross += looked_at ? amounts->gross : 0;
    known->billed_refund += looked_at ? amounts->refund : 0;
    row_identity(row, amounts);
    row_set(row, "Currency", amounts->currency);
    row_set_cents(row, "Customer Billed Amount", amounts->gross);
    row_set_cents(row, "AWS Listing Fee", amounts->fee);
    row_set_cents(row, "Refunds Amount", amounts->refund);
    row_set_cents(row, "AWS Fee Refund", amounts->fee_refund);
    row_set_cents(row, "Partner Revenue Amount",
                  amounts->gross + amounts->fee + amounts->refund + amounts->fee_refund +
                      amounts->net_off);
    row_set_cents(row, "U.S. Sales Tax Customer Billed Amount", amounts->tax);
    row_set_cents(row, "U.S. Sales Tax Refunds Amount", amounts->tax_refund);
    return row;
}

struct row *world_invoice(struct world *world, const struct charge *charge, int64_t stated_paid,
                          const char *status)
{
    struct row *row = row_add(world, REPORT_INVOICED, charge->month);
    struct amounts amounts = charge_amounts(charge);
    char text[TEXT_ROOM];
    known_of(world, charge->reference, charge->currency)->billed_gross += charge->gross;
    row_identity(row, &amounts);
    snprintf(text, sizeof text, "2024-%02d-20", charge->month + 1);
    row_set(row, "Invoice date", text);
    snprintf(text, sizeof text, "2024-%02d-19", charge->month + 2);
    row_set(row, "Payment due date", text);
    snprintf(text, sizeof text, "INV-%s", charge->reference);
    row_set(row, "Invoice ID", text);
    snprintf(text, sizeof text, "2024-%02d-28 00:00:00.000 UTC", charge->month + 2);
    row_set(row, "Disbursement date", stated_paid != 0 ? text : "");
    row_set(row, "Disbursement status", status);
    row_set_cents(row, "Gross revenue", charge->gross);
    row_set_cents(row, "Listing fee", charge->fee);
    row_set_cents(row, "Seller net revenue", charge->gross + charge->fee);
    row_set_cents(row, "Disbursed net revenue", stated_paid);
    row_set_cents(row, "Undisbursed net revenue", charge->gross + charge->fee - stated_paid);
    return row;
}

struct row *world_pay(struct world *world, int month, const struct amounts *amounts)
{
    struct row *row = pay_row(world, REPORT_PAID, month, amounts);
    struct known *known = known_of(world, amounts->reference, amounts->currency);
    bool looked_at = !world->early || month <= EARLY_PAID_LAST;
    known->paid_gross += looked_at ? amounts->gross : 0;
    known->paid_refund += looked_at ? amounts->refund : 0;
    world->payouts[month].gross += amounts->gross;
    world->payouts[month].net += amounts->gross + amounts->fee + amounts->refund +
                                 amounts->fee_refund + amounts->net_off;
    world->payouts[month].tax += amounts->tax;
    world->payouts[month].tax_refund += amounts->tax_refund;
    return row;
}

struct row *world_pay_ahead(struct world *world, enum report report,
                            const struct amounts *amounts)
{
    struct known *known = known_of(world, amounts->reference, amounts->currency);
    known->paid_gross += amounts->gross;
    known->paid_refund += amounts->refund;
    return pay_row(world, report, 0, amounts);
}

static struct row *pay_row(struct world *world, enum report report, int month,
                           const struct amounts *amounts)
{
    struct row *row = row_add(world, report, month);
    row_identity(row, amounts);
    row_set_cents(row, "SellerRev", amounts->gross);
    row_set_cents(row, "AWSRefFee", amounts->fee);
    row_set_cents(row, "SellerRevRefund", amounts->refund);
    row_set_cents(row, "AWSRefFeeRefund", amounts->fee_refund);
    row_set_cents(row, "Net Amount",
                  amounts->gross + amounts->fee + amounts->refund + amounts->fee_refund +
                      amounts->net_off);
    row_set_cents(row, "SellerUSSalesTax", amounts->tax);
    row_set_cents(row, "SellerUSSalesTaxRefund", amounts->tax_refund);
    return row;
}

/* Five eighths to the state, the rest to the county. */
struct row *world_tax(struct world *world, const struct charge *charge)
{
    int64_t state = charge->gross * 5 / 100;
    size_t first = world->row_count;
    tax_row(world, charge, "State", "GA", state, "0.05");
    tax_row(world, charge, "County", "EXAMPLE", charge->tax - state, "0.03");
    return &world->rows[first];
}

struct row *world_tax_back(struct world *world, const struct charge *charge)
{
    struct charge back = *charge;
    back.month++;
    back.gross = -charge->gross;
    back.tax = -charge->tax;
    struct row *row = world_tax(world, &back);
    row_set(&row[0], "Transaction Type Code", "REFUND");
    row_set(&row[1], "Transaction Type Code", "REFUND");
    return row;
}

static void tax_row(struct world *world, const struct charge *charge, const char *level,
                    const char *place, int64_t tax, const char *rate)
{
    struct row *row = row_add(world, REPORT_TAXED, charge->month);
    char text[TEXT_ROOM];
    snprintf(text, sizeof text, "7100000000000%s", charge->reference + 2);
    row_set(row, "Line Item ID", text);
    snprintf(text, sizeof text, "2200000000000%s", charge->reference + 2);
    row_set(row, "Customer Bill ID", text);
    snprintf(text, sizeof text, "2024-%02d-09", charge->month + 1);
    row_set(row, "Transaction Date", text);
    row_set(row, "Transaction Reference ID", charge->reference);
    row_set(row, "Base Currency Code", charge->currency);
    row_set(row, "Jurisdiction Level", level);
    row_set(row, "Taxed Jurisdiction", place);
    row_set(row, "Tax Jurisdiction Tax Rate", rate);
    row_set_cents(row, "Total Adjusted Price", charge->gross);
    row_set_cents(row, "Taxable Sale Amount", charge->gross);
    row_set_cents(row, "Nontaxable Sale Amount", 0);
    row_set_cents(row, "Tax Amount", tax);
    row_set_cents(row, "Total Tax", charge->tax);
}

struct row *world_list(struct world *world, enum report report, const struct charge *charge,
                       const struct amounts *left)
{
    struct row *row = row_add(world, report, report == REPORT_SALES ? charge->month : 0);
    char text[TEXT_ROOM];
    row_identity(row, left);
    snprintf(text, sizeof text, "2024-%02d", charge->month + 1);
    row_set(row, "AR Period", text);
    row_set(row, "Currency", charge->currency);
    row_set_cents(row, "Gross Revenue", left->gross);
    row_set_cents(row, "AWS Revenue Share", left->fee);
    row_set_cents(row, "Gross Refunds", left->refund);
    row_set_cents(row, "AWS Refunds Share", left->fee_refund);
    row_set_cents(row, "Net Revenue",
                  left->gross + left->fee + left->refund + left->fee_refund + left->net_off);
    return row;
}

/* Who pays, and for what. */
static void row_identity(struct row *row, const struct amounts *amounts)
{
    char account[TEXT_ROOM];
    char payer[TEXT_ROOM];
    const char *const columns[] = {"Customer AWS Account Number", "Payer AWS Account Number",
                                   "Payer AWS account ID"};
    snprintf(account, sizeof account, "%012d", 100200300 + amounts->payer);
    snprintf(payer, sizeof payer, "payer-%d", amounts->payer);
    row_set(row, "Transaction Reference ID", amounts->reference);
    if (row->report != REPORT_INVOICED)
        row_set(row, "Payer Reference ID", payer);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (report_column(row->report, columns[i]) < CELLS_MOST)
            row_set(row, columns[i], account);
}

static struct known *known_of(struct world *world, const char *reference, const char *currency)
{
    for (size_t i = 0; i < world->known_count; i++)
        if (strcmp(world->known[i].reference, reference) == 0 &&
            strcmp(world->known[i].currency, currency) == 0)
            return &world->known[i];
    struct known *known = &world->known[world->known_count++];
    *known = (struct known){0};
    snprintf(known->reference, sizeof known->reference, "%s", reference);
    snprintf(known->currency, sizeof known->currency, "%s", currency);
    return known;
}

/* As the contract defines it; what names no reference is in no position. */
int64_t world_collectible(const struct world *world)
{
    int64_t sum = 0;
    for (size_t i = 0; i < world->known_count; i++) {
        const struct known *known = &world->known[i];
        int64_t gap = known->billed_refund - known->paid_refund;
        if (known->reference[0] != '\0' && strcmp(known->currency, "USD") == 0)
            sum += known->billed_gross - known->paid_gross + (gap < 0 ? gap : 0);
    }
    return sum;
}

void world_expect(struct world *world, const char *rule, const char *reference)
{
    if (world->expected_count == EXPECTED_MOST)
        tree_fail("too much is expected of", "a world");
    struct expected *expected = &world->expected[world->expected_count++];
    expected->rule = rule;
    snprintf(expected->reference, sizeof expected->reference, "%s", reference);
}
