/* Penny differences: what was allowed to differ by no more than penny. One statement says so, for
 * the pages that list them, the budget that bounds them and the rule that counts them. */
#include "recon/check_parts.h"

#define CLOSED "state IN ('settled', 'refunded')"

/* The sides of every comparison, the earlier source first. Resold items are compared by net. Where
 * one side is zero the tolerance does not apply; what a state lets pass all the same (`passed`) is
 * listed, because a cent that is forgiven and stands nowhere is one nobody adds up. */
static const struct {
    const char *name, *when, *expected, *actual, *passed;
} comparisons[] = {
    {"gross", "basis = 'gross'", "billed_gross", "disbursed_gross", CLOSED},
    {"net", "basis = 'net'", "billed_net_x", "disbursed_net_x", CLOSED},
    {"refund", "basis = 'gross'", "billed_refund", "disbursed_refund",
     CLOSED " OR expected = 0 AND state IN ('not-due', 'part-collected', 'uncollected')"},
    {"fee", "opening_lines = 0", "billed_fee", "disbursed_fee",
     CLOSED " AND open_fee IS NOT NULL"},
    {"fee_refund", "opening_lines = 0", "billed_fee_refund", "disbursed_fee_refund",
     CLOSED " AND open_fee IS NOT NULL"},
    {"tax", "1", "billed_tax + billed_tax_refund", "disbursed_tax + disbursed_tax_refund", "0"},
    {"tax_report", "1", "tax_calculated", "disbursed_tax + disbursed_tax_refund",
     "tax_status = 'collected'"},
};

enum status check_penny_fill(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL);
    struct buffer sql = {0};
    buffer_add_c(&sql, "DELETE FROM main.penny;\n");
    for (size_t i = 0; i < array_count(comparisons); i++)
        buffer_format(
            &sql,
            "INSERT INTO main.penny\n"
            "SELECT position_id, '%s', expected, actual\n"
            "  FROM (SELECT position_id, state, open_fee, tax_status,\n"
            "               %s AS expected, %s AS actual\n"
            "          FROM main.position_active\n"
            "         WHERE state <> 'cross-currency' AND %s)\n"
            " WHERE expected <> actual AND (expected <> 0 AND actual <> 0 OR %s)\n"
            "   AND abs(expected - actual) <= (SELECT micro_or_count FROM main.policy\n"
            "                                   WHERE name = 'penny');\n",
            comparisons[i].name, comparisons[i].expected, comparisons[i].actual,
            comparisons[i].when, comparisons[i].passed);
    enum status status = store_execute(store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}
