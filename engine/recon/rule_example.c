/* Runs the examples of a rule in a database in memory: the views it reads become tables that
 * hold what the example says, and nothing else. The rule's own text is asked, in its own cage.
 */
#include "recon/rule_example.h"

#include "recon/rule_example_parts.h"
#include "recon/rule_text.h"
#include "store/store_guard.h"

#define EXAMPLE_AS_OF "2024-06-30"

static enum status example_read(struct rule_example_run *run, struct failure *failure);
static enum status example_take_key(struct rule_example_run *run, const struct rule_line *line,
                                    struct failure *failure);
static enum status example_begin(struct rule_example_run *run, const struct rule_line *line,
                                 struct failure *failure);
static enum status table_begin(struct rule_example_run *run, struct str value,
                               struct failure *failure);
static enum status table_take_row(struct rule_example_run *run, struct str text,
                                  struct failure *failure);
static enum status example_end(struct rule_example_run *run, struct failure *failure);
static enum status example_ask(struct rule_example_run *run, struct failure *failure);
static enum status example_step(struct rule_example_run *run, struct store_query *query,
                                struct failure *failure);

enum status rule_example_run(const struct rule *rule, const struct rules_source *source,
                             struct rule_example_result *result, struct failure *failure)
{
    struct rule_example_run run = {.rule = rule, .source = source, .result = result};
    *result = (struct rule_example_result){0};
    if (rule->sql.length == 0)
        return STATUS_OK;
    enum status status = vocabulary_load(&run.vocabulary, source, &run.arena, failure);
    if (status == STATUS_OK)
        status = store_create(&run.store, ":memory:", failure);
    if (status == STATUS_OK)
        status = example_read(&run, failure);
    if (status != STATUS_OK) {
        struct str code = arena_copy(&run.arena, rule->code);
        failure_place(failure, code.bytes, run.example.line, 0);
    }
    store_close(run.store);
    arena_free(&run.arena);
    return status;
}

static enum status example_read(struct rule_example_run *run, struct failure *failure)
{
    struct rule_cursor cursor = {run->rule->header, 0};
    struct rule_line line;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rule_cursor_next(&cursor, &line)) {
        if (line.kind == RULE_LINE_KEY)
            status = example_take_key(run, &line, failure);
        else if (line.kind == RULE_LINE_MORE && run->example.table_count > 0)
            status = table_take_row(run, line.value, failure);
    }
    return status == STATUS_OK ? example_end(run, failure) : status;
}

static enum status example_take_key(struct rule_example_run *run, const struct rule_line *line,
                                    struct failure *failure)
{
    if (str_equal(line->key, STR("trips")) || str_equal(line->key, STR("quiet"))) {
        enum status status = example_end(run, failure);
        return status == STATUS_OK ? example_begin(run, line, failure) : status;
    }
    if (str_equal(line->key, STR("and")))
        return table_begin(run, line->value, failure);
    if (!str_equal(line->key, STR("as-of")))
        return STATUS_OK;
    if (day_parse_iso(line->value, &run->example.as_of))
        return STATUS_OK;
    return failure_set(failure, STATUS_EVIDENCE, "as-of: '%.*s' is no day",
                       (int)line->value.length, line->value.bytes);
}

static enum status example_begin(struct rule_example_run *run, const struct rule_line *line,
                                 struct failure *failure)
{
    struct rule_example *example = &run->example;
    *example = (struct rule_example){.line = line->number};
    example->trips = str_equal(line->key, STR("trips"));
    bool known = day_parse_iso(STR(EXAMPLE_AS_OF), &example->as_of);
    tie_assert(known);
    if (example->trips)
        run->result->trips++;
    else
        run->result->quiets++;
    return table_begin(run, line->value, failure);
}

/* "VIEW (what it shows)" */
static enum status table_begin(struct rule_example_run *run, struct str value,
                               struct failure *failure)
{
    struct rule_example *example = &run->example;
    struct str caption;
    if (example->line == 0 || example->table_count == array_count(example->tables))
        return failure_set(failure, STATUS_EVIDENCE, "'and' without an example, or too many");
    struct rule_example_table *table = &example->tables[example->table_count++];
    *table = (struct rule_example_table){.name = str_trim(str_split(value, '(', &caption))};
    if (example->table_count == 1)
        example->caption = str_trim(str_split(caption, ')', &value));
    return STATUS_OK;
}

static enum status table_take_row(struct rule_example_run *run, struct str text,
                                  struct failure *failure)
{
    struct rule_example_table *table = &run->example.tables[run->example.table_count - 1];
    if (table->headings.bytes == NULL) {
        table->headings = text;
        return STATUS_OK;
    }
    if (table->row_count == array_count(table->rows))
        return failure_set(failure, STATUS_EVIDENCE,
                           "a table of an example has more than %zu rows",
                           array_count(table->rows));
    table->rows[table->row_count++] = text;
    return STATUS_OK;
}

/* Judges the example that was read last, if any. */
static enum status example_end(struct rule_example_run *run, struct failure *failure)
{
    const struct rule_example *example = &run->example;
    if (example->line == 0)
        return STATUS_OK;
    run->answers = 0;
    enum status status = rule_example_fill(run, failure);
    if (status == STATUS_OK)
        status = example_ask(run, failure);
    if (status != STATUS_OK)
        return status;
    const struct rule_example_table *wanted = rule_example_table(example, STR("answer"));
    if (example->trips == (run->answers > 0) &&
        (wanted == NULL || run->answers == wanted->row_count))
        return STATUS_OK;
    return failure_set(failure, STATUS_EVIDENCE,
                       "rule %.*s answers %zu times on its example '%s' (%.*s)",
                       (int)run->rule->code.length, run->rule->code.bytes, run->answers,
                       example->trips ? "trips" : "quiet", (int)example->caption.length,
                       example->caption.bytes);
}

static enum status example_ask(struct rule_example_run *run, struct failure *failure)
{
    const struct rule *rule = run->rule;
    struct store_cage *cage = NULL;
    struct store_query *query = NULL;
    struct str reads = {"", 0};
    enum status status = store_cage_open(&cage, run->store, run->vocabulary.names,
                                         run->vocabulary.count, failure);
    if (status == STATUS_OK)
        status = store_cage_prepare(
            cage, &(struct store_cage_rule){.code = rule->code, .sql = rule->sql}, &run->arena,
            &query, &reads, failure);
    if (status == STATUS_OK && !str_equal(reads, rule->reads))
        status = failure_set(failure, STATUS_EVIDENCE,
                             "it says that it reads '%.*s', and reads "
                             "'%.*s'",
                             (int)rule->reads.length, rule->reads.bytes, (int)reads.length,
                             reads.bytes);
    if (status == STATUS_OK)
        status = example_step(run, query, failure);
    store_query_close(query);
    store_cage_close(cage);
    return status;
}

static enum status example_step(struct rule_example_run *run, struct store_query *query,
                                struct failure *failure)
{
    bool found = false;
    enum status status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found) {
        status = rule_example_compare(run, query, failure);
        run->answers++;
        if (status == STATUS_OK)
            status = store_query_step(query, &found, failure);
    }
    return status;
}
