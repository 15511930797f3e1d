/* What can be wrong with refunds, and with tax. Refunds are billed in the month after the charge
 * and come out of a payout in the month after that. */
#include "inject.h"

#include <stdio.h>

enum { LATER_FIRST = 3, LATER_LAST = 5 };

/* --- refunds -----------------------------------------------------------------------------------
 */

/* The amounts of a refund of so much, with its share of the fee, rounded as the contract does. */
static struct amounts refund_of(const struct charge *charge, int64_t cents)
{
    struct amounts amounts = charge_amounts(charge);
    int64_t fee = -charge->fee;
    amounts.gross = amounts.fee = amounts.tax = 0;
    amounts.refund = -cents;
    amounts.fee_refund = (2 * fee * cents + charge->gross) / (2 * charge->gross);
    return amounts;
}

/* Billed and paid, both in full, without tax. */
static struct charge settled(struct world *world, int first, int last)
{
    struct charge charge = charge_new(world, first, last);
    charge.tax = 0;
    world_settle(world, &charge);
    return charge;
}

static void refund_never_taken(struct world *world)
{
    struct charge charge = settled(world, 0, 3);
    struct amounts refund = refund_of(&charge, charge.gross / 2);
    world_bill(world, REPORT_BILLED, charge.month + 1, &refund);
    world_expect(world, "refund-not-disbursed", charge.reference);
}

static void refund_met_by_short_payout(struct world *world)
{
    struct charge charge = charge_new(world, 0, 4);
    charge.tax = 0;
    struct amounts billed = charge_amounts(&charge);
    struct amounts refund = refund_of(&charge, charge.gross / 4);
    struct amounts paid = billed;
    paid.gross += refund.refund;
    paid.fee += refund.fee_refund;
    world_bill(world, REPORT_BILLED, charge.month, &billed);
    world_bill(world, REPORT_BILLED, charge.month + 1, &refund);
    world_pay(world, charge.month + 1, &paid);
    world_expect(world, "refund-netted", "");
}

static void refund_nobody_billed(struct world *world)
{
    struct charge charge = settled(world, 1, 2);
    struct amounts refund = refund_of(&charge, charge.gross / 2);
    world_pay(world, LATER_FIRST + (int)world_random(world, 3), &refund);
    world_expect(world, "refund-not-billed", charge.reference);
}

static void refund_of_too_much(struct world *world)
{
    struct charge charge = settled(world, 0, 4);
    struct amounts refund = refund_of(&charge, charge.gross + 700);
    world_bill(world, REPORT_BILLED, charge.month + 1, &refund);
    world_pay(world, charge.month + 2, &refund);
    world_expect(world, "refund-exceeds-charge", charge.reference);
}

static void refund_of_nothing(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST + 1, LATER_LAST);
    struct amounts refund = refund_of(&charge, charge.gross);
    world_bill(world, REPORT_BILLED, charge.month, &refund);
    world_pay(world, charge.month, &refund);
    world_expect(world, "refund-without-charge", charge.reference);
}

static void refund_before_payment(struct world *world)
{
    struct charge charge = charge_new(world, 0, LATER_LAST);
    charge.tax = 0;
    struct amounts billed = charge_amounts(&charge);
    struct amounts refund = refund_of(&charge, charge.gross);
    world_bill(world, REPORT_BILLED, charge.month, &billed);
    world_bill(world, REPORT_BILLED, charge.month + 1, &refund);
    world_expect(world, "refund-before-collection", "");
}

static void fee_kept(struct world *world)
{
    struct charge charge = settled(world, 0, 4);
    struct amounts refund = refund_of(&charge, charge.gross);
    refund.fee_refund -= 2 + (int64_t)world_random(world, 90);
    world_bill(world, REPORT_BILLED, charge.month + 1, &refund);
    world_pay(world, charge.month + 2, &refund);
    world_expect(world, "refund-fee-not-returned", charge.reference);
}

