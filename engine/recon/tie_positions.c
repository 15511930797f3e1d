/* Positions: what tally counted while they passed, against the positions in the books, per
 * currency. */
#include "recon/stored_sums.h"
#include "recon/tie_parts.h"

#include "base/arena.h"
#include "money/money_total.h"
#include "source/line.h"

#include <stdlib.h>

/* One currency's positions as the books hold them: cross-currency ones apart. */
struct currency_books {
    currency_code currency;
    int64_t positions, cross_positions;
    struct money_total *collectible, *cross_collectible, *tax_difference;
};

struct books {
    struct currency_books *of;
    size_t count;
};

static enum status books_read(struct books *books, struct tie_rows *rows);
static enum status read_active(struct books *books, struct tie_rows *rows);
static enum status read_rest(struct books *books, struct tie_rows *rows);
static enum status know_currencies(struct books *books, struct tie_rows *rows);
static struct currency_books *books_of(struct books *books, currency_code currency);
static void books_free(struct books *books);
static enum status tie_buckets(struct tie_rows *rows, const struct currency_books *own,
                               const char *check, const char *basis);
static enum status tie_report(struct tie_rows *rows, const struct currency_books *own,
                              const char *report);
static enum status read_table(struct tie_rows *rows, const char *sql, struct str key,
                              struct str currency, int64_t *positions,
                              struct money_total *amount);

enum status tie_positions(struct tie_rows *rows)
{
    static const char *const reports[] = {"uncollected", "refunds", "net-terms",
                                          "tax-collection", "currencies"};
    struct books books = {0};
    enum status status = books_read(&books, rows);
    for (size_t i = 0; status == STATUS_OK && i < books.count; i++) {
        status = tie_buckets(rows, &books.of[i], "ageing-billing", "billing");
        if (status == STATUS_OK)
            status = tie_buckets(rows, &books.of[i], "ageing-due", "due");
        if (status == STATUS_OK)
            status = tie_roll(rows, books.of[i].currency, books.of[i].collectible);
        for (size_t at = 0; status == STATUS_OK && at < array_count(reports); at++)
            status = tie_report(rows, &books.of[i], reports[at]);
    }
    books_free(&books);
    return status;
}

/* --- the positions -------------------------------------------------------------------------
 */

static enum status books_read(struct books *books, struct tie_rows *rows)
{
    tie_assert(rows != NULL && rows->store != NULL);
    enum status status = stored_sums_take(rows->store, rows->failure);
    if (status == STATUS_OK)
        status = know_currencies(books, rows);
    if (status == STATUS_OK)
        status = read_active(books, rows);
    if (status == STATUS_OK)
        status = read_rest(books, rows);
    return status;
}

/* Those that tally met, so that a currency without positions in the books shows too. */
static enum status know_currencies(struct books *books, struct tie_rows *rows)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(&query, rows->store,
                                          STR("SELECT currency FROM population UNION "
                                              "SELECT currency FROM ageing UNION "
                                              "SELECT currency FROM sealed_closing "
                                              "ORDER BY currency"),
                                          rows->failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        currency_code currency = CURRENCY_NONE;
        currency_parse(store_query_text(query, 0), &currency);
        books_of(books, currency);
    }
    store_query_close(query);
    return status;
}

static enum status read_active(struct books *books, struct tie_rows *rows)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, rows->store,
        STR("SELECT currency, state = 'cross-currency', count(*), exact_sum(collectible), "
            "exact_sum(tax_difference) FROM position_active GROUP BY 1, 2 ORDER BY 1, 2"),
        rows->failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        currency_code currency = CURRENCY_NONE;
        currency_parse(store_query_text(query, 0), &currency);
        struct currency_books *own = books_of(books, currency);
        bool cross = store_query_integer(query, 1) != 0;
        *(cross ? &own->cross_positions : &own->positions) += store_query_integer(query, 2);
        bool good = money_total_add_text(cross ? own->cross_collectible : own->collectible,
                                         store_query_text(query, 3));
        if (!cross)
            good =
                good && money_total_add_text(own->tax_difference, store_query_text(query, 4));
        tie_assert(good);
    }
    store_query_close(query);
    return status;
}

