/* The run of a report directory made again. Covers verify.c, verify_manifest.c, verify_find.c,
 * verify_options.c, verify_compare.c and verify_books.c; bytes are turned one by one in
 * tests/stories/verify.sh. */
#include "pipeline/verify.h"

#include "pipeline/verify_parts.h"
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

struct told {
    enum status status;
    struct failure failure;
    char text[FOLDER_TEXT_BYTES];
};

static struct told verify_world(const struct world *world, const char *inputs)
{
    struct told told = {0};
    struct buffer text = {0};
    const struct verify_options options = {
        .directory = world->out, .inputs = inputs, .version = "test"};
    failure_init(&told.failure);
    told.status = pipeline_verify(&options, &text, &told.failure);
    snprintf(told.text, sizeof told.text, "%s", buffer_c(&text));
    buffer_free(&text);
    return told;
}

static void must_refuse(const struct world *world, const char *inputs, const char *message)
{
    struct told told = verify_world(world, inputs);
    assert_int_equal(told.status, STATUS_EVIDENCE);
    assert_int_equal(told.failure.status, STATUS_EVIDENCE);
    assert_string_equal(told.failure.message, message);
    assert_string_equal(told.text, "");
}

/* Puts `to` in the place of the first `from` of a file in the report directory. */
static void edit(const struct world *world, const char *name, const char *from, const char *to)
{
    struct arena arena = {0};
    struct str text = {0};
    struct failure failure;
    struct buffer edited = {0};
    char path[FOLDER_PATH_BYTES];
    failure_init(&failure);
    assert_int_equal(file_slurp(folder_path(world->out, name, path), (size_t)1 << 20, &arena,
                                &text, &failure),
                     STATUS_OK);
    ptrdiff_t at = str_find(text, str_from(from));
    assert_true(at >= 0);
    buffer_add(&edited, (struct str){text.bytes, (size_t)at});
    buffer_add_c(&edited, to);
    size_t rest = (size_t)at + strlen(from);
    buffer_add(&edited, (struct str){text.bytes + rest, text.length - rest});
    folder_write(world->out, name, buffer_c(&edited));
    buffer_free(&edited);
    arena_free(&arena);
}

static void test_identical(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    struct told told = verify_world(&world, NULL);
    assert_int_equal(told.status, STATUS_OK);
    assert_non_null(strstr(told.text, "identical. "));
    assert_non_null(strstr(told.text, "made again from 2 inputs"));
    world_end(&world);
}

/* Rejects end a run with 3, and its reports are reports: INCOMPLETE comes out again. */
static void test_incomplete_reports(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-03-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-9", "1O.00", "0.00", "10.00"));
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_int_equal(verify_world(&world, NULL).status, STATUS_OK);
    world_end(&world);
}

/* Every option that the manifest holds is taken back: lists, days, flags, files. */
static void test_all_options(void **state)
{
    struct world world;
    char terms[FOLDER_PATH_BYTES];
    char policy[FOLDER_PATH_BYTES];
    const struct str sets[] = {STR("penny=0.02"), STR("history_days=30")};
    const struct str empties[] = {STR("us_sales_and_use_tax_records:2024-03"),
                                  STR("us_sales_and_use_tax_records:2024-02")};
    const struct str assumes[] = {STR("monthly_revenue_billing_and_revenue_data.fee=negative"),
                                  STR("disbursed_amount_by_product.fee=negative")};
    world_quiet(&world, *state);
    folder_write(*state, "terms.csv", "payer,days\n111122223333,30\n");
    folder_write(*state, "policy.csv", "name,value\nsettlement_grace_days,30\n");
    world.options.terms_path = folder_path(*state, "terms.csv", terms);
    world.options.policy_path = folder_path(*state, "policy.csv", policy);
    world.options.sets = sets;
    world.options.empties = empties;
    world.options.assumes = assumes;
    world.options.set_count = world.options.empty_count = world.options.assume_count = 2;
    world.options.raw = world.options.full = world.options.prove = true;
    world.options.allow_rejects = 7;
    day_from_civil(2024, 4, 20, &world.options.as_of);
    day_from_civil(2024, 4, 2, &world.options.from);
    day_from_civil(2024, 3, 1, &world.options.period);
    currency_parse(STR("EUR"), &world.options.currency);
    assert_int_equal(world_run(&world), STATUS_OK);
    struct told told = verify_world(&world, NULL);
    assert_string_equal(told.failure.message, "");
    assert_int_equal(told.status, STATUS_OK);
    world_end(&world);
}

/* Files of one base name are told apart by their directories, in the order they were read. */
static void test_two_files_of_one_name(void **state)
{
    struct world world;
    char other[FOLDER_PATH_BYTES];
    world_quiet(&world, *state);
    folder_path(*state, "other", other);
    mkdir(other, 0755);
    folder_write(world.in, "annual.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-8", "10.00", "-0.30", "9.70"));
    folder_write(other, "annual.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-8", "10.00", "-0.30", "9.70"));
    folder_write(world.in, "annual.meta.json",
                 "{\"dataSetCoverageRange\":{\"startDateTime\":\"2024-02-01T00:00:00Z\","
                 "\"endDateTime\":\"2024-03-01T00:00:00Z\"}}");
    folder_write(other, "annual.meta.json",
                 "{\"dataSetCoverageRange\":{\"startDateTime\":\"2024-03-10T00:00:00Z\","
                 "\"endDateTime\":\"2024-03-11T00:00:00Z\"}}");
    const char *inputs[] = {other, world.in};
    world.options.inputs = inputs;
    world.options.input_count = 2;
    assert_int_equal(world_run(&world), STATUS_OK);
    struct told told = verify_world(&world, NULL);
    assert_string_equal(told.failure.message, "");
    assert_int_equal(told.status, STATUS_OK);
    assert_int_equal(verify_world(&world, *state).status, STATUS_OK);
    world_end(&world);
}