static void tax_kept(struct world *world)
{
    struct charge charge = charge_new(world, 1, 4);
    world_settle(world, &charge);
    struct amounts refund = refund_of(&charge, charge.gross);
    world_bill(world, REPORT_BILLED, charge.month + 1, &refund);
    world_pay(world, charge.month + 2, &refund);
    world_expect(world, "refund-tax-not-returned", charge.reference);
}

const struct injection injections_of_refunds[] = {
    {"refund-not-disbursed", refund_never_taken, false},
    {"refund-netted", refund_met_by_short_payout, false},
    {"refund-not-billed", refund_nobody_billed, false},
    {"refund-exceeds-charge", refund_of_too_much, false},
    {"refund-without-charge", refund_of_nothing, false},
    {"refund-before-collection", refund_before_payment, false},
    {"refund-fee-not-returned", fee_kept, false},
    {"refund-tax-not-returned", tax_kept, false},
    {NULL, NULL, false},
};

/* --- tax ---------------------------------------------------------------------------------------
 */

/* A settled charge with tax, of which the payout brought `paid_more` more. */
static struct charge taxed(struct world *world, int64_t billed_more, int64_t paid_more,
                           bool rows)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    struct amounts billed = charge_amounts(&charge);
    struct amounts paid = billed;
    billed.tax += billed_more;
    paid.tax += paid_more;
    world_bill(world, REPORT_BILLED, charge.month, &billed);
    world_pay(world, charge.month, &paid);
    if (rows)
        world_tax(world, &charge);
    return charge;
}

/* A settled charge that was not taxed, with its tax rows. */
static struct row *untaxed(struct world *world, struct charge *charge)
{
    *charge = charge_new(world, LATER_FIRST, LATER_LAST);
    struct amounts amounts = charge_amounts(charge);
    amounts.tax = 0;
    world_bill(world, REPORT_BILLED, charge->month, &amounts);
    world_pay(world, charge->month, &amounts);
    return world_tax(world, charge);
}

static void tax_paid_short(struct world *world)
{
    struct charge charge = taxed(world, 0, -2 - (int64_t)world_random(world, 100), true);
    world_expect(world, "tax-short", charge.reference);
}

static void tax_paid_over(struct world *world)
{
    struct charge charge = taxed(world, 0, 2 + (int64_t)world_random(world, 100), true);
    world_expect(world, "tax-over", charge.reference);
}

static void tax_of_open_charge(struct world *world)
{
    struct charge charge = charge_new(world, MONTH_RECENT, MONTH_RECENT);
    world_leave_open(world, &charge);
    world_expect(world, "tax-awaiting-payment", "");
}

static void tax_never_calculated(struct world *world)
{
    struct charge charge = taxed(world, 0, 0, false);
    world_expect(world, "tax-not-calculated", charge.reference);
}

static void tax_of_another_party_paid(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    struct amounts amounts = charge_amounts(&charge);
    amounts.tax = 0;
    world_bill(world, REPORT_BILLED, charge.month, &amounts);
    amounts.tax = charge.tax;
    world_pay(world, charge.month, &amounts);
    struct row *row = world_tax(world, &charge);
    row_set(&row[0], "Tax Liable Party", "AWS");
    row_set(&row[1], "Tax Liable Party", "AWS");
    world_expect(world, "tax-aws-liable-disbursed", charge.reference);
}

static void tax_billed_otherwise(struct world *world)
{
    struct charge charge = taxed(world, 2 + (int64_t)world_random(world, 100), 0, true);
    world_expect(world, "tax-billed-differs", charge.reference);
}

static void tax_of_nobody(struct world *world)
{
    struct charge charge;
    struct row *row = untaxed(world, &charge);
    row_set(&row[0], "Tax Liable Party", "");
    row_set(&row[1], "Tax Liable Party", "Somebody");
    world_expect(world, "tax-party-unclear", charge.reference);
    world_expect(world, "tax-party-unclear", charge.reference);
}

static void tax_without_a_code(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    world_settle(world, &charge);
    row_set(&world->rows[world->row_count - 1], "Product Tax Code", "");
    world_expect(world, "tax-code-missing", charge.reference);
}