/* They were counted beside other work: nothing is open in them. */
static enum status read_rest(struct books *books, struct tie_rows *rows)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, rows->store, STR("SELECT currency, positions FROM rest_sum"), rows->failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        currency_code currency = CURRENCY_NONE;
        currency_parse(store_query_text(query, 0), &currency);
        books_of(books, currency)->positions += store_query_integer(query, 1);
    }
    store_query_close(query);
    return status;
}

static struct currency_books *books_of(struct books *books, currency_code currency)
{
    for (size_t i = 0; i < books->count; i++)
        if (books->of[i].currency == currency)
            return &books->of[i];
    books->of = memory_resize(books->of, books->count + 1, sizeof *books->of);
    books->of[books->count] = (struct currency_books){.currency = currency,
                                                      .collectible = money_total_new(),
                                                      .cross_collectible = money_total_new(),
                                                      .tax_difference = money_total_new()};
    return &books->of[books->count++];
}

static void books_free(struct books *books)
{
    for (size_t i = 0; i < books->count; i++) {
        money_total_free(books->of[i].collectible);
        money_total_free(books->of[i].cross_collectible);
        money_total_free(books->of[i].tax_difference);
    }
    free(books->of);
}

/* --- against them --------------------------------------------------------------------------
 */

static enum status tie_buckets(struct tie_rows *rows, const struct currency_books *own,
                               const char *check, const char *basis)
{
    char currency[CURRENCY_TEXT_BYTES];
    struct tie_row row = {.check = check,
                          .scope = STR("all"),
                          .currency = str_from(currency_format(own->currency, currency)),
                          .why = "the buckets do not add up to the open balance"};
    struct money_total *amount = money_total_new();
    int64_t positions = 0;
    enum status status = read_table(
        rows, "SELECT positions, amount FROM ageing WHERE basis = ?1 AND currency = ?2",
        str_from(basis), row.currency, &positions, amount);
    if (status == STATUS_OK)
        status = tie_put_amounts(rows, &row, amount, own->collectible);
    money_total_free(amount);
    return status;
}

/* Two rows: how many positions, and their amount. A run without any of another currency has no
 * row of report currencies. */
static enum status tie_report(struct tie_rows *rows, const struct currency_books *own,
                              const char *report)
{
    char currency[CURRENCY_TEXT_BYTES];
    struct tie_row row = {.check = "populations",
                          .scope = str_from(report),
                          .currency = str_from(currency_format(own->currency, currency)),
                          .basis = STR("positions"),
                          .why = "the statuses do not add up to the positions"};
    struct money_total *amount = money_total_new();
    int64_t positions = 0;
    bool cross = str_equal(row.scope, STR("currencies"));
    const struct money_total *books = cross ? own->cross_collectible : own->collectible;
    if (str_equal(row.scope, STR("tax-collection")))
        books = own->tax_difference;
    enum status status = read_table(
        rows, "SELECT positions, amount FROM population WHERE report = ?1 AND currency = ?2",
        row.scope, row.currency, &positions, amount);
    bool nothing = cross && positions == 0 && own->cross_positions == 0;
    if (status == STATUS_OK && !nothing)
        status = tie_put_counts(rows, &row, positions,
                                cross ? own->cross_positions : own->positions);
    row.basis = STR("amount");
    if (status == STATUS_OK && !nothing)
        status = tie_put_amounts(rows, &row, amount, books);
    money_total_free(amount);
    return status;
}

static enum status read_table(struct tie_rows *rows, const char *sql, struct str key,
                              struct str currency, int64_t *positions,
                              struct money_total *amount)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(&query, rows->store, str_from(sql), rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, key);
        store_query_bind_text(query, 2, currency);
    }
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        *positions += store_query_integer(query, 0);
        bool good = money_total_add_text(amount, store_query_text(query, 1));
        tie_assert(good);
    }
    store_query_close(query);
    return status;
}
