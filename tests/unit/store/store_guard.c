/* The cage: what a rule may ask, and every way out that is shut. */
#include "store_fixture.h"

#include "store/store_guard.h"
#include "store/store_inner.h"

/* Sorted, as the vocabulary is. "helper" and "shadow" are below them and not part of it. */
static const struct str views[] = {STR_INIT("billed"), STR_INIT("deep"), STR_INIT("policy"),
                                   STR_INIT("position")};
enum { VIEWS = sizeof views / sizeof views[0] };

static const char world[] =
    "CREATE TABLE base (position_id INTEGER PRIMARY KEY, gross INTEGER NOT NULL,"
    " fee INTEGER NOT NULL, state TEXT NOT NULL, secret TEXT) STRICT;"
    "INSERT INTO base VALUES (1, 100, 5, 'settled', 's'), (2, 70, 5, 'open', 's');"
    "CREATE VIEW billed AS SELECT position_id, gross, printf('%s', state) AS state FROM base;"
    "CREATE VIEW position AS SELECT position_id, gross, gross - fee AS net, state FROM base;"
    "CREATE VIEW helper AS WITH t AS (SELECT position_id, gross FROM base) SELECT * FROM t;"
    "CREATE VIEW deep AS SELECT h.position_id, h.gross, b.state FROM helper h"
    " JOIN billed b USING (position_id);"
    "INSERT INTO policy VALUES ('penny', '0.01', 'money', '0.01', 10000);"
    "INSERT INTO meta VALUES ('as_of_day', '19813');";

struct caged {
    struct store *store;
    struct store_cage *cage;
    struct arena arena;
    struct store_query *query;
    struct str reads;
};

static struct caged cage(struct fixture *fixture)
{
    struct caged caged = {.store = fixture_store(fixture, ":memory:")};
    execute(fixture, caged.store, world);
    must_work(store_cage_open(&caged.cage, caged.store, views, VIEWS, &fixture->failure),
              &fixture->failure);
    return caged;
}

static void uncage(struct caged *caged)
{
    store_query_close(caged->query);
    store_cage_close(caged->cage);
    store_close(caged->store);
    arena_free(&caged->arena);
}

static enum status prepare(struct fixture *fixture, struct caged *caged, const char *sql)
{
    store_query_close(caged->query);
    const struct store_cage_rule rule = {.code = STR("some-rule"), .sql = str_from(sql)};
    return store_cage_prepare(caged->cage, &rule, &caged->arena, &caged->query, &caged->reads,
                              &fixture->failure);
}

struct honest {
    const char *sql, *reads, *answer; /* the first cell; NULL: no row */
};

static void assert_honest(struct fixture *fixture, struct caged *caged,
                          const struct honest *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        print_message("%s\n", rows[i].sql);
        must_work(prepare(fixture, caged, rows[i].sql), &fixture->failure);
        assert_true(str_equal(caged->reads, str_from(rows[i].reads)));
        must_work(store_query_step(caged->query, &found, &fixture->failure), &fixture->failure);
        assert_int_equal(found, rows[i].answer != NULL);
        if (found)
            assert_true(str_equal(store_query_text(caged->query, 0), str_from(rows[i].answer)));
    }
}

static void test_what_a_rule_may_ask(void **state)
{
    struct fixture *fixture = *state;
    struct caged caged = cage(fixture);
    static const struct honest rows[] = {
        {"SELECT position_id FROM position WHERE gross < money('0.00009')", "position", "2"},
        {"SELECT count(*) FROM position", "position", "2"},
        {"SELECT count(*) FROM deep -- and no more", "deep", "2"},
        {"SELECT d.gross FROM deep d WHERE state = 'settled';", "deep", "100"},
        {"SELECT sum(net) FROM position", "position", "160"},
        {"SELECT a.gross - b.gross FROM position a JOIN billed b USING (position_id)",
         "billed position", "0"},
        {"WITH a AS (SELECT gross AS g FROM position), b (n) AS (SELECT count(*) FROM a) "
         "SELECT n FROM b",
         "position", "2"},
        {"SELECT value FROM policy WHERE name = 'penny'", "policy", "0.01"},
        {"SELECT policy('penny') + as_of()", "", "29813"},
        {"SELECT coalesce(NULL, 1), ifnull(1, 2), nullif(1, 2), min(1, 2), max(1, 2), "
         "length('a'), iif(1, 2, 3), abs(-1), upper('a')",
         "", "1"},
        {"SELECT position_id FROM position WHERE gross > 1000", "position", NULL},
        {"SELECT EXISTS (SELECT 1 FROM billed)", "billed", "1"},
    };
    assert_honest(fixture, &caged, rows, sizeof rows / sizeof rows[0]);
    uncage(&caged);
}

