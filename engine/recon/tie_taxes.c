/* Total Tax against its jurisdiction rows, and billed tax against the tax report. Rules name each
 * total and each position that differs, so a verdict is theirs: off where one differs by more
 * than a penny, even when such differences cancel out. */
#include "recon/tie_stated_parts.h"

#include "store/store_read.h"

enum { SCOPE, CURRENCY, REPORTED, COMPUTED, COUNT, APART, OFF, ELSEWHERE };

static enum status tie_rows_of(struct tie_rows *rows, const char *sql, const char *check,
                               const char *basis, const char *what);
static enum status tie_row_of(struct tie_rows *rows, const struct store_query *query,
                              const char *check, const char *basis, const char *what);

enum status tie_taxes(struct tie_rows *rows)
{
    tie_assert(rows != NULL && rows->store != NULL);
    enum status status =
        tie_rows_of(rows,
                    "SELECT file.short_name, currency, reported, computed, 1, apart, "
                    "(SELECT count(*) FROM tax_check JOIN section "
                    "ON section.section_id = tax_check.line_id >> 32 "
                    "JOIN line_taxed USING (line_id) "
                    "WHERE tax_check.check_name = 'total' AND section.file_id = file.file_id "
                    "AND line_taxed.currency = tax_total.currency), 0 "
                    "FROM tax_total JOIN file USING (file_id) ORDER BY 1, 2",
                    "tax-totals", "tax of all rows", "totals are not the sum of their rows");
    if (status == STATUS_OK)
        status =
            tie_rows_of(rows,
                        "SELECT 'all', currency, billed, calculated, positions, apart, off, "
                        "elsewhere FROM billed_tax ORDER BY currency",
                        "billed-tax", "seller-liable tax",
                        "references differ between the bill and the tax report");
    return status;
}

static enum status tie_rows_of(struct tie_rows *rows, const char *sql, const char *check,
                               const char *basis, const char *what)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(&query, rows->store, str_from(sql), rows->failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        status = tie_row_of(rows, query, check, basis, what);
    }
    store_query_close(query);
    return status;
}

static enum status tie_row_of(struct tie_rows *rows, const struct store_query *query,
                              const char *check, const char *basis, const char *what)
{
    struct buffer why = {0};
    struct money_total *reported = money_total_new();
    struct money_total *computed = money_total_new();
    int64_t off = store_query_integer(query, OFF);
    struct tie_row row = {.check = check,
                          .stated = true,
                          .scope = store_query_text(query, SCOPE),
                          .currency = store_query_text(query, CURRENCY),
                          .basis = str_from(basis),
                          .judged = true,
                          .verdict = off > 0                                 ? TIE_OFF
                                     : store_query_integer(query, APART) > 0 ? TIE_PENNY
                                                                             : TIE_TIES};
    bool good = money_total_add_text(reported, store_query_text(query, REPORTED)) &&
                money_total_add_text(computed, store_query_text(query, COMPUTED));
    tie_assert(good);
    row.not_testable = store_query_integer(query, COUNT) == 0;
    row.why_always = store_query_integer(query, ELSEWHERE) > 0;
    if (off > 0)
        buffer_format(&why, "%lld %s", (long long)off, what);
    else if (row.verdict == TIE_PENNY)
        buffer_add_c(&why, "within a penny each");
    if (row.why_always)
        buffer_format(&why, "%s%lld of days no tax report or bill is known for left out",
                      why.length > 0 ? "; " : "",
                      (long long)store_query_integer(query, ELSEWHERE));
    row.why = buffer_c(&why);
    enum status status = tie_put_amounts(rows, &row, reported, computed);
    buffer_free(&why);
    money_total_free(reported);
    money_total_free(computed);
    return status;
}
