/* Packs of sealed months, made again. Covers unpack.c, unpack_read.c, unpack_opening.c,
 * verify_sealed.c, verify_names.c and verify_lines.c; who tampers with a pack is met in
 * tests/cli/verify-sealed.cli. */
#include "pipeline/unpack.h"

#include "pipeline/verify.h"
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define BILLED "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define PAID "disbursed_amount_by_product_2024-04-20.csv"

enum { MARCH = 19783, APRIL = 19814 }; /* first days, 2024 */

struct packs {
    struct world world;
    char books[FOLDER_PATH_BYTES];
    char path[FOLDER_PATH_BYTES];
    const char *inputs[1];
};

static enum status load(struct packs *packs, const char *name)
{
    struct run_options options = packs->world.options;
    struct run_result held;
    packs->inputs[0] = folder_path(packs->world.in, name, packs->path);
    options.inputs = packs->inputs;
    world_end(&packs->world);
    failure_init(&packs->world.failure);
    return pipeline_load(&options, &packs->world.result, &held, &packs->world.failure);
}

static void seal(struct packs *packs, day_number period, struct str by)
{
    struct run_options options = packs->world.options;
    const struct seal_words words = {
        .period = period, .by = by, .because = STR("'so"), .on = DAY_NONE};
    int64_t entry = 0;
    options.input_count = 0;
    world_end(&packs->world);
    failure_init(&packs->world.failure);
    if (pipeline_close(&options, &words, &packs->world.result, &entry, &packs->world.failure) !=
        STATUS_OK)
        fail_msg("%s", packs->world.failure.message);
}

/* March with two charges, of which a payout of April pays the one; what people said begins like
 * a formula. */
