/* What can be wrong with a charge and its payout, and with whole files. Months are numbered from
 * January; a charge of month m is paid on the 28th of the month after. Rules that look back for a
 * charge speak only of payouts from 1 May on, 120 days after the first billed one. */
#include "inject.h"

#include <stdio.h>

enum {
    LATER_FIRST = 3, /* paid on 28 May or later */
    LATER_LAST = 5,
    OLD_LAST = 4, /* billed by May: more than 45 days ago on 29 August */
};

const struct injection *injection_at(size_t number)
{
    const struct injection *const tables[] = {
        injections_of_charges, injections_of_refunds,  injections_of_tax,
        injections_of_files,   injections_of_invoices, injections_of_early_worlds};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        size_t count = 0;
        while (tables[i][count].rule)
            count++;
        if (number < count)
            return &tables[i][number];
        number -= count;
    }
    return NULL;
}

bool injection_is_early(const struct injection *injection)
{
    for (size_t i = 0; injections_of_early_worlds[i].rule; i++)
        if (injection == &injections_of_early_worlds[i])
            return true;
    return false;
}

static void never_paid(struct world *world)
{
    struct charge charge = charge_new(world, 1, OLD_LAST);
    charge.tax = 0;
    world_leave_open(world, &charge);
    world_expect(world, "billed-never-disbursed", charge.reference);
}

static void paid_in_part(struct world *world)
{
    struct charge charge = charge_new(world, 1, OLD_LAST);
    charge.tax = 0;
    struct amounts billed = charge_amounts(&charge);
    struct amounts paid = billed;
    paid.gross = charge.gross / 200 * 100;
    paid.fee = charge.fee / 2;
    struct amounts left = billed;
    left.gross -= paid.gross;
    left.fee -= paid.fee;
    world_bill(world, REPORT_BILLED, charge.month, &billed);
    world_pay(world, charge.month, &paid);
    world_list(world, REPORT_LIST, &charge, &left);
    world_expect(world, "part-collected", charge.reference);
}

static void paid_too_much(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.gross += 2 + (int64_t)world_random(world, 5000); /* from two cents on */
    world_pay(world, charge.month, &amounts);
    world_expect(world, "over-disbursed", charge.reference);
}

static void paid_and_never_billed(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_pay(world, charge.month, &amounts);
    world_expect(world, "disbursed-not-billed", charge.reference);
}

static void fee_too_high(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.fee -= 2 + (int64_t)world_random(world, 300);
    world_pay(world, charge.month, &amounts);
    world_expect(world, "fee-differs", charge.reference);
}

static void paid_taken_back_paid(struct world *world)
{
    struct charge charge = charge_new(world, 0, 4);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    struct amounts back = amounts;
    back.gross = -amounts.gross;
    back.fee = -amounts.fee;
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    world_pay(world, charge.month, &amounts);
    world_pay(world, charge.month + 1, &back);
    world_pay(world, charge.month + 2, &amounts);
    world_expect(world, "payout-reversed", charge.reference);
}

static void net_off_by_some(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    amounts.net_off = 2 + (int64_t)world_random(world, 500);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.net_off = 0;
    world_pay(world, charge.month, &amounts);
    world_expect(world, "net-does-not-recompute", charge.reference);
}

static void a_cent_short(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.gross -= 1;
    world_pay(world, charge.month, &amounts);
    world_expect(world, "penny-difference", "");
}

/* Its due date stands on the list. */
static void long_past_due(struct world *world)
{
    struct charge charge = charge_new(world, 1, OLD_LAST);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    struct row *row = world_list(world, REPORT_LIST, &charge, &amounts);
    row_set(row, "Payment Due date", "2024-07-01"); /* 59 days before the list */
    world_expect(world, "terms-exceeded", charge.reference);
    world_expect(world, "billed-never-disbursed", charge.reference);
}

/* On the list of May, due in February; paid on 28 June. */
static void paid_late(struct world *world)
{
    struct charge charge = charge_new(world, 0, 0);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    world_pay(world, 4, &amounts);
    struct row *row = world_list(world, REPORT_EARLY_LIST, &charge, &amounts);
    row_set(row, "Payment Due date", "2024-02-20");
    world_expect(world, "collected-late", charge.reference);
}

static void listed_though_paid(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_settle(world, &charge);
    world_list(world, REPORT_LIST, &charge, &amounts);
    world_expect(world, "listed-but-collected", charge.reference);
}

static void listed_otherwise(struct world *world)
{
    struct charge charge = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.gross += 2 + (int64_t)world_random(world, 900);
    world_list(world, REPORT_LIST, &charge, &amounts);
    world_expect(world, "listed-amount-differs", charge.reference);
}

static void listed_and_never_billed(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST + 1, LATER_LAST);
    struct amounts amounts = charge_amounts(&charge);
    world_list(world, REPORT_LIST, &charge, &amounts);
    world_expect(world, "listed-not-billed", charge.reference);
}

static void open_and_not_listed(struct world *world)
{
    struct charge charge = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    world_expect(world, "missing-from-uncollected-list", charge.reference);
}

static void another_payer(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.payer = (charge.payer + 1) % PAYERS;
    world_pay(world, charge.month, &amounts);
    world_expect(world, "payer-differs", charge.reference);
}

