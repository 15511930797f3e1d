/* Ages of what was open, and of what was past due, on the report's own day: from the positions
 * as they stood then. Ages of open items need billing days that are known; past-due ages need due
 * dates, and an item without one is past nothing. */
#include "recon/tie_ages.h"

#include "store/store_read.h"

/* What was open on a day in one currency, added to the figures. */
struct open_count {
    int64_t open, stand_in, other_currencies;
    day_number oldest; /* billing day */
};

enum { CURRENCY, BILLED_ON, SOURCE, DUE_ON, GROSS, NET, TAX };

struct open_walk {
    struct tie_rows *rows;
    const struct run_facts *facts;
    day_number day;
    bool past_due;
    currency_code currency; /* of the report, else of what is open */
    struct age_figures *figures;
    struct open_count count;
};

static enum status take_uncollected(struct tie_rows *rows, const struct payouts *payouts,
                                    const struct section_facts *section, struct str scope,
                                    currency_code currency, struct age_figures *figures);
static enum status take_past_due(struct tie_rows *rows, const struct payouts *payouts,
                                 const struct section_facts *section, struct str scope,
                                 currency_code currency, struct age_figures *figures);
static enum status take_ages(struct open_walk *walk, struct str scope);
static enum status read_open(struct open_walk *walk);
static void take_open(struct open_walk *walk, const struct store_query *query);
static void add_ages(struct age_figures *figures, enum stated_age age,
                     const struct store_query *query);
static void say_never(const struct open_walk *walk);
static bool is_stand_in(struct str source);

enum status tie_open_ages(struct tie_rows *rows, const struct payouts *payouts)
{
    tie_assert(rows != NULL && payouts != NULL);
    enum status status = tie_ages_read(rows, payouts, STATED_UNCOLLECTED, take_uncollected);
    if (status == STATUS_OK)
        status = tie_ages_read(rows, payouts, STATED_PAST_DUE, take_past_due);
    return status;
}

static enum status take_uncollected(struct tie_rows *rows, const struct payouts *payouts,
                                    const struct section_facts *section, struct str scope,
                                    currency_code currency, struct age_figures *figures)
{
    struct open_walk walk = {.rows = rows,
                             .facts = payouts->facts,
                             .day = section->covers_to,
                             .currency = currency,
                             .figures = figures,
                             .count.oldest = DAY_NONE};
    return take_ages(&walk, scope);
}

static enum status take_past_due(struct tie_rows *rows, const struct payouts *payouts,
                                 const struct section_facts *section, struct str scope,
                                 currency_code currency, struct age_figures *figures)
{
    struct open_walk walk = {.rows = rows,
                             .facts = payouts->facts,
                             .day = section->covers_to,
                             .past_due = true,
                             .currency = currency,
                             .figures = figures,
                             .count.oldest = DAY_NONE};
    return take_ages(&walk, scope);
}

static enum status take_ages(struct open_walk *walk, struct str scope)
{
    currency_code stated = walk->currency;
    enum status status = read_open(walk);
    if (status != STATUS_OK)
        return status;
    if (stated != CURRENCY_NONE)
        walk->count.other_currencies = 0;
    if (walk->count.other_currencies > 0)
        walk->currency = CURRENCY_NONE;
    else if (walk->currency == CURRENCY_NONE)
        walk->currency = walk->facts->base_currency;
    say_never(walk);
    tie_open_unless(walk->facts, walk->day, walk->count.oldest, &walk->figures->unless);
    return tie_put_ages(walk->rows, walk->past_due ? "past-due-ages" : "uncollected-ages",
                        scope, walk->currency, walk->figures);
}

/* What a report says the customer has paid is collected, though not paid out yet. */
static enum status read_open(struct open_walk *walk)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, walk->rows->store,
        STR("SELECT currency, billed_on, billed_on_source, due_on, CASE basis WHEN 'net' "
            "THEN open_gross + min(0, refund_gap) ELSE collectible END, open_net, open_tax "
            "FROM position_cut WHERE cut_day = ?1 AND of_ages = 1 AND billed_lines > 0 "
            "AND in_transit = 0 AND state <> 'cross-currency' "
            "AND (collectible > ?2 OR state = 'uncollected')"),
        walk->rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, walk->day);
        store_query_bind_integer(query, 2, walk->facts->policy.penny.micro);
    }
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, walk->rows->failure);
        if (status != STATUS_OK || !found)
            break;
        take_open(walk, query);
    }
    store_query_close(query);
    return status;
}

