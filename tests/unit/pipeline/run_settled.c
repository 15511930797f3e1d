/* What is settled is not read again: run_settled.c, run_settled_guard.c, run_settled_rows.c,
 * settled_lines.c, and reach.c as far as they take part. Whether a line was read is told by
 * changing its amount behind the program's back: a check that reads it finds that it is not what
 * the file said. That a check comes to the same, byte for byte, is the business of
 * tests/stories/books.sh, tests/stories/chain.sh and tests/worlds. */
#include "store/store_write.h"
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define BILLED "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define PAID "disbursed_amount_by_product_2024-04-20.csv"
#define LATE "disbursed_amount_by_product_2024-05-20.csv"
#define MAY 19874  /* 2024-05-31 */
#define JUNE 19904 /* 2024-06-30 */
#define DAYS_OF_MAY 30

struct months {
    struct world world;
    char books[FOLDER_PATH_BYTES];
    char path[FOLDER_PATH_BYTES];
    const char *inputs[1];
    struct run_result held;
};

static enum status load(struct months *months, const char *name)
{
    struct run_options options = months->world.options;
    months->inputs[0] = folder_path(months->world.in, name, months->path);
    options.inputs = months->inputs;
    failure_init(&months->world.failure);
    return pipeline_load(&options, &months->world.result, &months->held,
                         &months->world.failure);
}

static enum status check(struct months *months, const struct run_options *options)
{
    failure_init(&months->world.failure);
    return pipeline_check(options, &months->world.result, &months->world.failure);
}

static struct run_options as_of(const struct months *months, day_number day)
{
    struct run_options options = months->world.options;
    options.input_count = 0;
    options.as_of = day;
    return options;
}

