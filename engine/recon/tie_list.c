/* The newest list of open items not after as_of: its sum against what was open that day, net,
 * and item by item. Items the rules about the list name are counted here, so that a sum which
 * they explain is not told twice. */
#include "recon/tie_ages.h"

#include "base/arena.h"
#include "store/store_read.h"

#include <stdlib.h>

/* The list and the positions of one currency. */
struct list_sums {
    currency_code currency;
    struct money_total *listed, *open;
    int64_t items; /* on the list, or missing from it */
    int64_t differ, net_unknown;
    day_number oldest;
};

struct list_walk {
    struct tie_rows *rows;
    const struct run_facts *facts;
    day_number day;
    struct list_sums *sums;
    size_t count;
};

enum { CURRENCY, LISTED, OPEN_NET, IS_OPEN, NAMED, BILLED_ON, SOURCE };

static day_number newest_list(const struct run_facts *facts);
static enum status read_lists(struct list_walk *walk, struct buffer *scope);
static enum status read_list(struct list_walk *walk, size_t section);
static enum status read_positions(struct list_walk *walk);
static void take_position(struct list_walk *walk, const struct store_query *query);
static struct list_sums *sums_of(struct list_walk *walk, currency_code currency);
static enum status put_list(struct list_walk *walk, struct list_sums *sums, struct str scope);

enum status tie_list(struct tie_rows *rows, const struct run_facts *facts)
{
    tie_assert(rows != NULL && facts != NULL);
    struct list_walk walk = {.rows = rows, .facts = facts, .day = newest_list(facts)};
    struct buffer scope = {0};
    if (walk.day == DAY_NONE)
        return STATUS_OK;
    enum status status = read_lists(&walk, &scope);
    if (status == STATUS_OK)
        status = read_positions(&walk);
    for (size_t at = 0; status == STATUS_OK && at < walk.count; at++)
        status = put_list(&walk, &walk.sums[at], buffer_str(&scope));
    for (size_t at = 0; at < walk.count; at++) {
        money_total_free(walk.sums[at].listed);
        money_total_free(walk.sums[at].open);
    }
    free(walk.sums);
    buffer_free(&scope);
    return status;
}

static day_number newest_list(const struct run_facts *facts)
{
    for (size_t at = 0; at < facts->cut_count; at++)
        if (facts->cuts[at].of_list)
            return facts->cuts[at].day;
    return DAY_NONE;
}

/* Several lists of that day speak together; the first in canonical order gives the name. */
static enum status read_lists(struct list_walk *walk, struct buffer *scope)
{
    enum status status = STATUS_OK;
    const struct run_facts *facts = walk->facts;
    for (size_t rank = 0; status == STATUS_OK && rank < facts->section_count; rank++)
        for (size_t at = 0; status == STATUS_OK && at < facts->section_count; at++) {
            const struct section_facts *section = &facts->sections[at];
            if (section->canonical != rank || section->superseded ||
                section->era->family->role != ROLE_STATED_OPEN ||
                section->covers_to != walk->day)
                continue;
            if (scope->length == 0)
                stated_scope(facts, section, scope);
            status = read_list(walk, at);
        }
    return status;
}

/* All its lines, also those without a reference. */
static enum status read_list(struct list_walk *walk, size_t section)
{
    struct store_query *query = NULL;
    bool found = true;
    int64_t first = (int64_t)section << 32;
    enum status status = store_query_open(
        &query, walk->rows->store,
        STR("SELECT coalesce(l.currency, r.currency, own.currency), exact_sum(l.net) "
            "FROM line_stated_open AS l LEFT JOIN reference_currency AS r USING (reference_id) "
            "LEFT JOIN line_currency AS own USING (line_id) "
            "WHERE l.line_id BETWEEN ?1 AND ?2 GROUP BY 1 ORDER BY 1"),
        walk->rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, first);
        store_query_bind_integer(query, 2, first | UINT32_MAX);
    }
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, walk->rows->failure);
        if (status != STATUS_OK || !found)
            break;
        currency_code currency = walk->facts->base_currency;
        currency_parse(store_query_text(query, 0), &currency);
        bool good =
            money_total_add_text(sums_of(walk, currency)->listed, store_query_text(query, 1));
        tie_assert(good);
    }
    store_query_close(query);
    return status;
}

