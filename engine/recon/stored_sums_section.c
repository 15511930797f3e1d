/* Sums of one section: lines stand in the order of their tables, so that it is one range of
 * ids, read once. */
#include "recon/stored_sums_section.h"

#include "base/arena.h"

#include <stdlib.h>

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
    {ROLE_STATED_PAID, "line_stated_paid", COMPONENT_BIT(COMPONENT_NET), true},
    {ROLE_STATED_TOTAL, "line_stated_total",
     COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_NET) |
         COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND) |
         COMPONENT_BIT(COMPONENT_PAYOUT) | COMPONENT_BIT(COMPONENT_AGE_30) |
         COMPONENT_BIT(COMPONENT_AGE_60) | COMPONENT_BIT(COMPONENT_AGE_90) |
         COMPONENT_BIT(COMPONENT_AGE_120) | COMPONENT_BIT(COMPONENT_AGE_OVER) |
         COMPONENT_BIT(COMPONENT_AGE_ALL),
     false},
    {ROLE_DISPOSITION, "line_disposition", 0, false}, /* counted */
};

/* A run may hold lines of settled references between those that pass. */
static const char not_settled[] =
    " AND l.line_id BETWEEN p.first_id AND p.last_id AND NOT EXISTS (SELECT 1 FROM "
    "kept_settled_reference AS settled WHERE settled.reference_id = r.reference_id)";

static enum status move_taken(struct sum_section *section, bool by_line,
                              struct failure *failure);
static void add_columns(struct buffer *sql, uint32_t components);
static enum status open_range(const struct sum_section *section, struct str sql,
                              struct store_query **query, struct failure *failure);
static enum status take_rows(struct sum_section *section, struct str rows, bool taken,
                             struct failure *failure);
static enum status take_sums(struct sum_section *section, struct str sums,
                             struct sum_group *group, struct sum_group *less,
                             struct failure *failure);
static bool add_text(struct money_total **total, struct str text, struct money_total *less);
static size_t group_at(struct sum_section *section, currency_code currency,
                       currency_code taken);
static enum status write_sum(const struct sum_section *section, const struct sum_group *group,
                             struct str component, struct str sum, struct store_insert *insert,
                             struct failure *failure);

const struct role_lines *sum_section_lines(enum role role)
{
    for (size_t i = 0; i < array_count(role_tables); i++)
        if (role_tables[i].role == role)
            return &role_tables[i];
    return NULL;
}

