/* Sealed months, end to end: close.c, close_keep.c, pack.c, review.c, books_report.c, seals.c,
 * seals_digest.c. What a seal leaves is held against figures and digests worked out by hand;
 * then each byte it left is changed, and found. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "books_forge.h"
#include "world_main.h"

#define BILLED "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define PAID "disbursed_amount_by_product_2024-04-20.csv"
#define LATE "disbursed_amount_by_product_2024-05-20.csv"

enum { MARCH = 19783, APRIL = 19814, MAY = 19844 }; /* first days, 2024 */

struct months {
    day_number on; /* of the newest close */
    struct world world;
    char books[FOLDER_PATH_BYTES];
    char path[FOLDER_PATH_BYTES];
    const char *inputs[1];
    struct run_result held;
    int64_t entry;
};

/* Two charges of March, of which April pays the one, May the other. */
static void months_begin(struct months *months, const char *folder)
{
    *months = (struct months){.entry = -1};
    world_options(&months->world, folder);
    folder_path(folder, "kept.db", months->books);
    months->world.options.books_path = months->books;
    folder_write(months->world.in, BILLED,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    folder_write(months->world.in, PAID,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00"));
    folder_write(months->world.in, LATE,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-2", "50.00", "-1.50", "48.50"));
}

static enum status load(struct months *months, const char *name)
{
    struct run_options options = months->world.options;
    months->inputs[0] = folder_path(months->world.in, name, months->path);
    options.inputs = months->inputs;
    world_end(&months->world);
    failure_init(&months->world.failure);
    return pipeline_load(&options, &months->world.result, &months->held,
                         &months->world.failure);
}

static enum status check(struct months *months, day_number as_of)
{
    struct run_options options = months->world.options;
    options.input_count = 0;
    options.as_of = as_of;
    world_end(&months->world);
    failure_init(&months->world.failure);
    return pipeline_check(&options, &months->world.result, &months->world.failure);
}

static enum status close_month(struct months *months, day_number period)
{
    struct run_options options = months->world.options;
    if (months->on < period + 40)
        months->on = period + 40; /* days go forward, whichever month it is */
    const struct seal_words words = {.period = period, .by = STR("Ada"), .on = months->on};
    options.input_count = 0;
    world_end(&months->world);
    failure_init(&months->world.failure);
    return pipeline_close(&options, &words, &months->world.result, &months->entry,
                          &months->world.failure);
}

static enum status say(struct months *months,
                       enum status (*verb)(const char *, const struct seal_words *, int64_t *,
                                           struct failure *),
                       day_number period, struct str by)
{
    const struct seal_words words = {
        .period = period, .by = by, .because = STR("so it was"), .on = DAY_NONE};
    failure_init(&months->world.failure);
    return verb(months->books, &words, &months->entry, &months->world.failure);
}

static void assert_said(const struct months *months, const char *words)
{
    if (strstr(months->world.failure.message, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", months->world.failure.message, words);
}

static void assert_file(const struct months *months, const char *name, const char *wanted)
{
    char text[FOLDER_TEXT_BYTES];
    assert_string_equal(folder_read(months->world.out, name, text), wanted);
}

/* March is sealed with both charges open. */
static void seal_march(struct months *months, const char *folder)
{
    months_begin(months, folder);
    assert_int_equal(load(months, BILLED), STATUS_OK);
    assert_int_equal(close_month(months, MARCH), STATUS_OK);
    assert_int_equal(months->entry, 1);
}

#define CLOSING_HEADER "transaction_reference_id,currency,payer,collectible\n"

/* closing: { printf '%s\0' r-1 USD 111122223333 100.00 r-2 USD 111122223333 50.00; echo; } |
 * sha256sum; inputs: sha256sum BILLED | cut -c 1-64 | sha256sum. */
static void test_what_a_seal_leaves(void **state)
{
    struct months months;
    seal_march(&months, *state);
    assert_books(&months.world,
                 "SELECT what || ' ' || period || ' ' || by_name || ' ' || said_on || ' ' || "
                 "as_of || ' ' || files || ' ' || loads FROM kept_journal",
                 "close 2024-03 Ada 2024-04-10 2024-03-31 1 1");
    assert_books(&months.world, "SELECT closing_sha256 FROM kept_journal",
                 "5cda9b50188f8ed71591bc04b6a478bdde12d12ac460b24acb6d48d8e4487081");
    assert_books(&months.world, "SELECT inputs_sha256 FROM kept_journal",
                 "3963c04b0a89c3a3105dd99cbfbb5801a37a632568546c6327953ae01baf4a4a");
    assert_file(&months, "closing.csv",
                CLOSING_HEADER "r-1,USD,111122223333,100.00\nr-2,USD,111122223333,50.00\n");
    assert_file(&months, "opening.csv", CLOSING_HEADER);
    assert_books(&months.world, "SELECT count(*) FROM kept_timing", "0");
    assert_books(&months.world, "SELECT value FROM meta WHERE name = 'seal'", "2024-03");
    assert_books(&months.world, "SELECT value FROM kept_option WHERE name = 'currency'", "USD");
    world_end(&months.world);
}

/* The digest over the outputs is what sha256sum says of the files that lie there. */
static void test_outputs_are_those_of_the_pack(void **state)
{
    struct months months;
    char script[4 * FOLDER_PATH_BYTES];
    char sealed[FOLDER_TEXT_BYTES];
    char found[DIGEST_HEX_BYTES] = "";
    seal_march(&months, *state);
    snprintf(
        script, sizeof script,
        "cd '%s' && find . -type f | sed 's,^./,,' | LC_ALL=C sort | while read -r name; do "
        "case $name in seals.csv | manifest.json) continue ;; esac; "
        "printf '%%s\\0%%s\\0' \"$name\" \"$(sha256sum <\"$name\" | cut -c 1-64)\"; done | "
        "sha256sum",
        months.world.out);
    FILE *pipe = popen(script, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(found, sizeof found, pipe));
    pclose(pipe);
    assert_string_equal(
        world_ask(&months.world, "SELECT outputs_sha256 FROM kept_journal", sealed), found);
    world_end(&months.world);
}

/* A pack that was lost, or never came into place, is written once more: the same bytes. */
static void test_pack_again(void **state)
{
    struct months months;
    struct buffer summary = {0};
    char script[4 * FOLDER_PATH_BYTES];
    seal_march(&months, *state);
    snprintf(script, sizeof script, "mv '%s' '%s.first'", months.world.out, months.world.out);
    assert_int_equal(system(script), 0);
    assert_int_equal(pipeline_report(&months.world.options, &summary, &months.world.failure),
                     STATUS_OK);
    snprintf(script, sizeof script, "diff -r '%s.first' '%s'", months.world.out,
             months.world.out);
    assert_int_equal(system(script), 0);
    buffer_free(&summary);
    world_end(&months.world);
}

/* Files that come behind a seal are of the next epoch, and it opens with what was sealed. */
static void test_next_month(void **state)
{
    struct months months;
    seal_march(&months, *state);
    assert_int_equal(load(&months, PAID), STATUS_OK);
    assert_int_equal(close_month(&months, APRIL), STATUS_OK);
    assert_int_equal(months.entry, 2);
    assert_books(&months.world,
                 "SELECT group_concat(short_name || ' ' || epoch) FROM file_epoch "
                 "JOIN file USING (file_id)",
                 PAID " 1");
    assert_file(&months, "opening.csv",
                CLOSING_HEADER "r-1,USD,111122223333,100.00\nr-2,USD,111122223333,50.00\n");
    assert_file(&months, "closing.csv", CLOSING_HEADER "r-2,USD,111122223333,50.00\n");
    assert_books(&months.world,
                 "SELECT opening || ' ' || closing FROM roll_forward "
                 "WHERE is_total = 1",
                 "150.00 50.00");
    assert_int_equal(load(&months, LATE), STATUS_OK);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world,
                 "SELECT group_concat(money_text(collectible)) FROM sealed_closing", "50.00");
    /* As of April, March is the month before. */
    assert_int_equal(check(&months, MAY - 1), STATUS_OK);
    assert_books(
        &months.world,
        "SELECT group_concat(money_text(collectible)) FROM (SELECT * FROM sealed_closing "
        "ORDER BY collectible)",
        "50.00,100.00");
    assert_int_equal(check(&months, APRIL - 1), STATUS_OK);
    assert_books(&months.world, "SELECT count(*) FROM sealed_closing", "0");
    world_end(&months.world);
}

static void test_order_of_months(void **state)
{
    struct months months;
    months_begin(&months, *state);
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    assert_int_equal(close_month(&months, MAY), STATUS_REFUSED);
    assert_said(&months, "no report of these books covers a day of 2024-05");
    assert_int_equal(close_month(&months, MARCH), STATUS_OK);
    assert_int_equal(close_month(&months, MARCH), STATUS_REFUSED);
    assert_said(&months, "2024-03 is sealed already");
    assert_int_equal(close_month(&months, MAY), STATUS_REFUSED);
    assert_said(&months, "2024-05 is not the month after 2024-03, the newest that is sealed");
    assert_int_equal(close_month(&months, MARCH - 1), STATUS_REFUSED);
    assert_said(&months, "2024-02 is not the month after 2024-03");
    assert_books(&months.world, "SELECT count(*) FROM kept_journal", "1");
    world_end(&months.world);
}

/* Nothing is written, and the check before stands. */
static void test_what_does_not_tie_is_not_sealed(void **state)
{
    struct months months;
    const struct str requires[] = {STR_INIT("payout")};
    months_begin(&months, *state);
    folder_write(months.world.in, BILLED,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "5O.00", "-1.50", "48.50"));
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    months.world.options.allow_rejects = 1;
    assert_int_equal(check(&months, APRIL), STATUS_OK);
    months.world.options.allow_rejects = 0;
    assert_int_equal(close_month(&months, MARCH), STATUS_REFUSED);
    assert_said(&months, "2024-03 cannot be sealed: 1 record could not be understood");
    months.world.options.requires = requires;
    months.world.options.require_count = 1;
    assert_int_equal(close_month(&months, MARCH), STATUS_EVIDENCE);
    assert_said(&months, "2024-03 cannot be sealed: a required check cannot be made");
    assert_books(&months.world, "SELECT count(*) FROM kept_journal", "0");
    assert_books(&months.world, "SELECT count(*) FROM kept_closing", "0");
    assert_books(&months.world, "SELECT value FROM meta WHERE name = 'as_of'", "2024-04-01");
    assert_int_equal(file_kind_of(months.world.out), FILE_MISSING);
    world_end(&months.world);
}

static void tamper(struct months *months, const char *sql)
{
    struct store *store = NULL;
    bool made = false;
    failure_init(&months->world.failure);
    if (store_open_kept(&store, months->books, &made, &months->world.failure) != STATUS_OK ||
        store_execute(store, sql, &months->world.failure) != STATUS_OK ||
        books_forge(store, &months->world.failure) != STATUS_OK ||
        store_commit(store, &months->world.failure) != STATUS_OK)
        fail_msg("%s", months->world.failure.message);
    store_close(store);
}

/* A cent more in a line than was read, in books that know no better. */
static void test_off_is_not_sealed(void **state)
{
    struct months months;
    months_begin(&months, *state);
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    tamper(&months, "UPDATE line_billed SET gross = gross + 10000 WHERE gross = 50000000");
    assert_int_equal(close_month(&months, MARCH), STATUS_EVIDENCE);
    assert_said(&months, "2024-03 cannot be sealed: 2 controls of our own do not tie");
    assert_int_equal(file_kind_of(months.world.out), FILE_MISSING);
    world_end(&months.world);
}

static void test_any_change_is_found(void **state)
{
    static const char *const open =
        "what was open at the end of 2024-03 is not what was sealed";
    static const char *const options =
        "the options 2024-03 was sealed with are not those that are kept";
    static const char *const rules =
        "the rules 2024-03 was sealed by are not those that are kept";
    static const char *const files =
        "the files that were there when 2024-03 was sealed are not those of these books";
    static const struct {
        const char *sql, *message;
    } changes[] = {
        {"UPDATE kept_closing SET collectible = collectible + 10000 WHERE reference_id = 1",
         open},
        {"UPDATE kept_closing SET payer = '' WHERE reference_id = 2", open},
        {"UPDATE kept_closing SET currency = 'EUR' WHERE reference_id = 2", open},
        {"UPDATE kept_closing SET collectible = 150000000 - collectible", open},
        {"UPDATE reference SET text = 'r-3' WHERE text = 'r-2'", open},
        {"DELETE FROM kept_closing WHERE reference_id = 2", open},
        {"INSERT INTO kept_timing VALUES (1, 1, 'USD', 'cut-off', 'x', 1, 'billed', 1, '')",
         open},
        {"UPDATE kept_option SET value = 'EUR' WHERE name = 'currency'", options},
        {"DELETE FROM kept_option WHERE name = 'raw'", options},
        {"UPDATE kept_text SET text = text || ' ' WHERE path = 'rules/policy.csv'", rules},
        {"DELETE FROM kept_text WHERE path = 'rules/policy.csv'", rules},
        {"UPDATE kept_journal SET loads = 0", files},
        {"UPDATE kept_journal SET loads = 2", files},
        {"UPDATE kept_file SET load_id = 2 WHERE file_id = 0",
         "the books are damaged: table kept_file does not hold what was loaded"},
        {"UPDATE kept_journal SET by_name = 'Eve'",
         "entry 1 of the journal is not what was written"},
        {"DELETE FROM kept_journal", "entry 1 of the journal is not there"},
    };
    struct months months;
    char script[4 * FOLDER_PATH_BYTES];
    seal_march(&months, *state);
    assert_int_equal(load(&months, PAID), STATUS_OK);
    snprintf(script, sizeof script, "cp '%s' '%s.whole'", months.books, months.books);
    assert_int_equal(system(script), 0);
    for (size_t at = 0; at < array_count(changes); at++) {
        tamper(&months, changes[at].sql);
        if (check(&months, DAY_NONE) != STATUS_EVIDENCE)
            fail_msg("not found: %s", changes[at].sql);
        assert_string_equal(months.world.failure.message, changes[at].message);
        snprintf(script, sizeof script, "cp '%s.whole' '%s'", months.books, months.books);
        assert_int_equal(system(script), 0);
    }
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    world_end(&months.world);
}

static void test_review(void **state)
{
    struct months months;
    seal_march(&months, *state);
    assert_int_equal(say(&months, pipeline_review, MARCH, STR("ADA")), STATUS_REFUSED);
    assert_said(&months, "2024-03 was sealed by Ada, who cannot review it");
    assert_int_equal(say(&months, pipeline_review, APRIL, STR("Bert")), STATUS_REFUSED);
    assert_said(&months, "2024-04 is not sealed");
    assert_int_equal(say(&months, pipeline_review, MARCH, STR("Bert")), STATUS_OK);
    assert_int_equal(months.entry, 2);
    assert_books(&months.world,
                 "SELECT what || ' ' || period || ' ' || by_name || ' ' || because "
                 "FROM kept_journal WHERE entry = 2",
                 "review 2024-03 Bert so it was");
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    world_end(&months.world);
}

/* The newest first. What came behind the seal is of the open month again. */
static void test_reopen(void **state)
{
    struct months months;
    struct buffer summary = {0};
    seal_march(&months, *state);
    assert_int_equal(load(&months, PAID), STATUS_OK);
    assert_int_equal(close_month(&months, APRIL), STATUS_OK);
    assert_int_equal(say(&months, pipeline_reopen, MARCH, STR("Ada")), STATUS_REFUSED);
    assert_said(&months, "2024-04 rests on 2024-03: it is to be reopened first");
    assert_int_equal(say(&months, pipeline_reopen, APRIL, STR("Ada")), STATUS_OK);
    assert_int_equal(pipeline_report(&months.world.options, &summary, &months.world.failure),
                     STATUS_EVIDENCE);
    assert_said(&months, "the books were not checked since the last load or reopening");
    assert_int_equal(say(&months, pipeline_reopen, MARCH, STR("Ada")), STATUS_OK);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, "SELECT count(*) FROM file_epoch", "0");
    assert_books(&months.world, "SELECT count(*) FROM sealed_closing", "0");
    assert_int_equal(close_month(&months, MARCH), STATUS_OK);
    assert_int_equal(months.entry, 5);
    assert_books(&months.world,
                 "SELECT group_concat(what || ' ' || period) FROM (SELECT * FROM kept_journal "
                 "ORDER BY entry)",
                 "close 2024-03,close 2024-04,reopen 2024-04,reopen 2024-03,close 2024-03");
    world_end(&months.world);
}

/* What is said of a sealed file later does not move its days. */
static void test_names_said_later(void **state)
{
    static const char *const days = "SELECT day_text(from_day) || ' ' || day_text(to_day) FROM "
                                    "coverage WHERE role = 'billed' AND file_id IS NOT NULL";
    struct months months;
    seal_march(&months, *state);
    folder_write(months.world.in, "bill.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    months.world.options.period = MARCH - 31; /* a day of January */
    assert_int_equal(load(&months, "bill.csv"), STATUS_OK);
    assert_int_equal(months.world.result.files, 0);
    months.world.options.period = DAY_NONE;
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, days, "2024-03-01 2024-03-31");
    assert_int_equal(say(&months, pipeline_reopen, MARCH, STR("Ada")), STATUS_OK);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, days, "2024-01-01 2024-01-31");
    world_end(&months.world);
}

static void test_one_base_currency(void **state)
{
    struct months months;
    months_begin(&months, *state);
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    assert_true(currency_parse(STR("EUR"), &months.world.options.currency));
    assert_int_equal(close_month(&months, MARCH), STATUS_OK);
    assert_true(currency_parse(STR("USD"), &months.world.options.currency));
    assert_int_equal(check(&months, DAY_NONE), STATUS_USAGE);
    assert_said(&months, "--currency USD: months of these books were sealed with EUR");
    months.world.options.currency = CURRENCY_NONE;
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, "SELECT value FROM meta WHERE name = 'base_currency'", "EUR");
    world_end(&months.world);
}

/* Somebody's file in the folder of rules is no reason to remove it. */
static void test_foreign_file_in_the_pack(void **state)
{
    struct months months;
    seal_march(&months, *state);
    assert_int_equal(load(&months, PAID), STATUS_OK);
    folder_write(months.world.out, "rules/notes.txt", "mine");
    assert_int_equal(close_month(&months, APRIL), STATUS_EVIDENCE);
    assert_said(&months, "the directory holds rules, which is not of this program");
    assert_books(&months.world, "SELECT count(*) FROM kept_journal", "1");
    world_end(&months.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_what_a_seal_leaves),
        WORLD_TEST(test_outputs_are_those_of_the_pack),
        WORLD_TEST(test_pack_again),
        WORLD_TEST(test_next_month),
        WORLD_TEST(test_order_of_months),
        WORLD_TEST(test_what_does_not_tie_is_not_sealed),
        WORLD_TEST(test_off_is_not_sealed),
        WORLD_TEST(test_any_change_is_found),
        WORLD_TEST(test_review),
        WORLD_TEST(test_reopen),
        WORLD_TEST(test_names_said_later),
        WORLD_TEST(test_one_base_currency),
        WORLD_TEST(test_foreign_file_in_the_pack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