static void test_a_line_that_differs_is_named(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    edit(&world, "pennies.csv", "transaction_reference_id", "transaction_reference_ib");
    struct told told = verify_world(&world, NULL);
    assert_int_equal(told.status, STATUS_EVIDENCE);
    assert_string_equal(told.failure.message, "not what the run gives");
    assert_non_null(strstr(told.failure.path, "pennies.csv"));
    assert_int_equal(told.failure.line, 1);
    assert_non_null(strstr(told.failure.remedy, "is: transaction_reference_id,"));
    world_end(&world);
}

/* A longer file differs where the shorter one ends. */
static void test_a_line_more(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    edit(&world, "pennies.csv", "evidence\n", "evidence\nr-1\n");
    struct told told = verify_world(&world, NULL);
    assert_string_equal(told.failure.message, "not what the run gives");
    assert_int_equal(told.failure.line, 2);
    world_end(&world);
}

static void test_manifests_that_cannot_be(void **state)
{
    static const struct {
        const char *name, *from, *to, *message;
    } rows[] = {
        {"no JSON", "{", "[", "the text is not JSON"},
        {"no inputs", "\"inputs\": [", "\"others\": [", "the manifest names no input"},
        {"an option of another version", "\"raw\": \"no\"", "\"rew\": \"no\"",
         "the manifest holds option rew as 'no', which says nothing to this program"},
        {"an option that cannot be", "\"as-of\": \"\"", "\"as-of\": \"today\"",
         "the manifest holds option as-of as 'today', which says nothing to this program"},
        {"other rules", "\"rules_sha256\": \"", "\"rules_sha256\": \"0",
         "these are not the rules the reports were made with"},
        {"an option that ends the run", "\"set\": \"\"", "\"set\": \"penny=1\"",
         "the run cannot be made again: --set penny cannot be 1"},
    };
    struct world world;
    world_quiet(&world, *state);
    for (size_t i = 0; i < array_count(rows); i++) {
        print_message("%s\n", rows[i].name);
        assert_int_equal(world_run(&world), STATUS_OK);
        edit(&world, "manifest.json", rows[i].from, rows[i].to);
        must_refuse(&world, NULL, rows[i].message);
    }
    world_end(&world);
}

static void test_files_that_cannot_be(void **state)
{
    struct world world;
    char path[FOLDER_PATH_BYTES];
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    must_refuse(
        &world, world.out,
        "no file in it is disbursed_amount_by_product_2024-04-20.csv as the run read it");
    folder_write(world.in, "disbursed_amount_by_product_2024-04-20.csv", "another");
    must_refuse(&world, NULL, "not the file the reports were made of: its bytes changed");
    unlink(folder_path(world.in, "disbursed_amount_by_product_2024-04-20.csv", path));
    must_refuse(
        &world, NULL,
        "disbursed_amount_by_product_2024-04-20.csv is no longer where the run read it");
    unlink(folder_path(world.out, "manifest.json", path));
    must_refuse(&world, NULL, "there is no manifest.json: not a report directory");
    world_end(&world);
}

static void test_names_that_differ(void **state)
{
    struct world world;
    char path[FOLDER_PATH_BYTES];
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    folder_write(world.out, "note.txt", "mine");
    must_refuse(&world, NULL, "the run writes no note.txt");
    unlink(folder_path(world.out, "note.txt", path));
    unlink(folder_path(world.out, "rejects.csv", path));
    must_refuse(&world, NULL, "rejects.csv is missing");
    world_end(&world);
}

/* One amount of one line, which no digest of the manifest holds. */
static void test_a_row_of_the_books(void **state)
{
    struct world world;
    char paths[2][FOLDER_PATH_BYTES];
    struct failure failure;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    folder_path(world.out, "books.db", paths[0]);
    folder_path(*state, "given.db", paths[1]);
    rename(paths[0], paths[1]);
    assert_int_equal(world_run(&world), STATUS_OK);
    failure_init(&failure);
    assert_int_equal(verify_books(paths[1], paths[0], &failure), STATUS_OK);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.60", "48.40"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_int_equal(verify_books(paths[1], paths[0], &failure), STATUS_EVIDENCE);
    assert_non_null(strstr(failure.message, " is not what the run gives"));
    world_end(&world);
}

static void test_a_table_more(void **state)
{
    struct world world;
    char paths[2][FOLDER_PATH_BYTES];
    struct failure failure;
    struct store *store = NULL;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    folder_path(world.out, "books.db", paths[0]);
    failure_init(&failure);
    assert_int_equal(store_create(&store, folder_path(*state, "more.db", paths[1]), &failure),
                     STATUS_OK);
    assert_int_equal(store_execute(store, "CREATE TABLE more (x INTEGER)", &failure),
                     STATUS_OK);
    assert_int_equal(store_commit(store, &failure), STATUS_OK);
    store_close(store);
    assert_int_equal(verify_books(paths[1], paths[0], &failure), STATUS_EVIDENCE);
    assert_string_equal(failure.message, "the books hold other tables than the run writes");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_identical),
        WORLD_TEST(test_incomplete_reports),
        WORLD_TEST(test_all_options),
        WORLD_TEST(test_two_files_of_one_name),
        WORLD_TEST(test_a_line_that_differs_is_named),
        WORLD_TEST(test_a_line_more),
        WORLD_TEST(test_manifests_that_cannot_be),
        WORLD_TEST(test_files_that_cannot_be),
        WORLD_TEST(test_names_that_differ),
        WORLD_TEST(test_a_row_of_the_books),
        WORLD_TEST(test_a_table_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
