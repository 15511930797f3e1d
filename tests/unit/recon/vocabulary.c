/* The views a rule may read: their text, their columns, and their scopes. */
#include "recon/vocabulary.h"

#include "rule_fixture.h"

static enum status load(struct vocabulary *vocabulary, const char *text, struct arena *arena,
                        struct failure *failure)
{
    const struct rules_file file = {STR("vocabulary.sql"), str_from(text)};
    const struct rules_source source = {.files = &file, .file_count = 1};
    failure_init(failure);
    return vocabulary_load(vocabulary, &source, arena, failure);
}

static const char two_views[] = "-- What stands before the first view is no view's.\n"
                                "-- view      zebra\n"
                                "-- about     A striped\n"
                                "--           row.\n"
                                "-- columns\n"
                                "--   zebra_id  id      answer with it\n"
                                "--   stripes   count?\n"
                                "SELECT id AS zebra_id, stripes\n"
                                "  FROM main.animal\n"
                                "-- only rest\n"
                                " UNION ALL SELECT 7, 8\n"
                                "-- end\n"
                                "-- only flagged\n"
                                " WHERE flags & $flag <> 0\n"
                                "-- end\n"
                                "-- view      ant\n"
                                "-- about     Small.\n"
                                "-- columns\n"
                                "--   legs      money   six of them\n"
                                "SELECT 6 AS legs\n";

static void test_views_and_columns(void **state)
{
    struct arena arena = {0};
    struct vocabulary vocabulary;
    struct failure failure;
    (void)state;
    must_work(load(&vocabulary, two_views, &arena, &failure), &failure);
    assert_int_equal(vocabulary.count, 2);
    assert_str(vocabulary.names[0], "ant");
    assert_str(vocabulary.names[1], "zebra");
    const struct vocabulary_view *zebra = vocabulary_find(&vocabulary, STR("zebra"));
    assert_non_null(zebra);
    assert_str(zebra->about, "A striped row.");
    assert_int_equal(zebra->column_count, 2);
    assert_int_equal(zebra->columns[0].kind, VOCABULARY_ID);
    assert_false(zebra->columns[0].may_be_null);
    assert_str(zebra->columns[0].meaning, "answer with it");
    const struct vocabulary_column *stripes = vocabulary_find_column(zebra, STR("stripes"));
    assert_non_null(stripes);
    assert_int_equal(stripes->kind, VOCABULARY_COUNT);
    assert_true(stripes->may_be_null);
    assert_null(vocabulary_find_column(zebra, STR("legs")));
    assert_null(vocabulary_find(&vocabulary, STR("bee")));
    arena_free(&arena);
}

static void test_scopes(void **state)
{
    static const struct {
        struct vocabulary_scope scope;
        const char *sql;
    } rows[] = {
        {{false, 0},
         "DROP VIEW IF EXISTS temp.zebra;\nCREATE TEMP VIEW zebra AS\n"
         "SELECT id AS zebra_id, stripes\n  FROM main.animal\n;\n"},
        {{true, 0},
         "DROP VIEW IF EXISTS temp.zebra;\nCREATE TEMP VIEW zebra AS\n"
         "SELECT id AS zebra_id, stripes\n  FROM main.animal\n UNION ALL SELECT 7, 8\n;\n"},
        {{false, 16},
         "DROP VIEW IF EXISTS temp.zebra;\nCREATE TEMP VIEW zebra AS\n"
         "SELECT id AS zebra_id, stripes\n  FROM main.animal\n WHERE flags & 16 <> 0\n;\n"},
    };
    struct arena arena = {0};
    struct vocabulary vocabulary;
    struct failure failure;
    (void)state;
    must_work(load(&vocabulary, two_views, &arena, &failure), &failure);
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer sql = {0};
        vocabulary_view_sql(vocabulary_find(&vocabulary, STR("zebra")), rows[i].scope, &sql);
        assert_string_equal(buffer_c(&sql), rows[i].sql);
        buffer_free(&sql);
    }
    arena_free(&arena);
}

