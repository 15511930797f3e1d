/* The tables of an example become tables of a database, by the kinds the vocabulary gives their
 * columns. */
#include "recon/rule_example_parts.h"
#include "recon/rule_text.h"
#include "store/store_write.h"

static enum status facts_fill(struct rule_example_run *run, struct failure *failure);
static enum status policy_fill(struct rule_example_run *run, struct store_insert *insert,
                               struct failure *failure);
static enum status policy_put(struct store_insert *insert, struct str name, struct str value,
                              struct str unit, struct failure *failure);
static enum status names_check(struct rule_example_run *run, struct failure *failure);
static void table_sql(const struct vocabulary_view *view, struct buffer *into);
static enum status rows_insert(struct rule_example_run *run, const struct vocabulary_view *view,
                               struct failure *failure);
static enum status headings_check(const struct rule_example_table *table,
                                  const struct vocabulary_view *view, struct failure *failure);
static enum status cell_read(const struct vocabulary_column *column, struct str text,
                             struct store_cell *cell, struct failure *failure);
static struct store_cell cell_default(const struct vocabulary_column *column, size_t row);
static bool whole_number(struct str text, int64_t *number);

enum status rule_example_fill(struct rule_example_run *run, struct failure *failure)
{
    struct buffer sql = {0};
    enum status status = names_check(run, failure);
    for (size_t i = 0; i < run->vocabulary.count; i++)
        if (rule_reads(run->rule, run->vocabulary.views[i].name))
            table_sql(&run->vocabulary.views[i], &sql);
    if (status == STATUS_OK)
        status = store_execute(run->store, buffer_c(&sql), failure);
    buffer_free(&sql);
    for (size_t i = 0; status == STATUS_OK && i < run->vocabulary.count; i++)
        if (rule_reads(run->rule, run->vocabulary.views[i].name))
            status = rows_insert(run, &run->vocabulary.views[i], failure);
    return status == STATUS_OK ? facts_fill(run, failure) : status;
}

const struct rule_example_table *rule_example_table(const struct rule_example *example,
                                                    struct str name)
{
    for (size_t i = 0; i < example->table_count; i++)
        if (str_equal(example->tables[i].name, name))
            return &example->tables[i];
    return NULL;
}

struct str rule_example_cell(const struct rule_example_table *table, size_t row,
                             struct str heading, bool *found)
{
    struct str headings = table->headings;
    struct str cells = table->rows[row];
    *found = false;
    while (!*found && headings.length > 0) {
        struct str name = str_trim(str_split(headings, '|', &headings));
        struct str cell = str_trim(str_split(cells, '|', &cells));
        *found = str_equal(name, heading);
        if (*found)
            return cell;
    }
    return (struct str){"", 0};
}

/* The day, and the policy as it ships unless the example says otherwise. */
static enum status facts_fill(struct rule_example_run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    struct buffer sql = {0};
    buffer_format(
        &sql,
        "DELETE FROM main.policy; DELETE FROM main.meta;"
        "INSERT INTO main.meta VALUES ('as_of_day', '%lld'), ('base_currency', 'USD');",
        (long long)run->example.as_of);
    enum status status = store_execute(run->store, buffer_c(&sql), failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, run->store, "policy", 5, failure);
    if (status == STATUS_OK)
        status = policy_fill(run, insert, failure);
    store_insert_close(insert);
    buffer_free(&sql);
    return status;
}