enum status sum_section_take(struct sum_section *section, struct failure *failure)
{
    tie_assert(section != NULL && section->lines != NULL);
    struct buffer sql = {0};
    struct store_query *query = NULL;
    bool found = false;
    if (section->known.length > 0) {
        buffer_add(&section->sums, section->known);
        return take_rows(section, section->known, false, failure);
    }
    bool sums = section->lines->components != 0;
    buffer_add_c(&sql, sums ? "SELECT exact_sums_by(currency, " : "SELECT exact_sums_by(NULL");
    add_columns(&sql, section->lines->components);
    buffer_format(&sql, ") FROM %s WHERE line_id BETWEEN ?1 AND ?2", section->lines->table);
    enum status status = open_range(section, buffer_str(&sql), &query, failure);
    if (status == STATUS_OK)
        status = store_query_step(query, &found, failure);
    if (status == STATUS_OK && found) {
        buffer_add(&section->sums, store_query_text(query, 0));
        status = take_rows(section, store_query_text(query, 0), false, failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

bool sum_section_may_take(const struct sum_section *section)
{
    tie_assert(section != NULL && section->lines != NULL);
    bool bare = false;
    for (size_t i = 0; i < section->group_count; i++)
        bare |= section->groups[i].currency == CURRENCY_NONE;
    return bare && section->lines->references;
}

enum status sum_section_move_taken(struct sum_section *section, struct store *store,
                                   struct failure *failure)
{
    tie_assert(section != NULL && section->lines->references);
    section->store = store;
    enum status status = move_taken(section, false, failure);
    return status == STATUS_OK ? move_taken(section, true, failure) : status;
}

/* No line is in both: those of line_currency are few, and asked for one by one. */
static enum status move_taken(struct sum_section *section, bool by_line,
                              struct failure *failure)
{
    struct buffer sql = {0};
    struct store_query *query = NULL;
    bool found = false;
    buffer_add_c(&sql, "SELECT exact_sums_by(r.currency, ");
    add_columns(&sql, section->lines->components);
    bool known = section->known.length > 0;
    if (by_line)
        buffer_format(&sql,
                      ") FROM line_currency AS r CROSS JOIN %s AS l USING (line_id) "
                      "WHERE r.line_id BETWEEN ?1 AND ?2",
                      section->lines->table);
    else
        buffer_format(
            &sql,
            ") FROM %s%s AS l CROSS JOIN reference_currency AS r USING (reference_id) "
            "WHERE %s BETWEEN ?1 AND ?2 AND l.currency IS NULL%s",
            known ? "temp.passing AS p CROSS JOIN " : "", section->lines->table,
            known ? "p.first_id" : "l.line_id", known ? not_settled : "");
    enum status status = open_range(section, buffer_str(&sql), &query, failure);
    if (status == STATUS_OK)
        status = store_query_step(query, &found, failure);
    if (status == STATUS_OK && found)
        status = take_rows(section, store_query_text(query, 0), true, failure);
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

void sum_section_move(struct sum_section *section, currency_code taken,
                      enum component component, struct money amount)
{
    tie_assert(section != NULL && section->lines->references && component < COMPONENT_COUNT);
    size_t from = group_at(section, CURRENCY_NONE, CURRENCY_NONE);
    size_t to = group_at(section, CURRENCY_NONE, taken);
    struct money_total **less = &section->groups[from].totals[component];
    struct money_total **more = &section->groups[to].totals[component];
    if (*less == NULL)
        *less = money_total_new();
    if (*more == NULL)
        *more = money_total_new();
    tie_assert(amount.micro != INT64_MIN);
    money_total_add(*less, (struct money){-amount.micro});
    money_total_add(*more, amount);
}

/* A row a currency: its letters, its lines, its sums. */
static enum status take_rows(struct sum_section *section, struct str rows, bool taken,
                             struct failure *failure)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rows.length > 0) {
        struct str rest = {0};
        struct str sums = {0};
        struct str row = str_split(rows, '\n', &rest);
        struct str letters = str_split(row, ' ', &sums);
        struct str count = str_split(sums, ' ', &sums);
        currency_code currency = CURRENCY_NONE;
        int64_t lines = 0;
        currency_parse(letters, &currency);
        if (!str_to_count(count, INT64_MAX, &lines))
            return failure_set(failure, STATUS_EVIDENCE, "the stored lines cannot be counted");
        section->line_count += taken ? 0 : lines;
        size_t at = group_at(section, taken ? CURRENCY_NONE : currency,
                             taken ? currency : CURRENCY_NONE);
        size_t base = taken ? group_at(section, CURRENCY_NONE, CURRENCY_NONE) : at;
        status = take_sums(section, sums, &section->groups[at],
                           taken ? &section->groups[base] : NULL, failure);
        rows = rest;
    }
    return status;
}

/* The last one first: SQLite then finds the places of all of a row's columns at once. */
static void add_columns(struct buffer *sql, uint32_t components)
{
    const char *before = "";
    for (int component = COMPONENT_COUNT - 1; component >= 0; component--) {
        struct str name = component_name((enum component)component);
        if (!(components & COMPONENT_BIT(component)))
            continue;
        buffer_format(sql, "%s%.*s", before, (int)name.length, name.bytes);
        before = ", ";
    }
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

/* Adds sums parted by blanks, in the order of add_columns, to `group`, and takes them from `less`.
 */
static enum status take_sums(struct sum_section *section, struct str sums,
                             struct sum_group *group, struct sum_group *less,
                             struct failure *failure)
{
    bool good = true;
    tie_assert(section != NULL && group != NULL);
    if (sums.length == 0)
        return STATUS_OK;
    for (int c = COMPONENT_COUNT - 1; good && c >= 0; c--) {
        if (section->lines->components & COMPONENT_BIT(c))
            good = add_text(&group->totals[c], str_split(sums, ' ', &sums),
                            less == NULL ? NULL : less->totals[c]);
    }
    if (good)
        return STATUS_OK;
    return failure_set(failure, STATUS_EVIDENCE, "the sums of the stored lines are no amounts");
}

static bool add_text(struct money_total **total, struct str text, struct money_total *less)
{
    struct money_total *sum = money_total_new();
    bool good = money_total_add_text(sum, text);
    if (*total == NULL)
        *total = money_total_new();
    money_total_add_total(*total, sum);
    if (less != NULL)
        money_total_subtract_total(less, sum);
    money_total_free(sum);
    return good;
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

void sum_section_free(struct sum_section *section)
{
    for (size_t i = 0; i < section->group_count; i++)
        for (int component = 0; component < COMPONENT_COUNT; component++)
            money_total_free(section->groups[i].totals[component]);
    free(section->groups);
    buffer_free(&section->sums);
    section->groups = NULL;
    section->group_count = 0;
}

/* --- writing -------------------------------------------------------------------------------
 */

enum status sum_section_write(const struct sum_section *section, struct store_insert *insert,
                              struct failure *failure)
{
    const struct sum_group none = {0};
    struct buffer sum = {0};
    enum status status = STATUS_OK;
    buffer_format(&sum, "%lld.00", (long long)section->line_count);
    if (section->line_count > 0)
        status = write_sum(section, &none, STR("lines"), buffer_str(&sum), insert, failure);
    for (size_t i = 0; i < section->group_count; i++) {
        const struct sum_group *group = &section->groups[i];
        for (int c = 0; status == STATUS_OK && c < COMPONENT_COUNT; c++) {
            if (group->totals[c] == NULL || money_total_sign(group->totals[c]) == 0)
                continue;
            buffer_clear(&sum);
            money_total_format(group->totals[c], &sum);
            status = write_sum(section, group, component_name((enum component)c),
                               buffer_str(&sum), insert, failure);
        }
    }
    buffer_free(&sum);
    return status;
}

static enum status write_sum(const struct sum_section *section, const struct sum_group *group,
                             struct str component, struct str sum, struct store_insert *insert,
                             struct failure *failure)
{
    char currency[CURRENCY_TEXT_BYTES];
    char taken[CURRENCY_TEXT_BYTES];
    const struct store_cell cells[] = {
        store_integer(section->section_id),
        store_text(component),
        store_text(str_from(currency_format(group->currency, currency))),
        store_text(str_from(currency_format(group->taken, taken))),
        store_text(sum),
    };
    return store_insert_row(insert, cells, failure);
}
