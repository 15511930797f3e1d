/* The filing worksheet against the positions, per currency: what a seller files must be what was
 * calculated, and what it holds of tax must stand in some row. The worksheet is gathered from
 * lines, the positions are read from the books. */
#include "money/money_total.h"
#include "recon/stored_sums.h"
#include "recon/tie_parts.h"

enum { TAX_SUMS = 3 };

static const char *const scopes[TAX_SUMS] = {"tax", "tax_collected", "tax_refund_disbursed"};

static const char currencies_known[] = "SELECT currency FROM population UNION SELECT currency "
                                       "FROM tax_jurisdiction ORDER BY currency";

/* Tax of the seller's rows; payouts of all rows. */
static const char of_worksheet[] =
    "SELECT exact_sum(tax) FILTER (WHERE liable_party = 'seller'),\n"
    "       exact_sum(tax_refund) FILTER (WHERE liable_party = 'seller'),\n"
    "       exact_sum(tax_collected), exact_sum(tax_refund_disbursed), count(*)\n"
    "  FROM tax_jurisdiction WHERE currency = ?1";

static const char of_active[] =
    "SELECT exact_sum(tax_calculated), '0.00', exact_sum(disbursed_tax),\n"
    "       exact_sum(disbursed_tax_refund), 0\n"
    "  FROM position_active WHERE currency = ?1 AND state <> 'cross-currency'";

/* A position at rest has no refund, and the same tax on both sides. */
static const char of_rest[] =
    "SELECT exact_sum(tax_calculated), '0.00', exact_sum(tax), '0.00', 0\n"
    "  FROM rest_sum WHERE currency = ?1";

static enum status tie_currency(struct tie_rows *rows, struct str currency);
static enum status add_sums(struct tie_rows *rows, const char *sql, struct str currency,
                            struct money_total **sums, int64_t *count);
static enum status put_sums(struct tie_rows *rows, struct str currency,
                            struct money_total **positions, struct money_total **worksheet);

enum status tie_tax(struct tie_rows *rows)
{
    struct store_query *query = NULL;
    bool found = false;
    tie_assert(rows != NULL && rows->store != NULL);
    enum status status = stored_sums_take(rows->store, rows->failure);
    if (status == STATUS_OK)
        status =
            store_query_open(&query, rows->store, str_from(currencies_known), rows->failure);
    if (status == STATUS_OK)
        status = store_query_step(query, &found, rows->failure);
    while (status == STATUS_OK && found) {
        status = tie_currency(rows, store_query_text(query, 0));
        if (status == STATUS_OK)
            status = store_query_step(query, &found, rows->failure);
    }
    store_query_close(query);
    return status;
}

/* A currency without tax, and without a row of the worksheet, has nothing to hold together. */
static enum status tie_currency(struct tie_rows *rows, struct str currency)
{
    struct money_total *positions[TAX_SUMS];
    struct money_total *worksheet[TAX_SUMS];
    int64_t count = 0;
    bool any = false;
    for (int sum = 0; sum < TAX_SUMS; sum++) {
        positions[sum] = money_total_new();
        worksheet[sum] = money_total_new();
    }
    enum status status = add_sums(rows, of_worksheet, currency, worksheet, &count);
    if (status == STATUS_OK)
        status = add_sums(rows, of_active, currency, positions, &count);
    if (status == STATUS_OK)
        status = add_sums(rows, of_rest, currency, positions, &count);
    for (int sum = 0; sum < TAX_SUMS; sum++)
        any = any || money_total_sign(positions[sum]) != 0;
    if (status == STATUS_OK && (any || count > 0))
        status = put_sums(rows, currency, positions, worksheet);
    for (int sum = 0; sum < TAX_SUMS; sum++) {
        money_total_free(positions[sum]);
        money_total_free(worksheet[sum]);
    }
    return status;
}

/* Four sums and a number of rows; tax and its refunds are one. No rows have no sums. */
static enum status add_sums(struct tie_rows *rows, const char *sql, struct str currency,
                            struct money_total **sums, int64_t *count)
{
    static const int into[] = {0, 0, 1, 2};
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(&query, rows->store, str_from(sql), rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, currency);
        status = store_query_step(query, &found, rows->failure);
    }
    for (int column = 0; status == STATUS_OK && column < (int)array_count(into); column++) {
        if (store_query_is_null(query, column))
            continue;
        bool good = money_total_add_text(sums[into[column]], store_query_text(query, column));
        tie_assert(good);
    }
    if (status == STATUS_OK)
        *count += store_query_integer(query, (int)array_count(into));
    store_query_close(query);
    return status;
}

static enum status put_sums(struct tie_rows *rows, struct str currency,
                            struct money_total **positions, struct money_total **worksheet)
{
    enum status status = STATUS_OK;
    for (int sum = 0; status == STATUS_OK && sum < TAX_SUMS; sum++) {
        const struct tie_row row = {
            .check = "tax-jurisdictions",
            .scope = str_from(scopes[sum]),
            .currency = currency,
            .why = "the filing worksheet does not add up to the positions",
        };
        status = tie_put_amounts(rows, &row, positions[sum], worksheet[sum]);
    }
    return status;
}
