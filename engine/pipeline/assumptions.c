/* Whatever departs from a default or was assumed, each with how far it reaches:
 * assumptions.csv. */
#include "pipeline/run.h"

#include "store/store_read.h"

struct assumptions {
    struct run *run;
    struct store_insert *insert;
    struct failure *failure;
    int64_t ordinal;
    enum status status;
};

/* Options as table meta holds them, where they are not the default. */
static const char options_sql[] =
    "WITH defaults (name, value) AS (VALUES ('option.allow-rejects', '0'), "
    "('option.as-of', ''), ('option.assume', ''), ('option.currency', 'USD'), "
    "('option.empty', ''), ('option.period', ''), ('option.rules', 'built-in'), "
    "('option.terms', '')) "
    "SELECT 'option ' || substr(name, 8), m.value, d.value, CASE name WHEN 'option.terms' THEN "
    "(SELECT count(*) FROM position_active WHERE terms_source = 'policy') + "
    "(SELECT count(*) FROM position_rest WHERE terms_source = 'policy') ELSE 0 END "
    "FROM meta m JOIN defaults d USING (name) WHERE m.value <> d.value ORDER BY name";

static const char policy_sql[] =
    "SELECT 'policy ' || name, value, default_value, 0 FROM policy "
    "WHERE value <> default_value ORDER BY name";

static const char spellings_sql[] =
    "SELECT trace || ' in ' || short_name, sum(cells), '0', 0 FROM section_trace "
    "JOIN section USING (section_id) JOIN file USING (file_id) GROUP BY file_id, trace "
    "ORDER BY short_name, trace";

static void assumptions_ask(struct assumptions *assumptions, const char *sql);
static void assumptions_signs(struct assumptions *assumptions);
static void assumptions_sign(struct assumptions *assumptions, uint32_t section,
                             enum component component);
static void assumptions_currencies(struct assumptions *assumptions);
static void assumptions_row(struct assumptions *assumptions, struct str setting,
                            struct str value, struct str shipped, int64_t positions,
                            struct str amount);
static uint32_t assumptions_section_at(const struct run *run, uint32_t canonical);

enum status run_store_assumptions(struct run *run, struct failure *failure)
{
    struct assumptions assumptions = {.run = run, .failure = failure};
    assumptions.status =
        store_insert_open(&assumptions.insert, run->store, "assumption", 6, failure);
    assumptions_ask(&assumptions, options_sql);
    assumptions_ask(&assumptions, policy_sql);
    assumptions_signs(&assumptions);
    assumptions_currencies(&assumptions);
    assumptions_ask(&assumptions, spellings_sql);
    store_insert_close(assumptions.insert);
    return assumptions.status;
}

/* Rows as a SELECT gives them: setting, value, default, positions affected. */
static void assumptions_ask(struct assumptions *assumptions, const char *sql)
{
    struct store_query *query = NULL;
    bool found = true;
    if (assumptions->status == STATUS_OK)
        assumptions->status = store_query_open(&query, assumptions->run->store, str_from(sql),
                                               assumptions->failure);
    while (assumptions->status == STATUS_OK && found) {
        assumptions->status = store_query_step(query, &found, assumptions->failure);
        if (assumptions->status == STATUS_OK && found)
            assumptions_row(assumptions, store_query_text(query, 0), store_query_text(query, 1),
                            store_query_text(query, 2), store_query_integer(query, 3), STR(""));
    }
    store_query_close(query);
}

/* Every sign the map leaves open, where the column holds anything. */
static void assumptions_signs(struct assumptions *assumptions)
{
    const struct run *run = assumptions->run;
    for (uint32_t order = 0; order < run->sections.count; order++) {
        uint32_t section = assumptions_section_at(run, order);
        const struct era *era = run_facts_of(run, section)->era;
        for (size_t i = 0; i < era->column_count; i++) {
            const struct column_map *column = &era->columns[i];
            if (column->field == FIELD_AMOUNT && column->sign == SIGN_UNCERTAIN)
                assumptions_sign(assumptions, section, column->component);
        }
    }
}

static void assumptions_sign(struct assumptions *assumptions, uint32_t section,
                             enum component component)
{
    const struct run *run = assumptions->run;
    const struct section_facts *facts = run_facts_of(run, section);
    const struct reach *reach =
        &run->sign_reach[(size_t)section * COMPONENT_POSITION_COUNT + component];
    if (reach->positions == 0)
        return;
    struct money_total *sum = money_total_new();
    for (const struct load_total *t = run_section(run, section)->totals; t; t = t->next) {
        if (t->totals[component])
            money_total_add_total(sum, t->totals[component]);
    }
    struct buffer amount = {0};
    struct buffer setting = {0};
    int canonical = component_canonical_sign(component);
    struct str file = run->file_facts[facts->file].short_name;
    struct str name = component_name(component);
    buffer_format(&setting, "sign of %.*s in %.*s", (int)name.length, name.bytes,
                  (int)file.length, file.bytes);
    money_total_format(sum, &amount);
    assumptions_row(assumptions, buffer_str(&setting),
                    facts->factor[component] * canonical < 0 ? STR("negative")
                                                             : STR("positive"),
                    canonical < 0 ? STR("negative") : STR("positive"), reach->positions,
                    buffer_str(&amount));
    buffer_free(&amount);
    buffer_free(&setting);
    money_total_free(sum);
}

static uint32_t assumptions_section_at(const struct run *run, uint32_t canonical)
{
    for (uint32_t i = 0; i < run->sections.count; i++) {
        if (run_facts_of(run, i)->canonical == canonical)
            return i;
    }
    tie_assert(canonical < run->sections.count); /* and they have no gaps */
    return 0;
}

/* Lines without a currency column: which currency they were given, in the order of its letters.
 */
static void assumptions_currencies(struct assumptions *assumptions)
{
    const struct currency_reach *reach = assumptions->run->currency_reach.items;
    size_t count = assumptions->run->currency_reach.count;
    uint64_t last = 0;
    for (size_t round = 0; round < count; round++) {
        const struct currency_reach *next = NULL;
        for (size_t i = 0; i < count; i++) {
            uint64_t key = (uint64_t)reach[i].currency << 1 | reach[i].from_billed;
            bool later = key > last;
            if (later && (!next || key < ((uint64_t)next->currency << 1 | next->from_billed)))
                next = &reach[i];
        }
        tie_assert(next);
        last = (uint64_t)next->currency << 1 | next->from_billed;
        struct buffer amount = {0};
        char own[CURRENCY_TEXT_BYTES];
        char base[CURRENCY_TEXT_BYTES];
        money_total_format(next->gross, &amount);
        assumptions_row(
            assumptions,
            next->from_billed ? STR("currency of payouts, from the billed lines")
                              : STR("currency of payouts, the base currency"),
            str_from(currency_format(next->currency, own)),
            str_from(currency_format(assumptions->run->run_facts.base_currency, base)),
            next->positions, buffer_str(&amount));
        buffer_free(&amount);
    }
}

static void assumptions_row(struct assumptions *assumptions, struct str setting,
                            struct str value, struct str shipped, int64_t positions,
                            struct str amount)
{
    if (assumptions->status != STATUS_OK)
        return;
    const struct store_cell cells[] = {store_integer(assumptions->ordinal++),
                                       store_text(setting),
                                       store_text(value),
                                       store_text(shipped),
                                       store_integer(positions),
                                       store_text(amount)};
    assumptions->status = store_insert_row(assumptions->insert, cells, assumptions->failure);
}