static void take_open(struct open_walk *walk, const struct store_query *query)
{
    currency_code currency = CURRENCY_NONE;
    struct open_count *count = &walk->count;
    day_number billed_on = store_query_day(query, BILLED_ON);
    day_number due_on = store_query_day(query, DUE_ON);
    currency_parse(store_query_text(query, CURRENCY), &currency);
    if (walk->currency == CURRENCY_NONE)
        walk->currency = currency;
    if (currency != walk->currency) {
        count->other_currencies++;
        return;
    }
    count->open++;
    count->stand_in += is_stand_in(store_query_text(query, SOURCE)) || billed_on == DAY_NONE;
    if (walk->past_due && (due_on == DAY_NONE || due_on >= walk->day))
        return;
    /* an item carried in is open from the day after its list */
    day_number from = str_equal(store_query_text(query, SOURCE), STR("opening"))
                          ? walk->facts->opening_on + 1
                          : billed_on;
    if (count->oldest == DAY_NONE || from < count->oldest)
        count->oldest = from;
    day_number since = walk->past_due ? due_on : billed_on;
    if (since != DAY_NONE)
        add_ages(walk->figures, stated_age_of((int64_t)walk->day - since), query);
    add_ages(walk->figures, STATED_AGE_ALL, query);
}

static void add_ages(struct age_figures *figures, enum stated_age age,
                     const struct store_query *query)
{
    struct money net = store_query_money(query, NET);
    struct money tax = store_query_money(query, TAX);
    bool net_unknown = store_query_is_null(query, NET);
    figures->unknown[BASIS_NET_AMOUNT] |= net_unknown;
    figures->unknown[BASIS_NET_WITH_TAX] |= net_unknown || store_query_is_null(query, TAX);
    money_total_add(figures->computed[age][BASIS_GROSS_AMOUNT],
                    store_query_money(query, GROSS));
    money_total_add(figures->computed[age][BASIS_NET_AMOUNT], net);
    money_total_add(figures->computed[age][BASIS_NET_WITH_TAX], net);
    money_total_add(figures->computed[age][BASIS_NET_WITH_TAX], tax);
}

static void say_never(const struct open_walk *walk)
{
    struct buffer *never = &walk->figures->never;
    if (never->length > 0)
        return;
    if (walk->count.other_currencies > 0)
        buffer_add_c(never, "open items are in several currencies, and the report names none");
    else if (!walk->past_due && walk->count.stand_in > 0)
        buffer_format(never, "the billing day of %lld of %lld open items is a stand-in",
                      (long long)walk->count.stand_in, (long long)walk->count.open);
}

static bool is_stand_in(struct str source)
{
    return !str_equal(source, STR("invoice")) && !str_equal(source, STR("opening"));
}

void tie_open_unless(const struct run_facts *facts, day_number day, day_number oldest_open,
                     struct buffer *unless)
{
    const struct cut_day *cut = NULL;
    char text[DAY_TEXT_BYTES];
    tie_assert(facts != NULL && unless != NULL);
    for (size_t at = 0; at < facts->cut_count; at++)
        if (facts->cuts[at].day == day)
            cut = &facts->cuts[at];
    if (cut == NULL)
        return;
    const struct role_window *billed = &cut->windows[ROLE_BILLED];
    const struct role_window *paid = &cut->windows[ROLE_DISBURSED];
    if (billed->known_to == DAY_NONE)
        buffer_add_c(unless, "no billed report up to that day is loaded");
    else if (paid->known_to == DAY_NONE)
        buffer_add_c(unless, "no payout report up to that day is loaded");
    else if (day > billed->known_to)
        buffer_format(unless, "bills after %s are not loaded",
                      day_format(billed->known_to, text));
    else if (day > paid->known_to)
        buffer_format(unless, "payouts after %s are not loaded",
                      day_format(paid->known_to, text));
    else if (day < billed->back_from)
        buffer_format(unless, "bills before %s are not loaded, and may be open",
                      day_format(billed->known_from, text));
    else if (oldest_open != DAY_NONE && oldest_open < paid->known_from)
        buffer_format(unless, "payouts before %s are not loaded",
                      day_format(paid->known_from, text));
}
