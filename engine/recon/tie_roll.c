/* The roll-forward: its closing against the positions in the books, its parts against its
 * closing, and its opening against what was sealed. Per currency. */
#include "recon/tie_parts.h"

#include "money/money_total.h"
#include "source/line.h"

struct roll {
    struct money_total *opening, *closing, *unexplained, *prior_period, *held;
};

static struct roll roll_new(void);
static void roll_free(struct roll *roll);
static enum status read_roll(struct tie_rows *rows, struct str currency, struct roll *roll);
static enum status put_explained(struct tie_rows *rows, struct tie_row *row,
                                 const struct roll *roll);
static enum status put_sealed(struct tie_rows *rows, struct tie_row *row,
                              const struct roll *roll);
static enum status why_not_sealed(struct tie_rows *rows, const char **why);
static enum status put_not_sealed(struct tie_rows *rows, struct tie_row *row,
                                  const struct roll *roll);
static enum status put_held(struct tie_rows *rows, struct tie_row *row,
                            const struct roll *roll);
static enum status put_prior(struct tie_rows *rows, struct tie_row *row,
                             const struct roll *roll);
static enum status add_sum(struct tie_rows *rows, struct str sql, struct str currency,
                           struct money_total *sum);

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
    struct roll roll = roll_new();
    enum status status = read_roll(rows, row.currency, &roll);
    if (status == STATUS_OK)
        status = tie_put_amounts(rows, &row, roll.closing, collectible);
    if (status == STATUS_OK)
        status = put_explained(rows, &row, &roll);
    if (status == STATUS_OK)
        status = put_sealed(rows, &row, &roll);
    roll_free(&roll);
    return status;
}

static struct roll roll_new(void)
{
    return (struct roll){money_total_new(), money_total_new(), money_total_new(),
                         money_total_new(), money_total_new()};
}

static void roll_free(struct roll *roll)
{
    money_total_free(roll->opening);
    money_total_free(roll->closing);
    money_total_free(roll->unexplained);
    money_total_free(roll->prior_period);
    money_total_free(roll->held);
}

/* A currency in which nothing was ever open has no row, and nothing to explain. */
static enum status read_roll(struct tie_rows *rows, struct str currency, struct roll *roll)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status =
        store_query_open(&query, rows->store,
                         STR("SELECT opening, closing, unexplained, prior_period, held "
                             "FROM roll_forward "
                             "WHERE is_total = 1 AND currency = ?1"),
                         rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, currency);
        status = store_query_step(query, &found, rows->failure);
    }
    if (status == STATUS_OK && found) {
        bool good = money_total_add_text(roll->opening, store_query_text(query, 0)) &&
                    money_total_add_text(roll->closing, store_query_text(query, 1)) &&
                    money_total_add_text(roll->unexplained, store_query_text(query, 2)) &&
                    money_total_add_text(roll->prior_period, store_query_text(query, 3)) &&
                    money_total_add_text(roll->held, store_query_text(query, 4));
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
    row->check = "sealed-opening";
    row->basis = STR("");
    enum status status = why_not_sealed(rows, &row->why);
    if (status != STATUS_OK)
        return status;
    if (row->why != NULL)
        return put_not_sealed(rows, row, roll);
    status = put_held(rows, row, roll);
    return status == STATUS_OK ? put_prior(rows, row, roll) : status;
}

/* NULL where the roll-forward opens with a sealed month. */
static enum status why_not_sealed(struct tie_rows *rows, const char **why)
{
    int64_t sealed = 0;
    int64_t opens = 0;
    enum status status = store_read_integer(
        rows->store, STR("SELECT count(*) FROM meta WHERE name = 'sealed_day' AND value <> ''"),
        &sealed, rows->failure);
    if (status == STATUS_OK)
        status = store_read_integer(
            rows->store,
            STR("SELECT count(*) FROM meta AS month CROSS JOIN meta AS roll "
                "WHERE month.name = 'sealed_day' AND roll.name = 'roll_from_day' "
                "AND month.value <> '' AND 0 + month.value + 1 = 0 + roll.value"),
            &opens, rows->failure);
    *why = opens > 0 ? NULL
           : sealed > 0
               ? "the roll-forward does not begin the day after the newest sealed month"
               : "no month was sealed before";
    return status;
}

static enum status put_not_sealed(struct tie_rows *rows, struct tie_row *row,
                                  const struct roll *roll)
{
    struct buffer texts[3] = {0};
    money_total_format(roll->opening, &texts[1]);
    row->not_testable = true;
    enum status status = tie_put(rows, row, false, texts);
    buffer_free(&texts[1]);
    return status;
}

/* What was sealed, against what the lines it held come to today. */
static enum status put_held(struct tie_rows *rows, struct tie_row *row, const struct roll *roll)
{
    struct money_total *sealed = money_total_new();
    row->why =
        "what was sealed does not follow any more from the lines it held: positions that "
        "prior-period.csv names without a file moved; verify the pack of that month";
    enum status status = add_sum(
        rows, STR("SELECT exact_sum(collectible) FROM sealed_closing WHERE currency = ?1"),
        row->currency, sealed);
    if (status == STATUS_OK)
        status = tie_put_amounts(rows, row, sealed, roll->held);
    money_total_free(sealed);
    return status;
}

/* The positions of prior-period.csv, against that part of `adjusted`. */
static enum status put_prior(struct tie_rows *rows, struct tie_row *row,
                             const struct roll *roll)
{
    struct money_total *listed = money_total_new();
    struct money_total *sealed = money_total_new();
    row->check = "prior-period";
    row->why = "prior-period.csv holds more than later files say of sealed months";
    enum status status =
        add_sum(rows, STR("SELECT exact_sum(opening) FROM prior_period WHERE currency = ?1"),
                row->currency, listed);
    if (status == STATUS_OK)
        status =
            add_sum(rows, STR("SELECT exact_sum(sealed) FROM prior_period WHERE currency = ?1"),
                    row->currency, sealed);
    money_total_subtract_total(listed, sealed);
    if (status == STATUS_OK)
        status = tie_put_amounts(rows, row, listed, roll->prior_period);
    money_total_free(listed);
    money_total_free(sealed);
    return status;
}

static enum status add_sum(struct tie_rows *rows, struct str sql, struct str currency,
                           struct money_total *sum)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(&query, rows->store, sql, rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, currency);
        status = store_query_step(query, &found, rows->failure);
    }
    if (status == STATUS_OK && found && store_query_text(query, 0).length > 0) {
        bool good = money_total_add_text(sum, store_query_text(query, 0));
        tie_assert(good);
    }
    store_query_close(query);
    return status;
}