/* Open as the rules about the list see it: listed-not-billed, listed-but-collected,
 * listed-amount-differs, missing-from-uncollected-list. */
static enum status read_positions(struct list_walk *walk)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, walk->rows->store,
        STR("SELECT currency, listed, open_net, is_open, CASE "
            "WHEN listed = 1 AND billed_lines_as_of = 0 THEN 1 "
            "WHEN listed = 1 AND billed_lines > 0 AND paid > 0 AND collectible <= ?2 THEN 1 "
            "WHEN listed = 1 AND billed_lines > 0 AND is_open "
            "AND abs(listed_net - open_net) > ?2 THEN 1 "
            "WHEN listed = 0 AND reference_listed = 0 AND is_open THEN 1 ELSE 0 END, "
            "billed_on, billed_on_source FROM (SELECT *, "
            "billed_lines > 0 AND (listed = 1 OR in_transit = 0) AND (collectible > ?2 OR "
            "state = 'uncollected') AS is_open, CASE basis WHEN 'net' THEN disbursed_net_x "
            "ELSE disbursed_gross END AS paid FROM position_cut "
            "WHERE cut_day = ?1 AND of_list = 1 AND state <> 'cross-currency')"),
        walk->rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, walk->day);
        store_query_bind_integer(query, 2, walk->facts->policy.penny.micro);
    }
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, walk->rows->failure);
        if (status != STATUS_OK || !found)
            break;
        take_position(walk, query);
    }
    store_query_close(query);
    return status;
}

static void take_position(struct list_walk *walk, const struct store_query *query)
{
    currency_code currency = CURRENCY_NONE;
    currency_parse(store_query_text(query, CURRENCY), &currency);
    struct list_sums *sums = sums_of(walk, currency);
    bool listed = store_query_integer(query, LISTED) != 0;
    bool open = store_query_integer(query, IS_OPEN) != 0;
    bool named = store_query_integer(query, NAMED) != 0;
    if (!listed && !open)
        return;
    sums->items++;
    sums->differ += named;
    if (!open)
        return;
    sums->net_unknown += store_query_is_null(query, OPEN_NET);
    money_total_add(sums->open, store_query_money(query, OPEN_NET));
    day_number from = str_equal(store_query_text(query, SOURCE), STR("opening"))
                          ? walk->facts->opening_on + 1
                          : store_query_day(query, BILLED_ON);
    if (sums->oldest == DAY_NONE || from < sums->oldest)
        sums->oldest = from;
}

static struct list_sums *sums_of(struct list_walk *walk, currency_code currency)
{
    for (size_t at = 0; at < walk->count; at++)
        if (walk->sums[at].currency == currency)
            return &walk->sums[at];
    walk->sums = memory_resize(walk->sums, walk->count + 1, sizeof *walk->sums);
    walk->sums[walk->count] = (struct list_sums){.currency = currency,
                                                 .listed = money_total_new(),
                                                 .open = money_total_new(),
                                                 .oldest = DAY_NONE};
    return &walk->sums[walk->count++];
}

static enum status put_list(struct list_walk *walk, struct list_sums *sums, struct str scope)
{
    char currency[CURRENCY_TEXT_BYTES];
    struct buffer unless = {0};
    struct tie_row row = {.check = "uncollected-list",
                          .stated = true,
                          .scope = scope,
                          .currency = str_from(currency_format(sums->currency, currency)),
                          .basis = STR("net"),
                          .why = "the open positions do not add up to it"};
    bool near = tie_is_near(walk->rows, sums->listed, sums->open);
    tie_open_unless(walk->facts, walk->day, sums->oldest, &unless);
    if (sums->net_unknown > 0) {
        row.why = "the net of items carried in by an opening list is not known";
        row.not_testable = true;
    } else if (!near && sums->differ == 0 && unless.length > 0) {
        row.why = buffer_c(&unless);
        row.not_testable = true;
    }
    enum status status = tie_put_amounts(walk->rows, &row, sums->listed, sums->open);
    row.check = "uncollected-items";
    row.basis = STR("items");
    row.not_testable = false;
    row.why =
        "items on one side only or of another amount: findings and timing items name each";
    if (status == STATUS_OK)
        status = tie_put_counts(walk->rows, &row, sums->items, sums->items - sums->differ);
    buffer_free(&unless);
    return status;
}
