/* Penny differences: both sides are present, and differ by no more than penny. One statement
 * says so, for the pages that list them, the budget that bounds them and the rule that counts
 * them. */
#include "recon/check_parts.h"

/* The sides of every comparison, the earlier source first. Resold items are compared by net. */
static const struct {
    const char *name, *when, *expected, *actual;
} comparisons[] = {
    {"gross", "basis = 'gross'", "billed_gross", "disbursed_gross"},
    {"net", "basis = 'net'", "billed_net_x", "disbursed_net_x"},
    {"refund", "basis = 'gross'", "billed_refund", "disbursed_refund"},
    {"fee", "opening_lines = 0", "billed_fee", "disbursed_fee"},
    {"fee_refund", "opening_lines = 0", "billed_fee_refund", "disbursed_fee_refund"},
    {"tax", "1", "billed_tax + billed_tax_refund", "disbursed_tax + disbursed_tax_refund"},
    {"tax_report", "1", "tax_calculated", "disbursed_tax + disbursed_tax_refund"},
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
            "  FROM (SELECT position_id, %s AS expected, %s AS actual\n"
            "          FROM main.position_active\n"
            "         WHERE state <> 'cross-currency' AND %s)\n"
            " WHERE expected <> 0 AND actual <> 0 AND expected <> actual\n"
            "   AND abs(expected - actual) <= (SELECT micro_or_count FROM main.policy\n"
            "                                   WHERE name = 'penny');\n",
            comparisons[i].name, comparisons[i].expected, comparisons[i].actual,
            comparisons[i].when);
    enum status status = store_execute(store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}