/* Billed in dollars and, open since July, in euros: whose is the payout that names neither? */
static void two_currencies(struct world *world)
{
    struct charge charge = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    world_pay(world, charge.month, &amounts);
    struct charge other = charge;
    snprintf(other.currency, sizeof other.currency, "EUR");
    world_leave_open(world, &other);
    world_expect(world, "currency-ambiguous", charge.reference);
}

/* Billed in two currencies, neither of which is the one payouts without a currency are in. */
static void foreign_currencies(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    amounts.currency = "EUR";
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.currency = "GBP";
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    struct row *row = world_pay(world, charge.month, &amounts);
    (void)row;
    world_expect(world, "currency-differs", charge.reference);
}

static void no_reference(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    amounts.reference = "";
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    world_expect(world, "line-without-reference", "");
}

/* A charge in two equal parts: real, both of them, and worth a look. */
static void billed_in_equal_parts(struct world *world)
{
    struct charge charge = charge_new(world, 0, MONTH_RECENT);
    charge.tax = 0;
    charge.gross -= charge.gross % 200;
    charge.fee -= charge.fee % 2;
    struct amounts amounts = charge_amounts(&charge);
    world_pay(world, charge.month, &amounts);
    amounts.gross /= 2;
    amounts.fee /= 2;
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    world_expect(world, "duplicate-line", charge.reference);
}

/* Billed in July, and said again by the report of sales compensation. */
static void said_otherwise(struct world *world)
{
    struct charge charge = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_settle(world, &charge);
    amounts.gross += 2 + (int64_t)world_random(world, 900);
    world_list(world, REPORT_SALES, &charge, &amounts);
    world_expect(world, "restatement-differs", charge.reference);
}

static void said_again(struct world *world)
{
    struct charge charge = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_settle(world, &charge);
    world_list(world, REPORT_SALES, &charge, &amounts);
    world_expect(world, "same-fact-twice", "");
}

static void column_nobody_knows(struct world *world)
{
    world->extra_column = world_random(world, 2) ? "Sustainability Note" : "Rounding Fee";
    world_expect(world, "unknown-column", "");
}

static void nothing_but_a_header(struct world *world)
{
    world->header_only = true;
    world_expect(world, "file-empty", "");
}

/* A second file of July, which is wanted. */
static void same_days_twice(struct world *world)
{
    struct charge charge = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    charge.tax = 0;
    struct amounts amounts = charge_amounts(&charge);
    world_bill(world, REPORT_AGAIN, charge.month, &amounts);
    world_pay(world, charge.month, &amounts);
    world->arguments[world->argument_count++] = "--both";
    world_expect(world, "coverage-overlap", "");
}

static void payout_states_more(struct world *world)
{
    world->stated_off = 2 + (int64_t)world_random(world, 10000);
    world_expect(world, "stated-total-differs", "");
}

/* A cent is a penny difference; two are more than such a policy allows. */
static void pennies_over_budget(struct world *world)
{
    a_cent_short(world);
    a_cent_short(world);
    world->arguments[world->argument_count++] = "--set";
    world->arguments[world->argument_count++] = "penny_budget=0.01";
    world_expect(world, "penny-budget-exceeded", "");
}

/* Reports of annual subscriptions for January and March: what of February? Another report of
 * the same role covers it. */
static void a_month_between(struct world *world)
{
    for (int month = 0; month < MONTHS; month++) {
        if (month == 1 || (month == MONTH_RECENT && world->header_only))
            continue;
        struct charge charge = charge_new(world, month, month);
        struct amounts amounts = charge_amounts(&charge);
        charge.tax = amounts.tax = 0;
        world_bill(world, REPORT_ANNUAL, month, &amounts);
        world_pay(world, month, &amounts);
    }
    world_expect(world, "coverage-gap", "");
}

const struct injection injections_of_charges[] = {
    {"billed-never-disbursed", never_paid, false},
    {"part-collected", paid_in_part, false},
    {"over-disbursed", paid_too_much, false},
    {"disbursed-not-billed", paid_and_never_billed, false},
    {"fee-differs", fee_too_high, false},
    {"payout-reversed", paid_taken_back_paid, false},
    {"net-does-not-recompute", net_off_by_some, false},
    {"penny-difference", a_cent_short, false},
    {"terms-exceeded", long_past_due, false},
    {"collected-late", paid_late, false},
    {"listed-but-collected", listed_though_paid, false},
    {"listed-amount-differs", listed_otherwise, false},
    {"listed-not-billed", listed_and_never_billed, false},
    {"missing-from-uncollected-list", open_and_not_listed, false},
    {"payer-differs", another_payer, false},
    {"currency-ambiguous", two_currencies, false},
    {"currency-differs", foreign_currencies, false},
    {"line-without-reference", no_reference, false},
    {"duplicate-line", billed_in_equal_parts, false},
    {"restatement-differs", said_otherwise, false},
    {NULL, NULL, false},
};

const struct injection injections_of_files[] = {
    {"same-fact-twice", said_again, true},
    {"unknown-column", column_nobody_knows, true},
    {"file-empty", nothing_but_a_header, true},
    {"coverage-gap", a_month_between, true},
    {"coverage-overlap", same_days_twice, true},
    {"penny-budget-exceeded", pennies_over_budget, true},
    {"stated-total-differs", payout_states_more, true},
    {NULL, NULL, false},
};

const struct excuse excuses[] = {
    {"rules-reduced", "it takes a program without one of its rules"},
    {NULL, NULL},
};