static void assert_caught(struct fixture *fixture, const char *sql, const char *words)
{
    struct caged caged = cage(fixture);
    enum status status = prepare(fixture, &caged, sql);
    assert_null(caged.query);
    assert_non_null(strstr(fixture->failure.message, "rule some-rule leaves its cage: "));
    assert_non_null(strstr(fixture->failure.remedy, "rules/README.md"));
    must_fail(fixture, status, STATUS_EVIDENCE, words);
    /* The engine's own statements are not asked about, before or after. */
    assert_int_equal(ask_integer(fixture, caged.store, "SELECT count(*) FROM base"), 2);
    uncage(&caged);
}

#define CAUGHT(test, sql, words)                                                               \
    static void test(void **state)                                                             \
    {                                                                                          \
        assert_caught(*state, sql, words);                                                     \
    }

CAUGHT(test_insert, "INSERT INTO base VALUES (3, 1, 1, '', '')", "it writes table base")
CAUGHT(test_update, "UPDATE base SET gross = 0", "it writes table base")
CAUGHT(test_delete, "DELETE FROM base", "it writes table base")
CAUGHT(test_create, "CREATE TABLE t (a)", "it writes table sqlite_master")
CAUGHT(test_drop, "DROP VIEW position", "it writes table sqlite_master")
CAUGHT(test_attach, "ATTACH 'x.db' AS x", "it opens or closes another database")
CAUGHT(test_detach, "DETACH x", "it opens or closes another database")
CAUGHT(test_pragma, "PRAGMA user_version = 9", "it uses PRAGMA user_version")
CAUGHT(test_begin, "BEGIN", "it begins or ends a transaction")
CAUGHT(test_savepoint, "SAVEPOINT s", "it begins or ends a transaction")
CAUGHT(test_vacuum, "VACUUM", "it is no SELECT")
CAUGHT(test_reindex, "REINDEX", "it does more than ask")
CAUGHT(test_explain, "EXPLAIN SELECT 1", "it is no SELECT")
CAUGHT(test_two_statements, "SELECT 1; SELECT 2", "it is more than one statement")
CAUGHT(test_second_writes, "SELECT 1; DELETE FROM base", "it")
CAUGHT(test_no_statement, "-- only words", "it asks nothing")
CAUGHT(test_nonsense, "SELECT FROM", "SQLite does not understand it: near \"FROM\"")
CAUGHT(test_no_such_column, "SELECT absent FROM position", "no such column: absent")
CAUGHT(test_parameter, "SELECT ?1", "it has a parameter nobody fills")
CAUGHT(test_recursion,
       "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c",
       "it calls itself (WITH RECURSIVE)")

CAUGHT(test_base_table, "SELECT secret FROM base", "it reads table base")
CAUGHT(test_base_table_count, "SELECT count(*) FROM base", "it reads table base")
CAUGHT(test_base_table_alias, "SELECT gross FROM base AS position", "it reads table base")
CAUGHT(test_base_table_in_subquery,
       "SELECT gross FROM position WHERE gross IN (SELECT gross FROM base)",
       "it reads table base")
CAUGHT(test_base_table_joined, "SELECT b.secret FROM position JOIN base b USING (position_id)",
       "it reads table base")
CAUGHT(test_schema_table, "SELECT sql FROM sqlite_schema", "it reads table sqlite_")
CAUGHT(test_other_view, "SELECT gross FROM helper", "it reads table helper")
CAUGHT(test_table_of_a_function, "SELECT value FROM json_each('[1]')", "it")
CAUGHT(test_pragma_function, "SELECT name FROM pragma_table_info('base')", "it")
CAUGHT(test_with_reads_base, "WITH a AS (SELECT secret FROM base) SELECT * FROM a",
       "it reads table base")

CAUGHT(test_with_shadows_a_view,
       "WITH position AS (SELECT secret FROM base) SELECT * FROM position",
       "its WITH table position has a name of the vocabulary")
CAUGHT(test_with_shadows_in_quotes,
       "WITH \"POSITION\" (a) AS MATERIALIZED (SELECT secret FROM base) SELECT a FROM position",
       "its WITH table position has a name of the vocabulary")
CAUGHT(test_with_shadows_inside, "WITH t AS (SELECT secret FROM base) SELECT * FROM t",
       "its WITH table t has a name of the vocabulary")
CAUGHT(test_with_shadows_a_helper,
       "SELECT * FROM (WITH helper AS (SELECT secret FROM base) SELECT * FROM helper)",
       "its WITH table helper has a name of the vocabulary")

