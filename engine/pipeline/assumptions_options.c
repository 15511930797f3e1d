/* Options and policy values that depart from their default, and what each of them moved. What a
 * setting moves through positions is found by building these without it (moved.c); signs settled
 * by hand and days said by hand reach the lines they were said of. */
#include "pipeline/assumptions.h"
#include "pipeline/moved.h"
#include "pipeline/policy.h"

/* Options as table meta holds them, where they are not the default. */
static const char options_sql[] =
    "WITH defaults (name, value) AS (VALUES ('option.allow-rejects', '0'), "
    "('option.as-of', ''), ('option.assume', ''), ('option.both', 'no'), "
    "('option.currency', 'USD'), ('option.empty', ''), ('option.from', ''), "
    "('option.period', ''), ('option.replace', 'no'), ('option.rules', 'built-in'), "
    "('option.terms', '')) "
    "SELECT substr(name, 8), m.value, d.value "
    "FROM meta m JOIN defaults d USING (name) WHERE m.value <> d.value ORDER BY name";

/* Amounts as printed of the lines in tables whose days --period said. */
static const char period_sql[] =
    "SELECT currency, count(DISTINCT reference_id), exact_sum(amount) FROM ("
    "SELECT line_id, reference_id, coalesce(currency, '') AS currency, gross AS amount "
    "FROM line_billed UNION ALL "
    "SELECT line_id, reference_id, currency, gross FROM line_disbursed UNION ALL "
    "SELECT line_id, reference_id, currency, gross FROM line_opening UNION ALL "
    "SELECT line_id, reference_id, currency, tax_amount FROM line_taxed) "
    "JOIN section ON section_id = line_id >> 32 WHERE covers_source = 'period' "
    "AND reference_id <> 0 GROUP BY currency ORDER BY currency";

/* Amounts as printed of the older tables of an overlap: left out by --replace, counted once more
 * by --both. */
static const char overlap_sql[] =
    "SELECT currency, count(DISTINCT reference_id), exact_sum(amount) FROM ("
    "SELECT reference_id, coalesce(line.currency, used.currency, own.currency, "
    "(SELECT value FROM meta WHERE name = 'base_currency')) AS currency, amount FROM ("
    "SELECT line_id, reference_id, currency, gross AS amount FROM line_billed UNION ALL "
    "SELECT line_id, reference_id, currency, gross FROM line_disbursed UNION ALL "
    "SELECT line_id, reference_id, currency, gross FROM line_opening UNION ALL "
    "SELECT line_id, reference_id, currency, tax_amount FROM line_taxed) AS line "
    "LEFT JOIN reference_currency AS used USING (reference_id) "
    "LEFT JOIN line_currency AS own USING (line_id) "
    "WHERE line_id >> 32 IN (SELECT section_id FROM overlap) AND reference_id <> 0) "
    "GROUP BY currency ORDER BY currency";

static void option_row(struct assumptions *assumptions, const struct assumption *option,
                       struct str name);
static bool option_setting(struct str name, enum moved_setting *setting);
static void moved_rows(struct assumptions *assumptions, const struct assumption *row,
                       enum moved_setting setting);
static void moved_put(struct assumptions *assumptions, const struct assumption *row,
                      const struct moved *moved);
static void assume_rows(struct assumptions *assumptions);
static void assume_row(struct assumptions *assumptions, struct str text,
                       const struct identity_assumption *assumption);
static void sum_rows(struct assumptions *assumptions, const struct assumption *row,
                     const char *sql);
static void policy_row(struct assumptions *assumptions, enum policy_value value);
static void budget_rows(struct assumptions *assumptions, const struct assumption *row);
static void policy_print(enum policy_value value, int64_t number, struct buffer *into);

void assumptions_options(struct assumptions *assumptions)
{
    tie_assert(assumptions);
    struct store_query *query = NULL;
    bool found = true;
    if (assumptions->status == STATUS_OK)
        assumptions->status = store_query_open(&query, assumptions->run->store,
                                               str_from(options_sql), assumptions->failure);
    while (assumptions->status == STATUS_OK && found) {
        assumptions->status = store_query_step(query, &found, assumptions->failure);
        if (assumptions->status != STATUS_OK || !found)
            break;
        struct buffer setting = {0};
        struct str name = store_query_text(query, 0);
        buffer_format(&setting, "option %.*s", (int)name.length, name.bytes);
        const struct assumption option = {buffer_str(&setting), store_query_text(query, 1),
                                          store_query_text(query, 2)};
        option_row(assumptions, &option, name);
        buffer_free(&setting);
    }
    store_query_close(query);
}