static void begin(struct packs *packs, const char *folder)
{
    *packs = (struct packs){.path = ""};
    world_options(&packs->world, folder);
    folder_path(folder, "kept.db", packs->books);
    packs->world.options.books_path = packs->books;
    folder_write(packs->world.in, BILLED,
                 WORLD_BILLED_HEADER WORLD_BILLED("=r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    folder_write(packs->world.in, PAID,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("=r-1", "100.00", "-3.00", "97.00"));
    assert_int_equal(load(packs, BILLED), STATUS_OK);
    seal(packs, MARCH, STR("=Ada"));
    assert_int_equal(load(packs, PAID), STATUS_OK);
}

static enum status verify(struct packs *packs, struct buffer *told)
{
    const struct verify_options options = {
        .directory = packs->world.out, .inputs = packs->world.in, .version = "test"};
    failure_init(&packs->world.failure);
    return pipeline_verify(&options, told, &packs->world.failure);
}

static void assert_verifies(struct packs *packs)
{
    struct buffer told = {0};
    if (verify(packs, &told) != STATUS_OK)
        fail_msg("%s: %s", packs->world.failure.path, packs->world.failure.message);
    buffer_free(&told);
}

/* The books are gone: files and pack are enough. */
static void test_pack_alone(void **state)
{
    struct packs packs;
    begin(&packs, *state);
    seal(&packs, APRIL, STR("Bo"));
    assert_int_equal(remove(packs.books), 0);
    assert_verifies(&packs);
    world_end(&packs.world);
}

/* Each byte of the pack matters: one is turned in every file, a third of the way. */
static void test_every_file_is_looked_at(void **state)
{
    struct packs packs;
    struct arena arena = {0};
    struct str *names = NULL;
    struct buffer told = {0};
    size_t count = 0;
    begin(&packs, *state);
    seal(&packs, APRIL, STR("Bo"));
    assert_int_equal(file_list(packs.world.out, &arena, &names, &count, &packs.world.failure),
                     STATUS_OK);
    assert_true(count > 25);
    for (size_t at = 0; at < count; at++) {
        char path[FOLDER_PATH_BYTES];
        folder_path(packs.world.out, names[at].bytes, path);
        if (file_kind_of(path) != FILE_REGULAR)
            continue;
        FILE *file = fopen(path, "r+b");
        assert_non_null(file);
        assert_int_equal(fseek(file, 0, SEEK_END), 0);
        long place = ftell(file) / 3;
        assert_int_equal(fseek(file, place, SEEK_SET), 0);
        int byte = fgetc(file);
        assert_int_equal(fseek(file, place, SEEK_SET), 0);
        fputc(byte ^ 1, file);
        assert_int_equal(fflush(file), 0);
        if (verify(&packs, &told) != STATUS_EVIDENCE)
            fail_msg("not found: byte %ld of %s", place, names[at].bytes);
        assert_int_equal(fseek(file, place, SEEK_SET), 0);
        fputc(byte, file);
        assert_int_equal(fclose(file), 0);
    }
    assert_verifies(&packs);
    buffer_free(&told);
    arena_free(&arena);
    world_end(&packs.world);
}

static enum status verify_with_books(struct packs *packs, const char *directory)
{
    struct buffer told = {0};
    const struct verify_options options = {.directory = directory,
                                           .inputs = packs->world.in,
                                           .books_path = packs->books,
                                           .version = "test"};
    failure_init(&packs->world.failure);
    enum status status = pipeline_verify(&options, &told, &packs->world.failure);
    buffer_free(&told);
    return status;
}

static void tamper(struct packs *packs, const char *sql)
{
    struct store *store = NULL;
    bool made = false;
    failure_init(&packs->world.failure);
    if (store_open_kept(&store, packs->books, &made, &packs->world.failure) != STATUS_OK ||
        store_execute(store, sql, &packs->world.failure) != STATUS_OK ||
        store_commit(store, &packs->world.failure) != STATUS_OK)
        fail_msg("%s", packs->world.failure.message);
    store_close(store);
}

/* A cent in the books of a month that was sealed long ago: the pack of that month shows it. */
static void test_a_cent_in_books_that_moved_on(void **state)
{
    static const struct {
        const char *change, *back, *message;
    } changes[] = {
        {"UPDATE line_billed SET gross = gross + 10000 WHERE gross = 50000000",
         "UPDATE line_billed SET gross = gross - 10000 WHERE gross = 50010000",
         "record 3 of " BILLED " is not kept as the file has it: gross"},
        {"UPDATE reference SET text = 'r-3' WHERE text = 'r-2'",
         "UPDATE reference SET text = 'r-2' WHERE text = 'r-3'",
         "record 3 of " BILLED " is not kept as the file has it: reference_id"},
        {"UPDATE line_billed SET reference_id = 3 - reference_id",
         "UPDATE line_billed SET reference_id = 3 - reference_id",
         "record 2 of " BILLED " is not kept as the file has it: reference_id"},
        {"UPDATE line_billed SET line_id = line_id + 4 WHERE gross = 50000000",
         "UPDATE line_billed SET line_id = line_id - 4 WHERE gross = 50000000",
         "record 3 of " BILLED " is not kept as the file has it: record"},
        {"UPDATE kept_section SET first_record = 9", "UPDATE kept_section SET first_record = 1",
         "record 2 of " BILLED " is not kept as the file has it: record"},
    };
    struct packs packs;
    char march[FOLDER_PATH_BYTES];
    char script[4 * FOLDER_PATH_BYTES];
    begin(&packs, *state);
    folder_path(*state, "march", march);
    snprintf(script, sizeof script, "mv '%s' '%s'", packs.world.out, march);
    assert_int_equal(system(script), 0);
    seal(&packs, APRIL, STR("Bo"));
    assert_int_equal(verify_with_books(&packs, march), STATUS_OK);
    for (size_t at = 0; at < array_count(changes); at++) {
        tamper(&packs, changes[at].change);
        if (verify_with_books(&packs, march) != STATUS_EVIDENCE)
            fail_msg("not found: %s", changes[at].change);
        assert_string_equal(packs.world.failure.message, changes[at].message);
        tamper(&packs, changes[at].back);
    }
    assert_int_equal(verify_with_books(&packs, march), STATUS_OK);
    world_end(&packs.world);
}

/* A report that sealed nothing opens with what was sealed, too. */
static void test_report_between_seals(void **state)
{
    struct packs packs;
    struct buffer summary = {0};
    struct run_options options;
    begin(&packs, *state);
    options = packs.world.options;
    options.input_count = 0;
    options.as_of = APRIL + 20;
    world_end(&packs.world);
    assert_int_equal(pipeline_check(&options, &packs.world.result, &packs.world.failure),
                     STATUS_OK);
    assert_int_equal(pipeline_report(&options, &summary, &packs.world.failure), STATUS_OK);
    assert_verifies(&packs);
    buffer_free(&summary);
    world_end(&packs.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_pack_alone),
        WORLD_TEST(test_every_file_is_looked_at),
        WORLD_TEST(test_a_cent_in_books_that_moved_on),
        WORLD_TEST(test_report_between_seals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
