/* Sums of the stored lines. Lines stand in the order of their tables, so each table is one
 * range of ids. Columns that were read as zero on every line are not summed but tested to be
 * zero, all at once; a table whose totals name one currency is not grouped but tested to hold
 * that one. When a test fails, the table is summed in full. */
#include "recon/stored_sums.h"

#include "base/arena.h"
#include "money/money_total.h"
#include "source/line.h"
#include "store/store_read.h"
#include "store/store_write.h"

#include <stdlib.h>

/* Where the lines of a role lie, and which amounts their rows hold. */
struct role_lines {
    enum role role;
    const char *table;
    uint32_t components; /* COMPONENT_BIT */
    bool references;     /* rows have a reference_id */
};

/* The sums of one section, of one stated currency and one taken for it. */
struct sum_group {
    currency_code currency, taken;
    struct money_total *totals[COMPONENT_COUNT];
};

struct sum_section {
    struct store *store;
    int64_t section_id;
    const struct role_lines *lines;
    uint32_t live; /* components to sum */
    bool grouped;  /* by currency; else all lines state `stated` */
    currency_code stated;
    struct sum_group *groups;
    size_t group_count;
};

#define BITS_OF_POSITION (COMPONENT_BIT(COMPONENT_POSITION_COUNT) - 1)

static const struct role_lines role_tables[] = {
    {ROLE_BILLED, "line_billed", BITS_OF_POSITION, true},
    {ROLE_DISBURSED, "line_disbursed", BITS_OF_POSITION, true},
    {ROLE_STATED_OPEN, "line_stated_open",
     COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_FEE) |
         COMPONENT_BIT(COMPONENT_REFUND) | COMPONENT_BIT(COMPONENT_FEE_REFUND) |
         COMPONENT_BIT(COMPONENT_NET),
     true},
    {ROLE_TAXED, "line_taxed",
     COMPONENT_BIT(COMPONENT_TAX_AMOUNT) | COMPONENT_BIT(COMPONENT_TOTAL_TAX) |
         COMPONENT_BIT(COMPONENT_TAXABLE) | COMPONENT_BIT(COMPONENT_NONTAXABLE) |
         COMPONENT_BIT(COMPONENT_PRICE),
     true},
    {ROLE_OPENING, "line_opening",
     COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_REFUND) |
         COMPONENT_BIT(COMPONENT_TAX),
     true},
    {ROLE_STATED_TOTAL, "line_stated_total",
     COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_NET) |
         COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND) |
         COMPONENT_BIT(COMPONENT_PAYOUT) | COMPONENT_BIT(COMPONENT_AGE_30) |
         COMPONENT_BIT(COMPONENT_AGE_60) | COMPONENT_BIT(COMPONENT_AGE_90) |
         COMPONENT_BIT(COMPONENT_AGE_120) | COMPONENT_BIT(COMPONENT_AGE_OVER) |
         COMPONENT_BIT(COMPONENT_AGE_ALL),
     false},
};

static enum status fill(struct store *store, struct failure *failure);
static const struct role_lines *lines_of(struct str role);
static enum status take_section(struct sum_section *section, struct store_query *totals,
                                bool any_taken, struct failure *failure);
static enum status read_live(struct sum_section *section, struct store_query *totals,
                             struct failure *failure);
static enum status sum_lines(struct sum_section *section, bool *as_expected,
                             struct failure *failure);
static enum status sum_taken(struct sum_section *section, struct failure *failure);
static void add_sums_of(struct buffer *sql, uint32_t live);
static void add_quiet_test(struct buffer *sql, uint32_t quiet);
static enum status open_range(const struct sum_section *section, struct str sql,
                              struct store_query **query, struct failure *failure);
static enum status take_row(struct sum_section *section, const struct store_query *query,
                            int column, struct sum_group *group, struct sum_group *less,
                            struct failure *failure);
static size_t group_at(struct sum_section *section, currency_code currency,
                       currency_code taken);
static void groups_free(struct sum_section *section);
static enum status write_groups(const struct sum_section *section, struct store_insert *insert,
                                struct failure *failure);

enum status stored_sums_take(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    int64_t there = 0;
    enum status status = store_read_integer(
        store, STR("SELECT count(*) FROM sqlite_temp_master WHERE name = 'stored_sum'"), &there,
        failure);
    if (status != STATUS_OK || there > 0)
        return status;
    status = store_execute(store,
                           "CREATE TEMP TABLE stored_sum (section_id INTEGER NOT NULL, "
                           "component TEXT NOT NULL, currency TEXT NOT NULL, "
                           "taken TEXT NOT NULL, sum TEXT NOT NULL, "
                           "PRIMARY KEY (section_id, component, currency, taken)) "
                           "STRICT, WITHOUT ROWID",
                           failure);
    return status == STATUS_OK ? fill(store, failure) : status;
}

