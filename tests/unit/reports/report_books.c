/* One digest for what the books hold, whatever order it was loaded in. */
#include "reports/report_books.h"

#include "report_world.h"
#include "world_main.h"

static void digest_books(const struct world *world, char hex[DIGEST_HEX_BYTES])
{
    char path[FOLDER_PATH_BYTES];
    struct store *store = NULL;
    struct digest digest;
    struct failure failure;
    failure_init(&failure);
    if (store_open(&store, folder_path(world->out, "books.db", path), &failure) != STATUS_OK ||
        report_books_digest(store, &digest, &failure) != STATUS_OK)
        fail_msg("%s", failure.message);
    digest_hex(&digest, hex);
    store_close(store);
}

/* The same files in another order and another folder: the ids of the books differ, what they hold
 * does not. */
static void test_order_does_not_matter(void **state)
{
    struct world world;
    char paths[2][FOLDER_PATH_BYTES];
    char first[DIGEST_HEX_BYTES];
    char second[DIGEST_HEX_BYTES];
    const char *backward[] = {paths[1], paths[0]};
    report_world(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    digest_books(&world, first);
    folder_path(world.in, REPORT_BILLED_FILE, paths[1]);
    folder_path(world.in, REPORT_PAID_FILE, paths[0]);
    world.options.inputs = backward;
    world.options.input_count = 2;
    assert_int_equal(world_run(&world), STATUS_OK);
    digest_books(&world, second);
    assert_string_equal(first, second);
    assert_true(report_holds(&world, "manifest.json", first));
    world_end(&world);
}

/* In steps beside the books, prepared or not, it is the same digest. */
static void test_beside(void **state)
{
    struct world world;
    char path[FOLDER_PATH_BYTES];
    char wanted[DIGEST_HEX_BYTES];
    char found[DIGEST_HEX_BYTES];
    report_world(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    digest_books(&world, wanted);
    for (int prepared = 0; prepared < 2; prepared++) {
        struct store *store = NULL;
        struct report_books *books = NULL;
        struct digest digest;
        struct failure failure;
        failure_init(&failure);
        folder_path(world.out, "books.db", path);
        assert_int_equal(store_open(&store, path, &failure), STATUS_OK);
        if (prepared)
            assert_int_equal(report_books_prepare(&books, store, &failure), STATUS_OK);
        assert_int_equal(report_books_begin(&books, store, &failure), STATUS_OK);
        assert_int_equal(report_books_end(books, &digest, &failure), STATUS_OK);
        assert_string_equal(digest_hex(&digest, found), wanted);
        store_close(store);
    }
    world_end(&world);
}

/* A cent, or an option, makes other books. */
static void test_what_matters(void **state)
{
    struct world world;
    char first[DIGEST_HEX_BYTES];
    char second[DIGEST_HEX_BYTES];
    char third[DIGEST_HEX_BYTES];
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    digest_books(&world, first);
    folder_write(world.in, REPORT_PAID_FILE,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_DISBURSED("r-2", "50.01", "-1.50", "48.51"));
    assert_int_equal(world_run(&world), STATUS_OK);
    digest_books(&world, second);
    assert_string_not_equal(first, second);
    world.options.raw = true;
    assert_int_equal(world_run(&world), STATUS_OK);
    digest_books(&world, third);
    assert_string_not_equal(second, third);
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_order_does_not_matter),
        WORLD_TEST(test_beside),
        WORLD_TEST(test_what_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