/* r-1 is billed in March and paid in April, r-2 is open: by the end of May r-1 is settled. */
static void months_begin(struct months *months, const char *folder)
{
    *months = (struct months){0};
    world_options(&months->world, folder);
    folder_path(folder, "kept.db", months->books);
    months->world.options.books_path = months->books;
    folder_write(months->world.in, BILLED,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    folder_write(months->world.in, PAID,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00"));
    remove(months->books);
    assert_int_equal(load(months, BILLED), STATUS_OK);
    assert_int_equal(load(months, PAID), STATUS_OK);
    struct run_options options = as_of(months, MAY);
    assert_int_equal(check(months, &options), STATUS_OK);
}

static void execute(struct months *months, const char *sql)
{
    struct store *store = NULL;
    bool made = false;
    failure_init(&months->world.failure);
    assert_int_equal(store_open_kept(&store, months->books, &made, &months->world.failure),
                     STATUS_OK);
    assert_int_equal(store_execute(store, sql, &months->world.failure), STATUS_OK);
    assert_int_equal(store_commit(store, &months->world.failure), STATUS_OK);
    store_close(store);
}

#define SETTLED                                                                                \
    "SELECT coalesce(group_concat(text), '') FROM kept_settled_reference JOIN reference "      \
    "USING (reference_id)"
#define CHANGE                                                                                 \
    "UPDATE line_disbursed SET gross = gross + 10000 WHERE reference_id = "                    \
    "(SELECT reference_id FROM reference WHERE text = 'r-1')"

static void test_what_is_kept(void **state)
{
    struct months months;
    months_begin(&months, *state);
    assert_books(&months.world, SETTLED, "r-1");
    assert_books(&months.world, "SELECT last_day FROM kept_settled", "19833"); /* 2024-04-20 */
    assert_books(&months.world, "SELECT count(*) FROM position_rest", "1");
    assert_books(&months.world,
                 "SELECT count(*) FROM kept_settled_reference JOIN position_rest "
                 "USING (reference_id, position_id)",
                 "1");
    assert_books(&months.world, "SELECT length(lines) FROM kept_settled_reference", "16");
}

enum change { NOTHING, AFRESH, FROM, AS_OF, CURRENCY, POLICY, RULED, NEW_LINE, OTHER_LINE };

static const struct read_row {
    const char *name;
    enum change change;
    day_number as_of;
    enum status status;
} reads[] = {
    {"the same again", NOTHING, MAY, STATUS_OK},
    {"the next month", NOTHING, JUNE, STATUS_OK},
    {"a new line of another reference", OTHER_LINE, JUNE, STATUS_OK},
    {"afresh", AFRESH, MAY, STATUS_EVIDENCE},
    {"the roll-forward begins before its last day", FROM, MAY, STATUS_EVIDENCE},
    {"a day before its last day", AS_OF, MAY - 2 * DAYS_OF_MAY, STATUS_EVIDENCE},
    {"another base currency", CURRENCY, MAY, STATUS_EVIDENCE},
    {"another policy", POLICY, MAY, STATUS_EVIDENCE},
    {"a new line of its own", NEW_LINE, JUNE, STATUS_EVIDENCE},
};

static void test_what_is_read(void **state)
{
    static struct str grace = STR_INIT("settlement_grace_days=31");
    for (size_t at = 0; at < array_count(reads); at++) {
        struct months months;
        print_message("%s\n", reads[at].name);
        months_begin(&months, *state);
        execute(&months, CHANGE);
        struct run_options options = as_of(&months, reads[at].as_of);
        options.afresh = reads[at].change == AFRESH;
        options.from = reads[at].change == FROM ? MAY - 2 * DAYS_OF_MAY : DAY_NONE;
        if (reads[at].change == CURRENCY)
            currency_parse(STR("EUR"), &options.currency);
        options.sets = &grace;
        options.set_count = reads[at].change == POLICY;
        const char *named = reads[at].change == NEW_LINE ? "r-1" : "r-2";
        if (reads[at].change == NEW_LINE || reads[at].change == OTHER_LINE) {
            folder_write(
                months.world.in, LATE,
                strcmp(named, "r-1") == 0
                    ? WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "7.00", "0.00", "7.00")
                    : WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-2", "50.00", "-1.50", "48.50"));
            assert_int_equal(load(&months, LATE), STATUS_OK);
        }
        assert_int_equal(check(&months, &options), reads[at].status);
        world_end(&months.world);
    }
}

#define FIGURES                                                                                \
    "SELECT group_concat(text, ' ') FROM (SELECT report || status || positions || amount AS "  \
    "text FROM population UNION ALL SELECT section_id || component || read || positions || "   \
    "difference FROM conservation UNION ALL SELECT positions || ' ' || "                       \
    "coalesce(collect_max, '') FROM payer_terms UNION ALL SELECT state || collectible FROM "   \
    "position_active ORDER BY 1)"

/* r-1 is paid more than it should be: it settles no more, and every figure is as if it never had.
 * r-2, paid in May, settles in its place. */
static void test_taken_back(void **state)
{
    struct months months;
    char quick[FOLDER_TEXT_BYTES];
    char whole[FOLDER_TEXT_BYTES];
    months_begin(&months, *state);
    folder_write(months.world.in, LATE,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "7.00", "0.00", "7.00")
                     WORLD_DISBURSED("r-2", "50.00", "-1.50", "48.50"));
    assert_int_equal(load(&months, LATE), STATUS_OK);
    struct run_options options = as_of(&months, JUNE);
    assert_int_equal(check(&months, &options), STATUS_OK);
    assert_books(&months.world, SETTLED, "r-2");
    assert_books(&months.world, "SELECT count(*) FROM position_rest", "1");
    assert_books(&months.world,
                 "SELECT state FROM position_active JOIN reference USING (reference_id) "
                 "WHERE text = 'r-1'",
                 "over-disbursed");
    world_ask(&months.world, FIGURES, quick);
    options.afresh = true;
    assert_int_equal(check(&months, &options), STATUS_OK);
    assert_string_equal(quick, world_ask(&months.world, FIGURES, whole));
    assert_true(strlen(quick) > 100);
}

#define IN_EUROS(reference)                                                                    \
    "\"c1\",\"US\",\"WA\",\"Seattle\",\"98101\",\"Scanner\",\"p1\",\"40.00\",\"-1.20\",\"0."   \
    "00\","                                                                                    \
    "\"0.00\",\"38.80\",\"EUR\",\"" reference "\",\"0.00\",\"0.00\",\"1111-2222-3333\"\n"
#define CONSERVED                                                                              \
    "SELECT group_concat(currency_used || ' ' || read || ' ' || positions || ' ' || "          \
    "difference, ', ') FROM (SELECT * FROM conservation JOIN section USING (section_id) "      \
    "WHERE "                                                                                   \
    "component = 'gross' AND family = 'disbursed_amount_by_product' ORDER BY currency_used, "  \
    "section_id)"

/* Of payouts that say no currency, 40.00 are euros, as billed, and 100.00 the base one, also when
 * none of these lines is read; with 5.00 more, which takes r-3 back, 45.00. */
static void test_foreign_currency(void **state)
{
    struct months months;
    char told[FOLDER_TEXT_BYTES];
    months_begin(&months, *state);
    remove(months.books);
    folder_write(months.world.in, BILLED,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     IN_EUROS("r-3"));
    folder_write(months.world.in, PAID,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_DISBURSED("r-3", "40.00", "-1.20", "38.80"));
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    assert_int_equal(load(&months, PAID), STATUS_OK);
    struct run_options options = as_of(&months, MAY);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(check(&months, &options), STATUS_OK);
        assert_books(&months.world, SETTLED, "r-1,r-3");
        assert_books(&months.world, "SELECT currency FROM reference_currency", "EUR");
        assert_string_equal(world_ask(&months.world, CONSERVED, told),
                            "EUR 40.00 40.00 0.00, USD 100.00 100.00 0.00");
    }
    folder_write(months.world.in, LATE,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-3", "5.00", "0.00", "5.00"));
    assert_int_equal(load(&months, LATE), STATUS_OK);
    options.as_of = JUNE;
    assert_int_equal(check(&months, &options), STATUS_OK);
    assert_books(&months.world, SETTLED, "r-1");
    assert_books(&months.world, "SELECT currency FROM reference_currency", "EUR");
    assert_string_equal(world_ask(&months.world, CONSERVED, told),
                        "EUR 40.00 40.00 0.00, EUR 5.00 5.00 0.00, USD 100.00 100.00 0.00");
    world_end(&months.world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_what_is_kept),
        WORLD_TEST(test_what_is_read),
        WORLD_TEST(test_taken_back),
        WORLD_TEST(test_foreign_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