static enum status fill(struct store *store, struct failure *failure)
{
    struct store_query *sections = NULL;
    struct store_query *totals = NULL;
    struct store_insert *insert = NULL;
    int64_t any_taken = 0;
    bool found = true;
    enum status status = store_read_integer(
        store, STR("SELECT EXISTS (SELECT 1 FROM reference_currency)"), &any_taken, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, store, "stored_sum", 5, failure);
    if (status == STATUS_OK)
        status =
            store_query_open(&totals, store,
                             STR("SELECT component, currency, nonzero_lines FROM section_total "
                                 "WHERE section_id = ?1"),
                             failure);
    if (status == STATUS_OK)
        status = store_query_open(
            &sections, store, STR("SELECT section_id, role FROM section ORDER BY 1"), failure);
    while (status == STATUS_OK) {
        status = store_query_step(sections, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        struct sum_section section = {.store = store,
                                      .section_id = store_query_integer(sections, 0),
                                      .lines = lines_of(store_query_text(sections, 1))};
        if (section.lines == NULL)
            continue;
        status = take_section(&section, totals, any_taken != 0, failure);
        if (status == STATUS_OK)
            status = write_groups(&section, insert, failure);
        groups_free(&section);
    }
    store_query_close(sections);
    store_query_close(totals);
    store_insert_close(insert);
    return status;
}

static const struct role_lines *lines_of(struct str role)
{
    for (size_t i = 0; i < array_count(role_tables); i++)
        if (str_equal(role_name(role_tables[i].role), role))
            return &role_tables[i];
    return NULL;
}

static enum status take_section(struct sum_section *section, struct store_query *totals,
                                bool any_taken, struct failure *failure)
{
    bool as_expected = true;
    enum status status = read_live(section, totals, failure);
    if (status == STATUS_OK)
        status = sum_lines(section, &as_expected, failure);
    if (status == STATUS_OK && !as_expected) {
        groups_free(section);
        section->live = section->lines->components;
        section->grouped = true;
        status = sum_lines(section, &as_expected, failure);
    }
    bool may_take = section->lines->references && any_taken && section->live != 0;
    if (status == STATUS_OK && may_take)
        status = sum_taken(section, failure);
    return status;
}

/* What was read as not zero, and whether all of it is of one currency. */
static enum status read_live(struct sum_section *section, struct store_query *totals,
                             struct failure *failure)
{
    bool found = true;
    bool first = true;
    store_query_reset(totals);
    store_query_bind_integer(totals, 1, section->section_id);
    for (;;) {
        enum status status = store_query_step(totals, &found, failure);
        if (status != STATUS_OK || !found)
            return status;
        enum component component;
        currency_code currency = CURRENCY_NONE;
        currency_parse(store_query_text(totals, 1), &currency);
        section->grouped = section->grouped || (!first && currency != section->stated);
        section->stated = currency;
        first = false;
        if (component_find(store_query_text(totals, 0), &component) &&
            store_query_integer(totals, 2) > 0)
            section->live |= COMPONENT_BIT(component) & section->lines->components;
    }
}

/* --- one section ---------------------------------------------------------------------------
 */

/* Columns: currency, lines of another currency than expected, lines with an amount expected to
 * be zero, then a sum for each live component. */
static enum status sum_lines(struct sum_section *section, bool *as_expected,
                             struct failure *failure)
{
    struct buffer sql = {0};
    struct store_query *query = NULL;
    bool found = false;
    char text[CURRENCY_TEXT_BYTES];
    buffer_add_c(&sql, section->grouped ? "SELECT currency, 0" : "SELECT ?3, ");
    if (!section->grouped)
        buffer_add_c(&sql, section->live == 0 ? "0" : "sum(currency IS NOT ?3)");
    add_quiet_test(&sql, section->lines->components & ~section->live);
    add_sums_of(&sql, section->live);
    buffer_format(&sql, " FROM %s WHERE line_id BETWEEN ?1 AND ?2%s", section->lines->table,
                  section->grouped ? " GROUP BY currency" : "");
    enum status status = open_range(section, buffer_str(&sql), &query, failure);
    if (status == STATUS_OK && !section->grouped && section->stated != CURRENCY_NONE)
        store_query_bind_text(query, 3, str_from(currency_format(section->stated, text)));
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        currency_code currency = CURRENCY_NONE;
        currency_parse(store_query_text(query, 0), &currency);
        *as_expected = *as_expected && store_query_integer(query, 1) == 0 &&
                       store_query_integer(query, 2) == 0;
        size_t at = group_at(section, currency, CURRENCY_NONE);
        status = take_row(section, query, 3, &section->groups[at], NULL, failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

/* What of the lines without a currency counts in another than the base one moves to a group of
 * its own. */
static enum status sum_taken(struct sum_section *section, struct failure *failure)
{
    struct buffer sql = {0};
    struct store_query *query = NULL;
    bool found = false;
    buffer_add_c(&sql, "SELECT r.currency");
    add_sums_of(&sql, section->live);
    buffer_format(
        &sql,
        " FROM %s AS l CROSS JOIN reference_currency AS r USING (reference_id) "
        "WHERE l.line_id BETWEEN ?1 AND ?2 AND l.currency IS NULL GROUP BY r.currency",
        section->lines->table);
    enum status status = open_range(section, buffer_str(&sql), &query, failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        currency_code taken = CURRENCY_NONE;
        currency_parse(store_query_text(query, 0), &taken);
        size_t at = group_at(section, CURRENCY_NONE, taken);
        size_t base = group_at(section, CURRENCY_NONE, CURRENCY_NONE);
        status =
            take_row(section, query, 1, &section->groups[at], &section->groups[base], failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

static void add_sums_of(struct buffer *sql, uint32_t live)
{
    for (int component = 0; component < COMPONENT_COUNT; component++) {
        struct str name = component_name((enum component)component);
        if (live & COMPONENT_BIT(component))
            buffer_format(sql, ", exact_sum(%.*s)", (int)name.length, name.bytes);
    }
}

static void add_quiet_test(struct buffer *sql, uint32_t quiet)
{
    bool first = true;
    if (quiet == 0) {
        buffer_add_c(sql, ", 0");
        return;
    }
    buffer_add_c(sql, ", sum((");
    for (int component = 0; component < COMPONENT_COUNT; component++) {
        struct str name = component_name((enum component)component);
        if (!(quiet & COMPONENT_BIT(component)))
            continue;
        buffer_format(sql, "%s%.*s", first ? "" : " | ", (int)name.length, name.bytes);
        first = false;
    }
    buffer_add_c(sql, ") <> 0)");
}

static enum status open_range(const struct sum_section *section, struct str sql,
                              struct store_query **query, struct failure *failure)
{
    enum status status = store_query_open(query, section->store, sql, failure);
    if (status != STATUS_OK)
        return status;
    int64_t first = (int64_t)((uint64_t)section->section_id << 32);
    store_query_bind_integer(*query, 1, first);
    store_query_bind_integer(*query, 2, first | UINT32_MAX);
    return STATUS_OK;
}

/* Adds the sums of the current row to `group`, and takes them from `less`. */
static enum status take_row(struct sum_section *section, const struct store_query *query,
                            int column, struct sum_group *group, struct sum_group *less,
                            struct failure *failure)
{
    for (int component = 0; component < COMPONENT_COUNT; component++) {
        if (!(section->live & COMPONENT_BIT(component)))
            continue;
        struct str text = store_query_text(query, column++);
        if (text.length == 0)
            continue;
        struct money_total *sum = money_total_new();
        bool good = money_total_add_text(sum, text);
        if (good) {
            if (group->totals[component] == NULL)
                group->totals[component] = money_total_new();
            money_total_add_total(group->totals[component], sum);
        }
        if (good && less != NULL && less->totals[component] != NULL)
            money_total_subtract_total(less->totals[component], sum);
        money_total_free(sum);
        if (!good)
            return failure_set(failure, STATUS_EVIDENCE, "a stored sum is no amount: %.*s",
                               (int)text.length, text.bytes);
    }
    return STATUS_OK;
}

static size_t group_at(struct sum_section *section, currency_code currency, currency_code taken)
{
    for (size_t i = 0; i < section->group_count; i++)
        if (section->groups[i].currency == currency && section->groups[i].taken == taken)
            return i;
    size_t at = section->group_count++;
    section->groups =
        memory_resize(section->groups, section->group_count, sizeof *section->groups);
    section->groups[at] = (struct sum_group){.currency = currency, .taken = taken};
    return at;
}

static void groups_free(struct sum_section *section)
{
    for (size_t i = 0; i < section->group_count; i++)
        for (int component = 0; component < COMPONENT_COUNT; component++)
            money_total_free(section->groups[i].totals[component]);
    free(section->groups);
    section->groups = NULL;
    section->group_count = 0;
}

static enum status write_groups(const struct sum_section *section, struct store_insert *insert,
                                struct failure *failure)
{
    enum status status = STATUS_OK;
    struct buffer sum = {0};
    for (size_t i = 0; i < section->group_count; i++) {
        const struct sum_group *group = &section->groups[i];
        char currency[CURRENCY_TEXT_BYTES];
        char taken[CURRENCY_TEXT_BYTES];
        for (int c = 0; status == STATUS_OK && c < COMPONENT_COUNT; c++) {
            if (group->totals[c] == NULL)
                continue;
            buffer_clear(&sum);
            money_total_format(group->totals[c], &sum);
            const struct store_cell cells[] = {
                store_integer(section->section_id),
                store_text(component_name((enum component)c)),
                store_text(str_from(currency_format(group->currency, currency))),
                store_text(str_from(currency_format(group->taken, taken))),
                store_text(buffer_str(&sum)),
            };
            status = store_insert_row(insert, cells, failure);
        }
    }
    buffer_free(&sum);
    return status;
}
