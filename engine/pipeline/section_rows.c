/* Rows about one table of a file: unknown columns, signs, totals as read, what was tolerated.
 */
#include "pipeline/fact_rows.h"

static bool sign_is_told(const struct section_facts *facts, enum component component);
static enum status sign_row(struct store_insert *insert, int64_t section,
                            const struct section_facts *facts, const struct identity_unit *unit,
                            enum component component, struct failure *failure);
static enum status net_row(struct store_insert *insert, int64_t section,
                           const struct section_facts *facts, const struct identity_unit *unit,
                           struct failure *failure);
static enum status total_rows(struct store_insert *insert, int64_t section,
                              const struct load_total *total, struct failure *failure);

enum status fact_rows_columns(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "section_column", 3, failure);
    for (size_t i = run->kept.sections; i < run->read_sections; i++) {
        const struct load_section *section = run_section(run, i);
        for (size_t j = 0; status == STATUS_OK && j < section->unknown_count; j++) {
            const struct store_cell cells[] = {store_integer((int64_t)i),
                                               store_integer(section->unknown_columns[j]),
                                               store_text(section->unknown[j])};
            status = store_insert_row(insert, cells, failure);
        }
    }
    store_insert_close(insert);
    return status;
}

enum status fact_rows_signs(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "file_sign", 7, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->sections.count; i++) {
        const struct section_facts *facts = run_facts_of(run, i);
        const struct identity_unit *unit = &run->settled[run_section(run, i)->unit];
        for (int c = 0; status == STATUS_OK && c < COMPONENT_POSITION_COUNT; c++) {
            if (sign_is_told(facts, (enum component)c))
                status = sign_row(insert, (int64_t)i, facts, unit, (enum component)c, failure);
        }
        if (status == STATUS_OK && facts->sign_vector >= 0)
            status = net_row(insert, (int64_t)i, facts, unit, failure);
    }
    store_insert_close(insert);
    return status;
}

/* A sign is worth a row when the map leaves it open, or when it is not the plain one. */
static bool sign_is_told(const struct section_facts *facts, enum component component)
{
    const struct era *era = facts->era;
    bool uncertain = false;
    for (size_t i = 0; i < era->column_count; i++) {
        const struct column_map *column = &era->columns[i];
        if (column->field == FIELD_AMOUNT && column->component == component)
            uncertain = column->sign == SIGN_UNCERTAIN;
    }
    return uncertain || facts->factor[component] == -1;
}

/* A column that is zero on all lines was settled by none of them. */
static enum status sign_row(struct store_insert *insert, int64_t section,
                            const struct section_facts *facts, const struct identity_unit *unit,
                            enum component component, struct failure *failure)
{
    int factor = facts->factor[component];
    bool negative = factor * component_canonical_sign(component) < 0;
    bool own_cells = component == COMPONENT_TAX_REFUND && !facts->net_holds_tax;
    bool filled = (unit->counts->nonzero & COMPONENT_BIT(component)) != 0;
    int64_t lines_for = own_cells ? unit->component_for[component] : facts->lines_for;
    int64_t lines_against =
        own_cells ? unit->component_against[component] : facts->lines_against;
    const struct store_cell cells[] = {
        store_integer(section),
        store_text(component_name(component)),
        store_integer(factor),
        store_text(negative ? STR("negative") : STR("positive")),
        store_text(signs_settled_by_name(unit->component_by[component])),
        store_integer(filled ? lines_for : 0),
        store_integer(filled ? lines_against : 0),
    };
    return store_insert_row(insert, cells, failure);
}

static enum status net_row(struct store_insert *insert, int64_t section,
                           const struct section_facts *facts, const struct identity_unit *unit,
                           struct failure *failure)
{
    const uint32_t taxes = COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND);
    bool filled = (unit->counts->nonzero & taxes) != 0;
    const struct store_cell cells[] = {
        store_integer(section),
        store_text(STR("net_holds_tax")),
        store_integer(facts->net_holds_tax),
        store_text(facts->net_holds_tax ? STR("yes") : STR("no")),
        store_text(signs_settled_by_name(unit->component_by[COMPONENT_NET])),
        store_integer(filled ? facts->lines_for : 0),
        store_integer(filled ? facts->lines_against : 0),
    };
    return store_insert_row(insert, cells, failure);
}

enum status fact_rows_totals(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "section_total", 6, failure);
    for (size_t i = run->kept.sections; i < run->read_sections; i++) {
        const struct load_total *total = run_section(run, i)->totals;
        for (; status == STATUS_OK && total; total = total->next)
            status = total_rows(insert, (int64_t)i, total, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status total_rows(struct store_insert *insert, int64_t section,
                              const struct load_total *total, struct failure *failure)
{
    struct buffer sum = {0};
    struct buffer absolute = {0};
    char currency[CURRENCY_TEXT_BYTES];
    enum status status = STATUS_OK;
    for (int c = 0; status == STATUS_OK && c < COMPONENT_COUNT; c++) {
        if (!total->totals[c])
            continue;
        buffer_clear(&sum);
        buffer_clear(&absolute);
        money_total_format(total->totals[c], &sum);
        money_total_format_absolute(total->totals[c], &absolute);
        const struct store_cell cells[] = {
            store_integer(section),
            store_text(component_name((enum component)c)),
            store_text(str_from(currency_format(total->currency, currency))),
            store_text(buffer_str(&sum)),
            store_text(buffer_str(&absolute)),
            store_integer(money_total_count(total->totals[c])),
        };
        status = store_insert_row(insert, cells, failure);
    }
    buffer_free(&sum);
    buffer_free(&absolute);
    return status;
}

enum status fact_rows_traces(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "section_trace", 3, failure);
    for (size_t i = run->kept.sections; i < run->read_sections; i++) {
        const struct cell_traces *traces = &run_section(run, i)->traces;
        const struct {
            struct str name;
            int64_t cells;
        } rows[] = {
            {STR("empty money cells read as zero"), traces->money_empty},
            {STR("blanks around amounts"), traces->money_blanks},
            {STR("currency signs in amounts"), traces->money_currency},
            {STR("thousands commas in amounts"), traces->money_thousands},
            {STR("amounts in parentheses"), traces->money_parentheses},
            {STR("zeros beyond six decimals"), traces->money_precise},
            {STR("blanks around references"), traces->reference_blanks},
            {STR("account numbers such as 1.2E+11 left out"), traces->account_exponents},
            {STR("payment statuses no map knows"), traces->statuses_unknown},
        };
        for (size_t j = 0; status == STATUS_OK && j < array_count(rows); j++) {
            const struct store_cell cells[] = {store_integer((int64_t)i),
                                               store_text(rows[j].name),
                                               store_integer(rows[j].cells)};
            if (rows[j].cells > 0)
                status = store_insert_row(insert, cells, failure);
        }
    }
    store_insert_close(insert);
    return status;
}
