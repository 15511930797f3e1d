/* What can be wrong with invoices, which name their days and what was paid of them; and what only
 * shows when the books are looked at on a day before the newest reports. */
#include "inject.h"

#include <stdio.h>

/* --- invoices --------------------------------------------------------------------------------*/

/* At most five days before the 20th: a payout on the 28th of the month after is not late yet. */
static void due_before_invoice(struct world *world)
{
    struct charge charge = charge_invoiced(world, 0, MONTH_RECENT);
    struct amounts amounts = charge_amounts(&charge);
    struct row *row = world_invoice(world, &charge, charge.gross + charge.fee, "Disbursed");
    char text[32];
    snprintf(text, sizeof text, "2024-%02d-%02d", charge.month + 1,
             15 + (int)world_random(world, 5));
    row_set(row, "Payment due date", text);
    world_pay(world, charge.month, &amounts);
    world->invoices = true;
    world_expect(world, "due-before-billing", charge.reference);
}

/* Paid out in full; the invoice states nothing, less or more, and its status says what its amounts
 * do. None of January, which is billed before payouts are known: some may have come earlier. */
static void stated_other_than_paid(struct world *world)
{
    struct charge charge = charge_invoiced(world, 1, MONTH_RECENT);
    struct amounts amounts = charge_amounts(&charge);
    int64_t net = charge.gross + charge.fee;
    int64_t off = 2 + (int64_t)world_random(world, 900);
    uint64_t which = world_random(world, 3);
    if (which == 0)
        world_invoice(world, &charge, 0, "Not disbursed");
    else if (which == 1)
        world_invoice(world, &charge, net - off, "Partially disbursed");
    else
        world_invoice(world, &charge, net + off, "Disbursed");
    world_pay(world, charge.month, &amounts);
    world->invoices = true;
    world_expect(world, "stated-paid-differs", charge.reference);
}

/* Paid out in full and stated so, but for the word. */
static void called_otherwise(struct world *world)
{
    static const char *const words[] = {"Not disbursed", "Partially disbursed", "Failed",
                                        "Disbursement reversed"};
    struct charge charge = charge_invoiced(world, 0, MONTH_RECENT);
    struct amounts amounts = charge_amounts(&charge);
    world_invoice(world, &charge, charge.gross + charge.fee, words[world_random(world, 4)]);
    world_pay(world, charge.month, &amounts);
    world->invoices = true;
    world_expect(world, "stated-status-differs", charge.reference);
}

const struct injection injections_of_invoices[] = {
    {"due-before-billing", due_before_invoice, false},
    {"stated-paid-differs", stated_other_than_paid, false},
    {"stated-status-differs", called_otherwise, false},
    {NULL, NULL, false},
};

/* --- looked at on 20 June ----------------------------------------------------------------------
 */

/* Paid out on 10 June, it is to be billed by 25 July; billing is loaded to 31 July. Two more are
 * right: one is billed in June, one of 18 June has until 2 August. */
static void never_billed_after_all(struct world *world)
{
    struct charge late = charge_new(world, MONTH_RECENT - 1, MONTH_RECENT - 1);
    struct charge open = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    struct charge wrong = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    late.tax = open.tax = wrong.tax = 0;
    struct amounts amounts = charge_amounts(&late);
    world_pay_ahead(world, REPORT_AHEAD, &amounts);
    world_bill(world, REPORT_BILLED, late.month, &amounts);
    amounts = charge_amounts(&open);
    world_pay_ahead(world, REPORT_AHEAD_MORE, &amounts);
    amounts = charge_amounts(&wrong);
    world_pay_ahead(world, REPORT_AHEAD, &amounts);
    world_expect(world, "timing-not-cleared", wrong.reference);
}

const struct injection injections_of_early_worlds[] = {
    {"timing-not-cleared", never_billed_after_all, false},
    {NULL, NULL, false},
};