CAUGHT(test_load_extension, "SELECT load_extension('x')", "it calls function load_extension")
CAUGHT(test_random, "SELECT random()", "it calls function random")
CAUGHT(test_printf, "SELECT printf('%d', gross) FROM position", "it calls function printf")
CAUGHT(test_like, "SELECT gross FROM position WHERE state LIKE 's%'", "it calls function like")
CAUGHT(test_average, "SELECT avg(gross) FROM position", "it calls function avg")
CAUGHT(test_total, "SELECT total(gross) FROM position", "it calls function total")

CAUGHT(test_real, "SELECT gross FROM position WHERE gross > 0.5",
       "it holds a number with a point or an exponent")
CAUGHT(test_division, "SELECT gross / 2 FROM position", "it divides")
CAUGHT(test_remainder, "SELECT gross % 2 FROM position", "it takes a remainder")
CAUGHT(test_cast, "SELECT CAST(gross AS TEXT) FROM position", "it casts")
CAUGHT(test_text_compared, "SELECT gross FROM position WHERE net > '5'",
       "it compares a text with a number")
CAUGHT(test_text_calculates, "SELECT gross + '5' FROM position", "it calculates with a text")

static void test_failures_when_stepped(void **state)
{
    struct fixture *fixture = *state;
    struct caged caged = cage(fixture);
    bool found = true;
    must_work(prepare(fixture, &caged, "SELECT policy('pony') FROM position"),
              &fixture->failure);
    must_fail(fixture, store_query_step(caged.query, &found, &fixture->failure),
              STATUS_EVIDENCE, "policy('pony'): no policy value has this name");
    must_work(prepare(fixture, &caged,
                      "SELECT sum(gross) FROM (SELECT 9223372036854775807 AS gross UNION ALL "
                      "SELECT gross FROM position)"),
              &fixture->failure);
    must_fail(fixture, store_query_step(caged.query, &found, &fixture->failure),
              STATUS_EVIDENCE, "integer overflow");
    uncage(&caged);
}

/* What a rule's examples do: plain tables with the vocabulary's names, some of them missing. */
static void test_tables_stand_in_for_views(void **state)
{
    struct fixture *fixture = *state;
    struct caged caged = {.store = fixture_store(fixture, ":memory:")};
    execute(fixture, caged.store,
            "CREATE TEMP TABLE position (state TEXT, gross INTEGER);"
            "INSERT INTO position VALUES ('open', 5)");
    must_work(store_cage_open(&caged.cage, caged.store, views, VIEWS, &fixture->failure),
              &fixture->failure);
    static const struct honest rows[] = {
        {"SELECT gross FROM position WHERE state = 'open'", "position", "5"},
        {"SELECT count(*) FROM position", "position", "1"},
    };
    assert_honest(fixture, &caged, rows, sizeof rows / sizeof rows[0]);
    must_fail(fixture, prepare(fixture, &caged, "SELECT 1 FROM meta"), STATUS_EVIDENCE,
              "it reads table meta");
    must_fail(fixture, prepare(fixture, &caged, "SELECT 1 FROM billed"), STATUS_EVIDENCE,
              "no such table: billed");
    uncage(&caged);
    store_cage_close(NULL);
}

/* WITH tables of ours in the place of views: what they read is read through them, and nothing else
 * may be. */
static void test_with_tables_stand_in_for_views(void **state)
{
    struct fixture *fixture = *state;
    struct caged caged = {.store = fixture_store(fixture, ":memory:")};
    static const struct str with = STR_INIT(
        "WITH position AS NOT MATERIALIZED (SELECT value AS gross, name FROM main.meta),"
        " billed AS NOT MATERIALIZED (SELECT 1 AS one)\n");
    static const struct {
        const char *sql, *reads, *offence;
    } rows[] = {
        {"SELECT gross FROM position", "position", NULL},
        {"SELECT count(*) FROM position", "position", NULL},
        {"SELECT 2 FROM position AS p JOIN position AS q USING (name)", "position", NULL},
        {"SELECT value FROM meta", NULL, "it reads table meta"},
        {"SELECT (SELECT value FROM main.meta) FROM position", NULL, "it reads table meta"},
        {"SELECT gross / 2 FROM position", NULL, "it divides"},
        {"SELECT gross FROM deep", NULL, "no such table: deep"},
        {", a AS (SELECT 1) SELECT gross FROM position", NULL, "it is no SELECT"},
        {"SELECT gross FROM position; SELECT 1", NULL, "more than one statement"},
    };
    must_work(store_cage_open(&caged.cage, caged.store, views, VIEWS, &fixture->failure),
              &fixture->failure);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        store_query_close(caged.query);
        const struct store_cage_rule rule = {
            .code = STR("some-rule"), .sql = str_from(rows[i].sql), .with = with};
        enum status status = store_cage_prepare(caged.cage, &rule, &caged.arena, &caged.query,
                                                &caged.reads, &fixture->failure);
        if (rows[i].offence != NULL) {
            must_fail(fixture, status, STATUS_EVIDENCE, rows[i].offence);
            continue;
        }
        must_work(status, &fixture->failure);
        assert_true(str_equal(caged.reads, str_from(rows[i].reads)));
    }
    uncage(&caged);
}

