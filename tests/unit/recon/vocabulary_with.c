/* WITH tables in the place of views: the columns a rule names, or all where one that is left out
 * could change the rows. */
#include "recon/vocabulary_with.h"

#include "rule_fixture.h"

static enum status load(struct vocabulary *vocabulary, const char *text, struct arena *arena,
                        struct failure *failure)
{
    const struct rules_file file = {STR("vocabulary.sql"), str_from(text)};
    const struct rules_source source = {.files = &file, .file_count = 1};
    failure_init(failure);
    return vocabulary_load(vocabulary, &source, arena, failure);
}

static const char views[] =
    "-- view zebra\n"
    "-- about A row.\n"
    "-- columns\n"
    "--   id count\n"
    "--   stripes count\n"
    "--   word count\n"
    "SELECT animal.id, (SELECT max(a, 1) FROM main.other) AS stripes, ',' AS word\n"
    "  FROM main.animal WHERE id IN (SELECT id FROM x ORDER BY id)\n"
    "-- only rest\n"
    " UNION ALL SELECT 7, max(8, 2), 'from'\n"
    "  FROM main.ghost\n"
    "-- end\n"
    "-- only flagged\n"
    " AND flags & $flag <> 0\n"
    "-- end\n"
    "-- view ant\n"
    "-- about A row.\n"
    "-- columns\n"
    "--   legs count\n"
    "--   eyes count\n"
    "SELECT legs, eyes FROM main.ants GROUP BY legs\n"
    "-- view bee\n"
    "-- about A row.\n"
    "-- columns\n"
    "--   legs count\n"
    "--   eyes count\n"
    "SELECT DISTINCT legs, eyes FROM main.bees\n"
    "-- view cow\n"
    "-- about A row.\n"
    "-- columns\n"
    "--   legs count\n"
    "--   eyes count\n"
    "SELECT sum(legs) AS legs, eyes FROM main.cows\n"
    "-- view dog\n"
    "-- about A row.\n"
    "-- columns\n"
    "--   legs count\n"
    "--   eyes count\n"
    "SELECT legs, eyes FROM main.dogs UNION SELECT 1, 2 FROM main.cats\n"
    "-- view eel\n"
    "-- about A row.\n"
    "-- columns\n"
    "--   legs count\n"
    "--   eyes count\n"
    "SELECT legs, ears FROM main.eels\n"
    "-- view fly\n"
    "-- about A row.\n"
    "-- columns\n"
    "--   legs count\n"
    "--   eyes count\n"
    "SELECT 6 AS legs, 2 AS eyes\n";

#define ZEBRA "WITH zebra AS NOT MATERIALIZED ("
#define ANIMALS "\nFROM main.animal WHERE id IN (SELECT id FROM x ORDER BY id)"

struct row {
    const char *name, *reads, *sql, *with; /* NULL: nothing is added */
    struct vocabulary_scope scope;
};

static const struct row rows[] = {
    {"one column",
     "zebra",
     "SELECT word FROM zebra",
     ZEBRA "SELECT ',' AS word" ANIMALS ")\n",
     {false, 0}},
    {"two, by another case and in quotes",
     "zebra",
     "SELECT \"ID\" FROM zebra WHERE WORD > 1",
     ZEBRA "SELECT animal.id, ',' AS word" ANIMALS ")\n",
     {false, 0}},
    {"every SELECT of the view",
     "zebra",
     "SELECT Stripes FROM zebra",
     ZEBRA "SELECT (SELECT max(a, 1) FROM main.other) AS stripes" ANIMALS
           "\nUNION ALL\nSELECT max(8, 2)\nFROM main.ghost)\n",
     {true, 0}},
    {"a flag",
     "zebra",
     "SELECT id FROM zebra",
     ZEBRA "SELECT animal.id" ANIMALS "\n AND flags & 16 <> 0)\n",
     {false, 16}},
    {"none: the first",
     "zebra",
     "SELECT count(*) FROM zebra",
     ZEBRA "SELECT animal.id" ANIMALS ")\n",
     {false, 0}},
    {"its own WITH", "zebra", "WITH a AS (SELECT 1) SELECT id FROM zebra, a", NULL, {false, 0}},
    {"two views",
     "ant fly",
     "SELECT legs FROM ant, fly",
     "WITH ant AS NOT MATERIALIZED (SELECT legs, eyes FROM main.ants GROUP BY legs\n)\n"
     ", fly AS NOT MATERIALIZED (SELECT 6 AS legs, 2 AS eyes\n)\n",
     {false, 0}},
    {"rows made one",
     "bee",
     "SELECT legs FROM bee",
     "WITH bee AS NOT MATERIALIZED (SELECT DISTINCT legs, eyes FROM main.bees\n)\n",
     {false, 0}},
    {"rows summed",
     "cow",
     "SELECT eyes FROM cow",
     "WITH cow AS NOT MATERIALIZED (SELECT sum(legs) AS legs, eyes FROM main.cows\n)\n",
     {false, 0}},
    {"a union of rows",
     "dog",
     "SELECT eyes FROM dog",
     "WITH dog AS NOT MATERIALIZED (SELECT legs, eyes FROM main.dogs UNION SELECT 1, 2 FROM "
     "main.cats\n)\n",
     {false, 0}},
    {"other columns than it says",
     "eel",
     "SELECT legs FROM eel",
     "WITH eel AS NOT MATERIALIZED (SELECT legs, ears FROM main.eels\n)\n",
     {false, 0}},
};

static void test_columns(void **state)
{
    struct arena arena = {0};
    struct vocabulary vocabulary;
    struct vocabulary_with with = {0};
    struct failure failure;
    (void)state;
    must_work(load(&vocabulary, views, &arena, &failure), &failure);
    for (size_t i = 0; i < array_count(rows); i++) {
        const struct rule rule = {.reads = str_from(rows[i].reads),
                                  .sql = str_from(rows[i].sql)};
        for (int again = 0; again < 2; again++) {
            struct buffer sql = {0};
            bool added =
                vocabulary_with_add(&with, &vocabulary, &rule, rows[i].scope, &arena, &sql);
            if (added != (rows[i].with != NULL))
                fail_msg("%s: added %d", rows[i].name, added);
            if (strcmp(buffer_c(&sql), added ? rows[i].with : "") != 0)
                fail_msg("%s: %s", rows[i].name, buffer_c(&sql));
            buffer_free(&sql);
        }
    }
    arena_free(&arena);
}

/* A star and a natural join mean columns nobody names; a star that counts rows means none. */
static void test_unnamed(void **state)
{
    static const char *const questions[] = {"SELECT * FROM zebra", "SELECT z.* FROM zebra z",
                                            "SELECT id * 2 FROM zebra",
                                            "SELECT id FROM zebra NATURAL JOIN other"};
    struct arena arena = {0};
    struct vocabulary vocabulary;
    struct vocabulary_with with = {0};
    struct failure failure;
    (void)state;
    must_work(load(&vocabulary, views, &arena, &failure), &failure);
    for (size_t i = 0; i < array_count(questions); i++) {
        const struct rule rule = {.reads = STR("zebra"), .sql = str_from(questions[i])};
        struct buffer sql = {0};
        assert_true(vocabulary_with_add(&with, &vocabulary, &rule,
                                        (struct vocabulary_scope){false, 0}, &arena, &sql));
        if (str_find(buffer_str(&sql), STR("AS stripes, ',' AS word")) < 0)
            fail_msg("%s: %s", questions[i], buffer_c(&sql));
        buffer_free(&sql);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_unnamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