/* Of a rule only the views it reads; put into place again, they are replaced. */
static void test_install(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct arena arena = {0};
    struct vocabulary vocabulary;
    const struct rule rule = {.reads = STR("zebra")};
    static const char views[] = "SELECT name FROM temp.sqlite_schema WHERE type = 'view'"
                                " ORDER BY name";
    execute(fixture, store,
            "CREATE TABLE animal (id INTEGER, stripes INTEGER, flags INTEGER);"
            "INSERT INTO animal VALUES (1, 30, 0), (2, 40, 16)");
    must_work(load(&vocabulary, two_views, &arena, &fixture->failure), &fixture->failure);
    must_work(vocabulary_install(&vocabulary, store, &rule, (struct vocabulary_scope){false, 0},
                                 NULL, &fixture->failure),
              &fixture->failure);
    assert_answer(fixture, store, views, "zebra");
    assert_answer(fixture, store, "SELECT * FROM zebra", "1|30\n2|40");
    must_work(vocabulary_install(&vocabulary, store, &rule,
                                 (struct vocabulary_scope){false, 16}, NULL, &fixture->failure),
              &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM zebra", "2|40");
    must_work(vocabulary_install(&vocabulary, store, NULL, (struct vocabulary_scope){true, 0},
                                 NULL, &fixture->failure),
              &fixture->failure);
    assert_answer(fixture, store, views, "ant\nzebra");
    assert_answer(fixture, store, "SELECT * FROM zebra", "1|30\n2|40\n7|8");
    arena_free(&arena);
    store_close(store);
}

/* What stands is not made again: a view that was changed meanwhile stays as it is, until another
 * scope asks for other words. */
static void test_stands(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct arena arena = {0};
    struct vocabulary vocabulary;
    struct buffer stands[2] = {0};
    const struct vocabulary_scope all = {false, 0};
    const struct vocabulary_scope some = {false, 16};
    execute(fixture, store,
            "CREATE TABLE animal (id INTEGER, stripes INTEGER, flags INTEGER);"
            "INSERT INTO animal VALUES (1, 30, 0), (2, 40, 16)");
    must_work(load(&vocabulary, two_views, &arena, &fixture->failure), &fixture->failure);
    for (int again = 0; again < 2; again++) {
        must_work(vocabulary_install(&vocabulary, store, NULL, all, stands, &fixture->failure),
                  &fixture->failure);
        assert_answer(fixture, store, "SELECT count(*) FROM zebra", again ? "0" : "2");
        execute(fixture, store,
                "DROP VIEW temp.zebra; CREATE TEMP VIEW zebra AS SELECT 1 WHERE 0");
    }
    must_work(vocabulary_install(&vocabulary, store, NULL, some, stands, &fixture->failure),
              &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM zebra", "2|40");
    buffer_free(&stands[0]);
    buffer_free(&stands[1]);
    arena_free(&arena);
    store_close(store);
}

static void test_refused(void **state)
{
    static const struct {
        const char *text, *words;
        int64_t line;
    } rows[] = {
        {"SELECT 1\n", "without a view", 1},
        {"-- view a\n-- colour red\n", "a view has no 'colour'", 2},
        {"-- view a\n-- columns\n--   x  number\n", "column 'x' is of no known kind", 3},
        {"-- view a\n-- columns\n--   x\n", "column 'x' is of no known kind", 3},
        {"-- view a\n-- columns\n--   x  id\nSELECT 1 AS x; DROP TABLE meta\n",
         "more than one SELECT", 0},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct arena arena = {0};
        struct vocabulary vocabulary;
        struct failure failure;
        assert_int_equal(load(&vocabulary, rows[i].text, &arena, &failure), STATUS_EVIDENCE);
        if (strstr(failure.message, rows[i].words) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", failure.message, rows[i].words);
        if (rows[i].line > 0)
            assert_string_equal(failure.path, "vocabulary.sql");
        assert_int_equal(failure.line, rows[i].line);
        arena_free(&arena);
    }
}

/* Rules of a directory may bring no vocabulary: then the built-in one is theirs. */
/* The text `each`, so many times, behind `first`. */
static void refuse_many(const char *first, const char *each, int times, const char *message)
{
    struct buffer text = {0};
    struct arena arena = {0};
    struct vocabulary vocabulary;
    struct failure failure;
    buffer_add_c(&text, first);
    for (int i = 0; i < times; i++)
        buffer_add_c(&text, each);
    assert_int_equal(load(&vocabulary, buffer_c(&text), &arena, &failure), STATUS_EVIDENCE);
    assert_string_equal(failure.message, message);
    buffer_free(&text);
    arena_free(&arena);
}

static void test_too_many(void **state)
{
    (void)state;
    refuse_many("", "-- view a\nSELECT 1\n", 100, "too many views");
    refuse_many("-- view a\n-- columns\n", "--   x  id\n", 1000, "too many columns");
}

static void test_built_in(void **state)
{
    struct arena arena = {0};
    struct vocabulary vocabulary;
    struct failure failure;
    const struct rules_source none = {0};
    (void)state;
    failure_init(&failure);
    must_work(vocabulary_load(&vocabulary, &none, &arena, &failure), &failure);
    static const char *const views[] = {"billed",   "disbursed",   "opening",
                                        "position", "stated_open", "taxed"};
    for (size_t i = 0; i < array_count(views); i++)
        if (vocabulary_find(&vocabulary, str_from(views[i])) == NULL)
            fail_msg("no view %s", views[i]);
    for (size_t i = 1; i < vocabulary.count; i++)
        assert_true(str_compare(vocabulary.names[i - 1], vocabulary.names[i]) < 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views_and_columns),
        cmocka_unit_test(test_scopes),
        cmocka_unit_test_setup_teardown(test_install, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_stands, fixture_setup, fixture_teardown),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_built_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
