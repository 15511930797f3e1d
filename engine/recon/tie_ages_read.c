/* Tables of ages, from the stored lines: one line states all six figures. */
#include "recon/tie_ages.h"

#include "store/store_read.h"

/* The figures of one stated currency of one table. */
struct age_line {
    currency_code currency;
    int64_t lines;
    int64_t micros[STATED_AGE_COUNT]; /* of the first line */
};

struct age_lines {
    struct age_line *items;
    size_t count;
};

static enum status read_table(struct tie_rows *rows, const struct payouts *payouts,
                              size_t section, age_table_taker *take);
static enum status read_lines(struct tie_rows *rows, const struct run_facts *facts,
                              size_t section, struct age_line *lines, size_t *count);
static void take_line(const struct store_query *query, struct age_line *lines, size_t *count);
static enum status hand_out(struct tie_rows *rows, const struct payouts *payouts,
                            const struct section_facts *section, const struct age_line *line,
                            age_table_taker *take);

enum { CURRENCIES_MOST = 64 };

enum status tie_ages_read(struct tie_rows *rows, const struct payouts *payouts,
                          enum stated states, age_table_taker *take)
{
    tie_assert(rows != NULL && payouts != NULL && take != NULL);
    const struct run_facts *facts = payouts->facts;
    enum status status = STATUS_OK;
    for (size_t rank = 0; status == STATUS_OK && rank < facts->section_count; rank++)
        for (size_t at = 0; status == STATUS_OK && at < facts->section_count; at++) {
            const struct section_facts *section = &facts->sections[at];
            if (section->canonical == rank && !section->superseded &&
                section->era->family->states == states && section->covers_to <= facts->as_of)
                status = read_table(rows, payouts, at, take);
        }
    return status;
}

static enum status read_table(struct tie_rows *rows, const struct payouts *payouts,
                              size_t section, age_table_taker *take)
{
    struct age_line lines[CURRENCIES_MOST];
    size_t count = 0;
    enum status status = read_lines(rows, payouts->facts, section, lines, &count);
    for (size_t at = 0; status == STATUS_OK && at < count; at++)
        status = hand_out(rows, payouts, &payouts->facts->sections[section], &lines[at], take);
    return status;
}

static enum status read_lines(struct tie_rows *rows, const struct run_facts *facts,
                              size_t section, struct age_line *lines, size_t *count)
{
    struct store_query *query = NULL;
    bool found = true;
    int64_t first = (int64_t)section << 32;
    enum status status = store_query_open(
        &query, rows->store,
        STR("SELECT currency, age_30, age_60, age_90, age_120, age_over, age_all "
            "FROM line_stated_total WHERE line_id BETWEEN ?1 AND ?2 "
            "AND coalesce(dated, 0) <= ?3 ORDER BY line_id"),
        rows->failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, first);
        store_query_bind_integer(query, 2, first | UINT32_MAX);
        store_query_bind_integer(query, 3, facts->as_of);
    }
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        take_line(query, lines, count);
    }
    store_query_close(query);
    return status;
}

static void take_line(const struct store_query *query, struct age_line *lines, size_t *count)
{
    currency_code currency = CURRENCY_NONE;
    size_t at = 0;
    currency_parse(store_query_text(query, 0), &currency);
    while (at < *count && lines[at].currency != currency)
        at++;
    if (at == CURRENCIES_MOST)
        return; /* a table of ages has one line, or one a currency */
    if (at == *count) {
        lines[(*count)++] = (struct age_line){.currency = currency};
        for (int age = 0; age < STATED_AGE_COUNT; age++)
            lines[at].micros[age] = store_query_integer(query, 1 + age);
    }
    lines[at].lines++;
}

static enum status hand_out(struct tie_rows *rows, const struct payouts *payouts,
                            const struct section_facts *section, const struct age_line *line,
                            age_table_taker *take)
{
    struct age_figures figures;
    struct buffer scope = {0};
    age_figures_new(&figures);
    stated_scope(payouts->facts, section, &scope);
    for (int age = 0; age < STATED_AGE_COUNT; age++)
        money_total_add(figures.reported[age], (struct money){line->micros[age]});
    if (line->lines > 1)
        buffer_add_c(&figures.never, "several lines of the report state the same figures");
    enum status status =
        take(rows, payouts, section, buffer_str(&scope), line->currency, &figures);
    buffer_free(&scope);
    age_figures_free(&figures);
    return status;
}