/* A changed schema makes SQLite prepare again when the statement is stepped. */
static void test_prepared_again_by_sqlite(void **state)
{
    struct fixture *fixture = *state;
    struct caged caged = cage(fixture);
    bool found = false;
    must_work(prepare(fixture, &caged, "SELECT count(*) FROM deep"), &fixture->failure);
    execute(fixture, caged.store, "CREATE TABLE later (a)");
    must_work(store_query_step(caged.query, &found, &fixture->failure), &fixture->failure);
    assert_int_equal(store_query_integer(caged.query, 0), 2);
    uncage(&caged);
}

static void test_the_pure_part(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int action;
        const char *first, *second, *inner;
        bool allowed;
    } rows[] = {
        {"select", SQLITE_SELECT, NULL, NULL, NULL, true},
        {"a view's column", SQLITE_READ, "position", "gross", NULL, true},
        {"of any case", SQLITE_READ, "Position", "gross", NULL, true},
        {"below a view", SQLITE_READ, "base", "gross", "position", true},
        {"below something else", SQLITE_READ, "base", "gross", "a", false},
        {"a table", SQLITE_READ, "base", "gross", NULL, false},
        {"a table without a column", SQLITE_READ, "base", "", NULL, false},
        {"a name that begins like a view", SQLITE_READ, "positions", "gross", NULL, false},
        {"a function", SQLITE_FUNCTION, NULL, "sum", NULL, true},
        {"another", SQLITE_FUNCTION, NULL, "printf", NULL, false},
        {"another, in a view", SQLITE_FUNCTION, NULL, "printf", "billed", true},
        {"another, in a WITH table", SQLITE_FUNCTION, NULL, "printf", "a", false},
        {"recursion", SQLITE_RECURSIVE, NULL, NULL, NULL, false},
        {"recursion in a view", SQLITE_RECURSIVE, NULL, NULL, "position", false},
        {"insert", SQLITE_INSERT, "position", NULL, NULL, false},
        {"update", SQLITE_UPDATE, "position", "gross", "position", false},
        {"pragma", SQLITE_PRAGMA, "cache_size", NULL, NULL, false},
        {"attach", SQLITE_ATTACH, "x.db", NULL, NULL, false},
        {"an action of the future", 99, "position", NULL, "position", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (store_guard_allows(rows[i].action, rows[i].first, rows[i].second, rows[i].inner,
                               views, VIEWS) != rows[i].allowed)
            fail_msg("%s", rows[i].name);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_a_rule_may_ask),
        TEST(test_insert),
        TEST(test_update),
        TEST(test_delete),
        TEST(test_create),
        TEST(test_drop),
        TEST(test_attach),
        TEST(test_detach),
        TEST(test_pragma),
        TEST(test_begin),
        TEST(test_savepoint),
        TEST(test_vacuum),
        TEST(test_reindex),
        TEST(test_explain),
        TEST(test_two_statements),
        TEST(test_second_writes),
        TEST(test_no_statement),
        TEST(test_nonsense),
        TEST(test_no_such_column),
        TEST(test_parameter),
        TEST(test_recursion),
        TEST(test_base_table),
        TEST(test_base_table_count),
        TEST(test_base_table_alias),
        TEST(test_base_table_in_subquery),
        TEST(test_base_table_joined),
        TEST(test_schema_table),
        TEST(test_other_view),
        TEST(test_table_of_a_function),
        TEST(test_pragma_function),
        TEST(test_with_reads_base),
        TEST(test_with_shadows_a_view),
        TEST(test_with_shadows_in_quotes),
        TEST(test_with_shadows_inside),
        TEST(test_with_shadows_a_helper),
        TEST(test_load_extension),
        TEST(test_random),
        TEST(test_printf),
        TEST(test_like),
        TEST(test_average),
        TEST(test_total),
        TEST(test_real),
        TEST(test_division),
        TEST(test_remainder),
        TEST(test_cast),
        TEST(test_text_compared),
        TEST(test_text_calculates),
        TEST(test_failures_when_stepped),
        TEST(test_tables_stand_in_for_views),
        TEST(test_with_tables_stand_in_for_views),
        TEST(test_prepared_again_by_sqlite),
        TEST(test_the_pure_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