void assumptions_policy(struct assumptions *assumptions)
{
    tie_assert(assumptions);
    for (int i = 0; i < POLICY_VALUE_COUNT; i++)
        policy_row(assumptions, (enum policy_value)i);
}

/* Rejects that were accepted stand in no figure, and other rules ask other questions: neither
 * moves a position. */
static void option_row(struct assumptions *assumptions, const struct assumption *option,
                       struct str name)
{
    enum moved_setting setting;
    if (str_equal(name, STR("assume")))
        assume_rows(assumptions);
    else if (str_equal(name, STR("period")))
        sum_rows(assumptions, option, period_sql);
    else if (str_equal(name, STR("both")) || str_equal(name, STR("replace")))
        sum_rows(assumptions, option, overlap_sql);
    else if (option_setting(name, &setting))
        moved_rows(assumptions, option, setting);
    else
        assumptions_row(assumptions, option, STR(""), 0, STR(""));
}

static bool option_setting(struct str name, enum moved_setting *setting)
{
    static const struct {
        struct str name;
        enum moved_setting setting;
    } known[] = {{STR_INIT("as-of"), MOVED_AS_OF},
                 {STR_INIT("currency"), MOVED_CURRENCY},
                 {STR_INIT("empty"), MOVED_EMPTY},
                 {STR_INIT("terms"), MOVED_TERMS}};
    for (size_t i = 0; i < array_count(known); i++) {
        *setting = known[i].setting;
        if (str_equal(name, known[i].name))
            return true;
    }
    return false;
}

/* A day that is the newest one loaded is no departure. */
static void moved_rows(struct assumptions *assumptions, const struct assumption *row,
                       enum moved_setting setting)
{
    struct moved moved;
    char newest[DAY_TEXT_BYTES];
    struct assumption given = *row;
    moved_by(assumptions->run, setting, &moved);
    if (setting == MOVED_AS_OF && moved.known)
        given.shipped = str_from(day_format(moved.as_of, newest));
    if (setting != MOVED_AS_OF || !str_equal(given.value, given.shipped))
        moved_put(assumptions, &given, &moved);
    moved_free(&moved);
}

static void moved_put(struct assumptions *assumptions, const struct assumption *row,
                      const struct moved *moved)
{
    for (size_t i = 0; i < moved->count; i++) {
        struct buffer amount = {0};
        char currency[CURRENCY_TEXT_BYTES];
        money_total_format(moved->sums[i].amount, &amount);
        assumptions_row(assumptions, row,
                        str_from(currency_format(moved->sums[i].currency, currency)),
                        moved->sums[i].positions, buffer_str(&amount));
        buffer_free(&amount);
    }
    if (moved->count == 0)
        assumptions_row(assumptions, row, STR(""), 0, moved->known ? STR("0.00") : STR(""));
}

/* One row an assumption, and a currency, in the order of their bytes: that of the arguments
 * changes nothing. */
static void assume_rows(struct assumptions *assumptions)
{
    const struct run *run = assumptions->run;
    const struct str *texts = run->options->assumes;
    size_t count = run->options->assume_count;
    size_t last = count;
    for (size_t round = 0; round < count; round++) {
        size_t next = count;
        for (size_t i = 0; i < count; i++) {
            bool later = last == count || str_compare(texts[i], texts[last]) > 0;
            if (later && (next == count || str_compare(texts[i], texts[next]) < 0))
                next = i;
        }
        if (next == count)
            break;
        assume_row(assumptions, texts[next], &run->assumptions[next]);
        last = next;
    }
}

