/* A small world of books in memory for the tests of rules: rows are named by the columns that
 * matter, all others are 0, '' or NULL as the schema has it. */
#ifndef TIEOUT_TESTS_CHECK_FIXTURE_H
#define TIEOUT_TESTS_CHECK_FIXTURE_H

#include "recon/check.h"
#include "store_fixture.h"

struct world {
    struct store *store;
    struct arena arena;
    struct rules_source source; /* the shipped rules */
    struct rule_set set;
    struct check_options options;
    struct check_result result;
    struct failure failure;
};

/* Days of the world, in 1970 days: 2024-01-01, 2024-05-31, 2024-06-30. */
enum { WORLD_FROM = 19723, WORLD_MAY = 19874, WORLD_AS_OF = 19904 };

static inline void world_execute(struct world *world, const char *sql)
{
    must_work(store_execute(world->store, sql, &world->failure), &world->failure);
}

/* The statements give one row each: its text is compared with `expected`. */
static inline void world_says(struct world *world, const char *sql, const char *expected)
{
    struct buffer text = {0};
    must_work(store_read_text(world->store, str_from(sql), &text, &world->failure),
              &world->failure);
    assert_string_equal(buffer_c(&text), expected);
    buffer_free(&text);
}

static inline int64_t world_count(struct world *world, const char *sql)
{
    int64_t count = -1;
    must_work(store_read_integer(world->store, str_from(sql), &count, &world->failure),
              &world->failure);
    return count;
}

/* A row of a rowid table; `set` as in UPDATE ... SET. */
static inline void world_row(struct world *world, const char *table, const char *set)
{
    struct buffer columns = {0};
    struct buffer values = {0};
    struct buffer sql = {0};
    struct store_query *query = NULL;
    bool found = false;
    buffer_format(&sql, "SELECT name, type, \"notnull\", pk FROM pragma_table_info('%s')",
                  table);
    must_work(store_query_open(&query, world->store, buffer_str(&sql), &world->failure),
              &world->failure);
    while (store_query_step(query, &found, &world->failure) == STATUS_OK && found) {
        if (store_query_integer(query, 2) == 0 || store_query_integer(query, 3) != 0)
            continue;
        buffer_add_c(&columns, columns.length > 0 ? ", " : "");
        buffer_add(&columns, store_query_text(query, 0));
        buffer_add_c(&values, values.length > 0 ? ", " : "");
        buffer_add_c(&values, str_equal(store_query_text(query, 1), STR("TEXT")) ? "''" : "0");
    }
    store_query_close(query);
    buffer_clear(&sql);
    buffer_format(&sql, "INSERT INTO %s (%s) VALUES (%s);", table, buffer_c(&columns),
                  buffer_c(&values));
    buffer_format(&sql, "UPDATE %s SET %s WHERE rowid = last_insert_rowid();", table, set);
    world_execute(world, buffer_c(&sql));
    buffer_free(&columns);
    buffer_free(&values);
    buffer_free(&sql);
}

/* Windows of all roles from WORLD_FROM to WORLD_AS_OF, looking back from 120 days later. */
static inline int world_setup(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    char sql[1024];
    failure_init(&world->failure);
    must_work(store_create(&world->store, ":memory:", &world->failure), &world->failure);
    must_work(rules_source_load(&world->source, NULL, &world->arena, &world->failure),
              &world->failure);
    must_work(rule_set_load(&world->set, &world->source, &world->arena, &world->failure),
              &world->failure);
    world->options.shipped = &world->set;
    snprintf(sql, sizeof sql,
             "INSERT INTO meta VALUES ('as_of_day', '%d'), ('base_currency', 'USD');"
             "INSERT INTO policy VALUES ('penny', '0.01', 'money', '0.01', 10000),"
             " ('penny_budget', '1.00', 'money', '1.00', 1000000),"
             " ('settlement_grace_days', '45', 'days', '45', 45),"
             " ('history_days', '120', 'days', '120', 120),"
             " ('payout_gap_days', '40', 'days', '40', 40);"
             "INSERT INTO role_window (role, known_from, known_to, back_from) VALUES"
             " ('billed', %d, %d, %d), ('disbursed', %d, %d, %d),"
             " ('taxed', NULL, NULL, NULL);",
             WORLD_AS_OF, WORLD_FROM, WORLD_AS_OF, WORLD_FROM + 120, WORLD_FROM, WORLD_AS_OF,
             WORLD_FROM + 120);
    world_execute(world, sql);
    world_execute(world,
                  "INSERT INTO reference VALUES (0, ''), (1, 'R-1'), (2, 'R-2'), (3, 'R-3')");
    *state = world;
    return 0;
}

static inline int world_teardown(void **state)
{
    struct world *world = *state;
    store_close(world->store);
    arena_free(&world->arena);
    free(world);
    return 0;
}

static inline void world_check(struct world *world)
{
    must_work(check_run(&world->set, &world->source, &world->options, world->store,
                        &world->result, &world->failure),
              &world->failure);
}

/* A rule of the test's own, in place of the shipped ones; `text` lives as long as the world. */
static inline void world_rule(struct world *world, const char *code, const char *text)
{
    struct rules_file *files = arena_take(&world->arena, 2 * sizeof *files);
    struct buffer path = {0};
    const struct rules_file *policy = rules_source_find(&world->source, STR("policy.csv"));
    buffer_format(&path, "exceptions/%s.sql", code);
    files[0] =
        (struct rules_file){arena_copy(&world->arena, buffer_str(&path)), str_from(text)};
    files[1] = *policy;
    world->source = (struct rules_source){.files = files, .file_count = 2};
    buffer_free(&path);
    must_work(rule_set_load(&world->set, &world->source, &world->arena, &world->failure),
              &world->failure);
    world->options.shipped = &world->set;
}

#endif
