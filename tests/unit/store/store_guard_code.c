/* What the program of a statement gives away. Real SQLite compiles each question; the answer
 * was worked out by reading the question. */
#include "store_fixture.h"

#include "store/store_guard_code.h"

static const char tables[] =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, gross INTEGER NOT NULL, fee INTEGER NOT NULL,"
    " state TEXT NOT NULL, currency TEXT) STRICT;"
    "CREATE INDEX p_gross ON p (gross); CREATE INDEX p_currency ON p (currency);"
    "CREATE VIEW v AS SELECT id, gross - fee AS open, state,"
    " CASE WHEN gross > fee THEN 'open' ELSE 'shut' END AS mood FROM p;"
    "CREATE VIEW w AS SELECT currency, sum(gross) AS total, count(*) AS n FROM p GROUP BY 1;";

static const struct {
    const char *sql, *offence; /* NULL: none */
} questions[] = {
    /* what an honest rule writes */
    {"SELECT id, gross - fee FROM p WHERE gross > fee AND state = 'settled'", NULL},
    {"SELECT id FROM p WHERE state IN ('a', 'b', 'c', 'd') AND currency = 'USD'", NULL},
    {"SELECT id, CASE WHEN state = 'x' THEN gross ELSE 0 END + fee FROM p", NULL},
    {"SELECT CASE state WHEN 'a' THEN 'low' ELSE 'high' END AS severity FROM p", NULL},
    {"SELECT coalesce(currency, 'none') FROM p WHERE coalesce(currency, '') <> ''", NULL},
    {"SELECT lower(state) FROM p WHERE upper(state) = 'X' ORDER BY 1 LIMIT 5", NULL},
    {"SELECT sum(gross), count(*), min(state) FROM p GROUP BY state HAVING sum(fee) > 10",
     NULL},
    {"SELECT 'a' || state || gross FROM p", NULL},
    {"SELECT id FROM v WHERE mood = 'open' AND open > 100", NULL},
    {"SELECT * FROM w WHERE total > 5 AND currency = 'USD'", NULL},
    {"WITH a AS (SELECT state, sum(gross) AS g FROM p GROUP BY state) "
     "SELECT 'x', g + 1 FROM a WHERE state > 'b'",
     NULL},
    {"SELECT a.id, b.gross * 2 FROM p a JOIN p b ON a.state = b.state AND a.gross = -b.gross "
     "WHERE EXISTS (SELECT 1 FROM p c WHERE c.id = a.id + 1)",
     NULL},
    {"SELECT id, 'text', 5 FROM p UNION ALL SELECT gross, 'other', 6 FROM p", NULL},
    {"SELECT abs(gross), nullif(gross, 0), iif(gross > 0, 'plus', 'minus') FROM p", NULL},
    {"SELECT sum(gross) OVER (PARTITION BY state ORDER BY id), state FROM p", NULL},
    {"SELECT id FROM p WHERE id = 5 OR id > 7 OR gross IN (1, 2, 3, 4)", NULL},
    {"SELECT (SELECT max(gross) FROM p b WHERE b.state = a.state) - a.gross FROM p a", NULL},

    /* numbers that are not exact */
    {"SELECT gross FROM p WHERE gross > 1.5", "it holds a number with a point or an exponent"},
    {"SELECT 1e3", "it holds a number with a point or an exponent"},
    {"SELECT 9223372036854775808", "it holds a number with a point or an exponent"},
    {"SELECT gross / 2 FROM p", "it divides"},
    {"SELECT id FROM p ORDER BY fee / gross", "it divides"},
    {"SELECT gross % 2 FROM p", "it takes a remainder"},
    {"SELECT CAST(state AS INTEGER) FROM p", "it casts"},
    {"SELECT id FROM p WHERE CAST(gross AS REAL) > 0", "it casts"},

    /* texts that calculate */
    {"SELECT '5' + gross FROM p", "it calculates with a text"},
    {"SELECT gross - '5' FROM p", "it calculates with a text"},
    {"SELECT gross * '5' FROM p", "it calculates with a text"},
    {"SELECT -'5'", "it calculates with a text"},
    {"SELECT gross & '5' FROM p", "it calculates with a text"},
    {"SELECT coalesce(NULL, '5') + 1", "it calculates with a text"},
    {"SELECT CASE WHEN gross > 0 THEN 'five' ELSE 5 END + 1 FROM p",
     "it calculates with a text"},
    {"SELECT iif(gross > 0, 5, 'five') + 1 FROM p", "it calculates with a text"},
    {"SELECT ('1' || '2') + 3", "it calculates with a text"},
    {"SELECT lower(state) + 3 FROM p", "it calculates with a text"},
    {"SELECT abs('5')", "it calculates with a text"},
    {"SELECT sum('5') FROM p", "it calculates with a text"},
    {"WITH a AS (SELECT '5' AS five, gross FROM p) SELECT five + gross FROM a",
     "it calculates with a text"},
    {"SELECT mood + 1 FROM v", "it calculates with a text"},

    /* texts beside numbers */
    {"SELECT id FROM p WHERE gross > '100'", "it compares a text with a number"},
    {"SELECT id FROM p WHERE '100' < fee", "it compares a text with a number"},
    {"SELECT id FROM p WHERE gross = '100'", "it compares a text with a number"},
    {"SELECT id FROM p WHERE id = '7'", "it compares a text with a number"},
    {"SELECT id FROM p WHERE id > '7'", "it compares a text with a number"},
    {"SELECT id FROM p WHERE id BETWEEN '7' AND '9'", "it compares a text with a number"},
    {"SELECT id FROM p WHERE gross IN ('1', '2', '3', '4')",
     "it compares a text with a number"},
    {"SELECT id FROM p WHERE fee IN ('1', '2')", "it compares a text with a number"},
    {"SELECT id FROM p WHERE gross - fee > '5'", "it compares a text with a number"},
    {"SELECT id FROM v WHERE open > '5'", "it compares a text with a number"},
    {"SELECT * FROM w WHERE n = '5'", "it compares a text with a number"},
    {"SELECT id FROM p WHERE state > 5", "it compares a text with a number"},
    {"SELECT id FROM p WHERE '5' = 5", "it compares a text with a number"},
    {"SELECT CASE gross WHEN '5' THEN 1 ELSE 2 END FROM p", "it compares a text with a number"},
    {"SELECT state FROM p GROUP BY state HAVING count(*) > '1'",
     "it compares a text with a number"},
};

static void test_questions(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    int wrong = 0;
    execute(fixture, store, tables);
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        const char *offence =
            guard_code_offence(store, str_from(questions[i].sql), &fixture->failure);
        must_work(fixture->failure.status, &fixture->failure);
        const char *expected = questions[i].offence;
        if (offence == NULL ? expected != NULL
                            : expected == NULL || strcmp(offence, expected) != 0)
            wrong++, print_message("%s: %s\n", questions[i].sql,
                                   offence == NULL ? "no offence" : offence);
    }
    assert_int_equal(wrong, 0);
    store_close(store);
}

static void test_what_cannot_be_explained(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    assert_null(guard_code_offence(store, STR("SELECT absent"), &fixture->failure));
    must_fail(fixture, fixture->failure.status, STATUS_EVIDENCE,
              "a rule could not be explained: no such column: absent");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_questions),
                                       TEST(test_what_cannot_be_explained)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