static void assume_row(struct assumptions *assumptions, struct str text,
                       const struct identity_assumption *assumption)
{
    const struct family *family = family_find(&assumptions->run->families, assumption->family);
    bool tax = assumption->component == COMPONENT_NET;
    struct str column = component_name(assumption->component);
    struct buffer sql = {0};
    const struct assumption row = {STR("option assume"), text, STR("")};
    tie_assert(family);
    struct str role = role_name(family->role);
    if (family->role != ROLE_BILLED && family->role != ROLE_DISBURSED) {
        assumptions_row(assumptions, &row, STR(""), 0, STR(""));
        return;
    }
    buffer_format(&sql, "SELECT coalesce(line.currency, r.currency, own.currency, ''), ");
    buffer_format(&sql, "count(DISTINCT reference_id), exact_sum(%.*s) ",
                  tax ? 16 : (int)column.length, tax ? "tax + tax_refund" : column.bytes);
    buffer_format(&sql,
                  "FROM line_%.*s AS line JOIN section ON section_id = line_id >> 32 "
                  "LEFT JOIN reference_currency AS r USING (reference_id) "
                  "LEFT JOIN line_currency AS own USING (line_id) "
                  "WHERE family = '%.*s' AND ",
                  (int)role.length, role.bytes, (int)family->name.length, family->name.bytes);
    if (tax)
        buffer_add_c(&sql, "(tax <> 0 OR tax_refund <> 0)");
    else
        buffer_format(&sql, "%.*s <> 0", (int)column.length, column.bytes);
    buffer_add_c(&sql, " AND reference_id <> 0 GROUP BY 1 ORDER BY 1");
    sum_rows(assumptions, &row, buffer_c(&sql));
    buffer_free(&sql);
}

/* Rows of currency, positions, amount; a currency that nothing says is the base one. */
static void sum_rows(struct assumptions *assumptions, const struct assumption *row,
                     const char *sql)
{
    struct store_query *query = NULL;
    bool found = true;
    bool any = false;
    char base[CURRENCY_TEXT_BYTES];
    currency_format(assumptions->run->run_facts.base_currency, base);
    if (assumptions->status == STATUS_OK)
        assumptions->status = store_query_open(&query, assumptions->run->store, str_from(sql),
                                               assumptions->failure);
    while (assumptions->status == STATUS_OK && found) {
        assumptions->status = store_query_step(query, &found, assumptions->failure);
        if (assumptions->status != STATUS_OK || !found)
            break;
        struct str currency = store_query_text(query, 0);
        assumptions_row(assumptions, row, currency.length > 0 ? currency : str_from(base),
                        store_query_integer(query, 1), store_query_text(query, 2));
        any = true;
    }
    store_query_close(query);
    if (!any)
        assumptions_row(assumptions, row, STR(""), 0, STR("0.00"));
}

static void policy_row(struct assumptions *assumptions, enum policy_value value)
{
    struct run *run = assumptions->run;
    int64_t given = *policy_slot(&run->run_facts.policy, value);
    int64_t shipped = *policy_slot(&run->policy_shipped, value);
    if (given == shipped)
        return;
    static const enum moved_setting settings[POLICY_VALUE_COUNT] = {
        [POLICY_HISTORY_DAYS] = MOVED_HISTORY,
        [POLICY_PAYOUT_GAP_DAYS] = MOVED_PAYOUT_GAP,
        [POLICY_PENNY] = MOVED_PENNY,
        [POLICY_SETTLEMENT_GRACE_DAYS] = MOVED_GRACE,
    };
    struct buffer texts[3] = {0};
    struct str name = policy_value_name(value);
    buffer_format(&texts[0], "policy %.*s", (int)name.length, name.bytes);
    policy_print(value, given, &texts[1]);
    policy_print(value, shipped, &texts[2]);
    const struct assumption row = {buffer_str(&texts[0]), buffer_str(&texts[1]),
                                   buffer_str(&texts[2])};
    if (value == POLICY_PENNY_BUDGET)
        budget_rows(assumptions, &row);
    else
        moved_rows(assumptions, &row, settings[value]);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
}

/* It moves no position: it says for which currencies the penny differences are a finding, and
 * those it says otherwise about are counted. */
static void budget_rows(struct assumptions *assumptions, const struct assumption *row)
{
    struct buffer sql = {0};
    const struct run *run = assumptions->run;
    buffer_format(&sql,
                  "SELECT currency, count(DISTINCT position_id), exact_sum(abs(actual - "
                  "expected)) FROM penny JOIN position_active USING (position_id) "
                  "GROUP BY currency HAVING (sum(abs(actual - expected)) > %lld) <> "
                  "(sum(abs(actual - expected)) > %lld) ORDER BY currency",
                  (long long)run->run_facts.policy.penny_budget.micro,
                  (long long)run->policy_shipped.penny_budget.micro);
    sum_rows(assumptions, row, buffer_c(&sql));
    buffer_free(&sql);
}

static void policy_print(enum policy_value value, int64_t number, struct buffer *into)
{
    char text[MONEY_TEXT_BYTES];
    if (policy_value_is_money(value))
        buffer_add_c(into, money_format((struct money){number}, text));
    else
        buffer_add_count(into, number);
}