static void tax_exempt_by_word_alone(struct world *world)
{
    struct charge charge;
    struct row *row = untaxed(world, &charge);
    for (size_t i = 0; i < 2; i++) {
        row_set_cents(&row[i], "Tax Amount", 0);
        row_set_cents(&row[i], "Total Tax", 0);
        row_set_cents(&row[i], "Taxable Sale Amount", 0);
        row_set_cents(&row[i], "Nontaxable Sale Amount", charge.gross);
        row_set(&row[i], "Tax Calculation Reason Code", "Exempt");
    }
    row_set(&row[0], "Customer Exemption Certificate ID", "EX-1");
    world_expect(world, "tax-exempt-without-certificate", charge.reference);
}

/* Of a charge's tax, and of nothing else, the state's part is given back. */
static void tax_alone_refunded(struct world *world)
{
    struct charge charge = taxed(world, 0, 0, true);
    int64_t cents = charge.gross * 5 / 100;
    struct amounts back = charge_amounts(&charge);
    back.gross = back.fee = back.tax = 0;
    back.tax_refund = -cents;
    world_bill(world, REPORT_BILLED, charge.month + 1, &back);
    world_pay(world, charge.month + 1, &back);
    struct row *row = world_tax_back(world, &charge);
    row_drop_last(world);
    row_set(row, "Transaction Type Code", "TAXONLYREFUND");
    row_set_cents(row, "Total Tax", -cents);
    world_expect(world, "tax-only-refund", "");
}

/* A refund of a line item that nobody sold. */
static void refund_of_another_item(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    world_settle(world, &charge);
    struct amounts back = charge_amounts(&charge);
    back.refund = -back.gross;
    back.fee_refund = -back.fee;
    back.tax_refund = -back.tax;
    back.gross = back.fee = back.tax = 0;
    world_bill(world, REPORT_BILLED, charge.month + 1, &back);
    world_pay(world, charge.month + 1, &back);
    struct row *row = world_tax_back(world, &charge);
    for (size_t i = 0; i < 2; i++) {
        row_set(&row[i], "Line Item ID", "99");
        world_expect(world, "tax-refund-unmatched", charge.reference);
    }
}

static void rate_of_another_place(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    world_settle(world, &charge);
    row_set(&world->rows[world->row_count - 1], "Tax Jurisdiction Tax Rate", "0.0325");
    world_expect(world, "tax-rate-differs", charge.reference);
}

static void total_of_another_item(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    world_settle(world, &charge);
    int64_t off = 2 + (int64_t)world_random(world, 100);
    for (size_t i = 1; i <= 2; i++)
        row_set_cents(&world->rows[world->row_count - i], "Total Tax", charge.tax + off);
    world_expect(world, "tax-total-differs", charge.reference);
}

static void base_of_another_item(struct world *world)
{
    struct charge charge = charge_new(world, LATER_FIRST, LATER_LAST);
    world_settle(world, &charge);
    row_set_cents(&world->rows[world->row_count - 1], "Nontaxable Sale Amount",
                  2 + (int64_t)world_random(world, 100));
    world_expect(world, "tax-base-differs", charge.reference);
}

const struct injection injections_of_tax[] = {
    {"tax-short", tax_paid_short, false},
    {"tax-over", tax_paid_over, false},
    {"tax-awaiting-payment", tax_of_open_charge, false},
    {"tax-not-calculated", tax_never_calculated, false},
    {"tax-aws-liable-disbursed", tax_of_another_party_paid, false},
    {"tax-billed-differs", tax_billed_otherwise, false},
    {"tax-party-unclear", tax_of_nobody, false},
    {"tax-code-missing", tax_without_a_code, false},
    {"tax-exempt-without-certificate", tax_exempt_by_word_alone, false},
    {"tax-only-refund", tax_alone_refunded, false},
    {"tax-refund-unmatched", refund_of_another_item, false},
    {"tax-rate-differs", rate_of_another_place, false},
    {"tax-total-differs", total_of_another_item, false},
    {"tax-base-differs", base_of_another_item, false},
    {NULL, NULL, false},
};