/* Lines of policy.csv: name, value, unit and a reason; only the last may hold a comma. */
static enum status policy_fill(struct rule_example_run *run, struct store_insert *insert,
                               struct failure *failure)
{
    const struct rules_file *file = rules_source_find(run->source, STR("policy.csv"));
    const struct rule_example_table *given = rule_example_table(&run->example, STR("policy"));
    if (file == NULL)
        return failure_set(failure, STATUS_EVIDENCE, "there is no policy.csv");
    struct str rest;
    (void)str_split(file->text, '\n', &rest);
    while (rest.length > 0) {
        struct str line = str_split(rest, '\n', &rest);
        struct str name = str_split(line, ',', &line);
        struct str value = str_split(line, ',', &line);
        struct str unit = str_split(line, ',', &line);
        for (size_t i = 0; given != NULL && i < given->row_count; i++) {
            bool found = false;
            if (str_equal(rule_example_cell(given, i, STR("name"), &found), name))
                value = rule_example_cell(given, i, STR("value"), &found);
        }
        enum status status = policy_put(insert, name, value, unit, failure);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status policy_put(struct store_insert *insert, struct str name, struct str value,
                              struct str unit, struct failure *failure)
{
    int64_t number = 0;
    struct money_reading money = money_parse(value, MONEY_PLAIN);
    bool is_money = str_equal(unit, STR("money"));
    if (is_money ? money.fault != MONEY_FINE : !whole_number(value, &number))
        return failure_set(failure, STATUS_EVIDENCE, "policy %.*s has no value of its unit",
                           (int)name.length, name.bytes);
    const struct store_cell cells[] = {store_text(name), store_text(value), store_text(unit),
                                       store_text(value),
                                       store_integer(is_money ? money.amount.micro : number)};
    return store_insert_row(insert, cells, failure);
}

/* A misspelt view would make a quiet example of anything. */
static enum status names_check(struct rule_example_run *run, struct failure *failure)
{
    for (size_t i = 0; i < run->example.table_count; i++) {
        struct str name = run->example.tables[i].name;
        bool known = str_equal(name, STR("policy")) || rule_reads(run->rule, name) ||
                     (run->example.trips && str_equal(name, STR("answer")));
        if (!known)
            return failure_set(failure, STATUS_EVIDENCE, "the rule does not read '%.*s'",
                               (int)name.length, name.bytes);
    }
    return STATUS_OK;
}

static void table_sql(const struct vocabulary_view *view, struct buffer *into)
{
    tie_assert(view->column_count > 0);
    buffer_format(into, "DROP TABLE IF EXISTS temp.%.*s;\nCREATE TEMP TABLE %.*s (",
                  (int)view->name.length, view->name.bytes, (int)view->name.length,
                  view->name.bytes);
    for (size_t i = 0; i < view->column_count; i++) {
        const struct vocabulary_column *column = &view->columns[i];
        buffer_format(into, "%s%.*s %s%s", i > 0 ? ", " : "", (int)column->name.length,
                      column->name.bytes, column->kind == VOCABULARY_TEXT ? "TEXT" : "INTEGER",
                      column->may_be_null ? "" : " NOT NULL");
    }
    buffer_add_c(into, ") STRICT;\n");
}

static enum status rows_insert(struct rule_example_run *run, const struct vocabulary_view *view,
                               struct failure *failure)
{
    const struct rule_example_table *table = rule_example_table(&run->example, view->name);
    struct store_insert *insert = NULL;
    struct buffer name = {0};
    if (table == NULL)
        return STATUS_OK;
    struct store_cell *cells = arena_take(&run->arena, sizeof *cells * view->column_count);
    buffer_format(&name, "temp.%.*s", (int)view->name.length, view->name.bytes);
    enum status status = headings_check(table, view, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, run->store, buffer_c(&name), view->column_count,
                                   failure);
    for (size_t row = 0; status == STATUS_OK && row < table->row_count; row++) {
        for (size_t i = 0; status == STATUS_OK && i < view->column_count; i++) {
            bool found = false;
            struct str text = rule_example_cell(table, row, view->columns[i].name, &found);
            cells[i] = cell_default(&view->columns[i], row);
            if (found && text.length > 0)
                status = cell_read(&view->columns[i], text, &cells[i], failure);
        }
        if (status == STATUS_OK)
            status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    buffer_free(&name);
    return status;
}

static enum status headings_check(const struct rule_example_table *table,
                                  const struct vocabulary_view *view, struct failure *failure)
{
    struct str rest = table->headings;
    while (rest.length > 0) {
        struct str name = str_trim(str_split(rest, '|', &rest));
        if (vocabulary_find_column(view, name) == NULL)
            return failure_set(failure, STATUS_EVIDENCE, "view %.*s has no column '%.*s'",
                               (int)view->name.length, view->name.bytes, (int)name.length,
                               name.bytes);
    }
    return STATUS_OK;
}

static enum status cell_read(const struct vocabulary_column *column, struct str text,
                             struct store_cell *cell, struct failure *failure)
{
    struct money_reading money = money_parse(text, MONEY_PLAIN);
    day_number day = DAY_NONE;
    int64_t number = 0;
    if (column->may_be_null && str_equal(text, STR("NULL")))
        *cell = store_null();
    else if (column->kind == VOCABULARY_TEXT)
        *cell = store_text(text);
    else if (column->kind == VOCABULARY_MONEY && money.fault == MONEY_FINE)
        *cell = store_money(money.amount);
    else if (column->kind == VOCABULARY_DAY && day_parse_iso(text, &day))
        *cell = store_day(day);
    else if (column->kind != VOCABULARY_MONEY && column->kind != VOCABULARY_DAY &&
             whole_number(text, &number))
        *cell = store_integer(number);
    else
        return failure_set(failure, STATUS_EVIDENCE, "'%.*s' is no value of column %.*s",
                           (int)text.length, text.bytes, (int)column->name.length,
                           column->name.bytes);
    return STATUS_OK;
}

static struct store_cell cell_default(const struct vocabulary_column *column, size_t row)
{
    if (column->may_be_null)
        return store_null();
    if (column->kind == VOCABULARY_TEXT)
        return store_text(STR(""));
    return store_integer(column->kind == VOCABULARY_ID ? (int64_t)row + 1 : 0);
}

static bool whole_number(struct str text, int64_t *number)
{
    bool negative = str_starts(text, STR("-"));
    struct str digits = negative ? (struct str){text.bytes + 1, text.length - 1} : text;
    if (!str_to_count(digits, INT64_MAX, number))
        return false;
    *number = negative ? -*number : *number;
    return true;
}
