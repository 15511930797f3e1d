/* Interned texts as rows: all of them, whichever references pass. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#include "pipeline/interned_rows.h"
#include "store/store_read.h"

static void test_texts_keep_their_parts(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT code || '/' || title || '/' || tax_code FROM product "
                 "WHERE code <> ''",
                 "p1/Scanner/");
    assert_books(&world,
                 "SELECT group_concat(text, ',') FROM (SELECT text FROM reference "
                 "ORDER BY text)",
                 ",r-1,r-2");
    assert_books(&world,
                 "SELECT group_concat(payer, ',') FROM (SELECT payer FROM payer "
                 "ORDER BY payer)",
                 ",111122223333");
    world_end(&world);
}

/* Three references and one product, beside the empty text of each of eight tables. */
static void run_begin(struct run *run, struct failure *failure)
{
    failure_init(failure);
    assert_int_equal(store_create(&run->store, ":memory:", failure), STATUS_OK);
    ledger_init(&run->ledger);
    intern_put(&run->ledger.references, STR("a"));
    intern_put(&run->ledger.references, STR("b"));
    intern_put(&run->ledger.references, STR("c"));
    intern_put(&run->ledger.products, STR("p\x1f"
                                          "Scanner\x1f"
                                          "x"));
    intern_put(&run->payers.names, STR(""));
}

static struct interned_rows *rows_begin(struct run *run, struct failure *failure)
{
    struct interned_rows *rows = NULL;
    run_begin(run, failure);
    assert_int_equal(interned_rows_begin(&rows, run, failure), STATUS_OK);
    return rows;
}

static void assert_rows(const struct run *run, int64_t references, int64_t all)
{
    struct failure failure;
    int64_t found = -1;
    failure_init(&failure);
    store_read_integer(run->store, STR("SELECT count(*) FROM reference"), &found, &failure);
    assert_int_equal(found, references);
    store_read_integer(run->store,
                       STR("SELECT (SELECT count(*) FROM reference) + "
                           "(SELECT count(*) FROM product) + (SELECT count(*) FROM customer) + "
                           "(SELECT count(*) FROM offer) + (SELECT count(*) FROM jurisdiction) "
                           "+ (SELECT count(*) FROM text) + (SELECT count(*) FROM payer) "
                           "+ (SELECT count(*) FROM deposit)"),
                       &found, &failure);
    assert_int_equal(found, all);
}

static void run_end(struct run *run)
{
    store_close(run->store);
    ledger_free(&run->ledger);
    payers_free(&run->payers);
}

/* Position after position, some references twice and one earlier once more, as positions that
 * wait for habits come. */
static void test_rows_come_along_with_references(void **state)
{
    (void)state;
    const uint32_t passing[] = {1, 1, 3, 2};
    struct run run = {0};
    struct failure failure;
    struct interned_rows *rows = rows_begin(&run, &failure);
    for (size_t i = 0; i < array_count(passing); i++)
        assert_int_equal(interned_rows_go_on(rows, passing[i], &failure), STATUS_OK);
    assert_int_equal(interned_rows_end(rows, &failure), STATUS_OK);
    assert_rows(&run, 4, 4 + 2 + 6);
    run_end(&run);
}

static void test_what_is_left_comes_at_the_end(void **state)
{
    (void)state;
    struct run run = {0};
    struct failure failure;
    struct interned_rows *rows = rows_begin(&run, &failure);
    assert_int_equal(interned_rows_go_on(rows, 1, &failure), STATUS_OK);
    assert_int_equal(interned_rows_end(rows, &failure), STATUS_OK);
    assert_rows(&run, 4, 4 + 2 + 6);
    run_end(&run);
}

static void test_after_a_failure_nothing_more_is_written(void **state)
{
    (void)state;
    struct run run = {0};
    struct failure failure;
    struct interned_rows *rows = rows_begin(&run, &failure);
    failure_set(&failure, STATUS_REFUSED, "a sum is too large");
    assert_int_equal(interned_rows_end(rows, &failure), STATUS_REFUSED);
    assert_rows(&run, 0, 0);
    run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_texts_keep_their_parts),
        cmocka_unit_test(test_rows_come_along_with_references),
        cmocka_unit_test(test_what_is_left_comes_at_the_end),
        cmocka_unit_test(test_after_a_failure_nothing_more_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
