/* The roll-forward: its closing against the positions in the books, its parts against its
 * closing, and its opening against what was sealed. Per currency. */
#include "recon/tie_parts.h"

#include "money/money_total.h"
#include "source/line.h"

struct roll {
    struct money_total *opening, *closing, *unexplained;
};

static enum status read_roll(struct tie_rows *rows, struct str currency, struct roll *roll);
static enum status put_explained(struct tie_rows *rows, struct tie_row *row,
                                 const struct roll *roll);
static enum status put_sealed(struct tie_rows *rows, struct tie_row *row,
                              const struct roll *roll);

enum status tie_roll(struct tie_rows *rows, currency_code currency,
                     const struct money_total *collectible)
{
    tie_assert(rows != NULL && collectible != NULL);
    char text[CURRENCY_TEXT_BYTES];
    struct tie_row row = {.check = "roll-forward",
                          .scope = STR("all"),
                          .currency = str_from(currency_format(currency, text)),
                          .basis = STR("closing"),
                          .why = "its closing is not the open balance"};
    struct roll roll = {money_total_new(), money_total_new(), money_total_new()};
    enum status status = read_roll(rows, row.currency, &roll);
    if (status == STATUS_OK)
        status = tie_put_amounts(rows, &row, roll.closing, collectible);
    if (status == STATUS_OK)
        status = put_explained(rows, &row, &roll);
    if (status == STATUS_OK)
        status = put_sealed(rows, &row, &roll);
    money_total_free(roll.opening);
    money_total_free(roll.closing);
    money_total_free(roll.unexplained);
    return status;
}

/* A currency in which nothing was ever open has no row, and nothing to explain. */
static enum status read_roll(struct tie_rows *rows, struct str currency, struct roll *roll)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status =
        store_query_open(&query, rows->store,
                         STR("SELECT opening, closing, unexplained FROM roll_forward "
                             "WHERE is_total = 1 AND currency = ?1"),
                         rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, currency);
        status = store_query_step(query, &found, rows->failure);
    }
    if (status == STATUS_OK && found) {
        bool good = money_total_add_text(roll->opening, store_query_text(query, 0)) &&
                    money_total_add_text(roll->closing, store_query_text(query, 1)) &&
                    money_total_add_text(roll->unexplained, store_query_text(query, 2));
        tie_assert(good);
    }
    store_query_close(query);
    return status;
}

/* Opening and parts, against closing. */
static enum status put_explained(struct tie_rows *rows, struct tie_row *row,
                                 const struct roll *roll)
{
    struct money_total *explained = money_total_new();
    money_total_add_total(explained, roll->closing);
    money_total_subtract_total(explained, roll->unexplained);
    row->basis = STR("explained");
    row->why = "opening and what moved it do not add up to closing";
    enum status status = tie_put_amounts(rows, row, explained, roll->closing);
    money_total_free(explained);
    return status;
}

static enum status put_sealed(struct tie_rows *rows, struct tie_row *row,
                              const struct roll *roll)
{
    struct buffer texts[3] = {0};
    money_total_format(roll->opening, &texts[1]);
    row->check = "sealed-opening";
    row->basis = STR("");
    row->not_testable = true;
    row->why = "no month was sealed before";
    enum status status = tie_put(rows, row, false, texts);
    buffer_free(&texts[1]);
    return status;
}
