/* What was read against what the classes took, on a store of a few lines. */
#include "tie_books.h"

#include "coverage_world.h"
#include "recon/tally.h"

enum { USD = 0x555344, EUR = 0x455552 };

/* A world of one table and its tally. */
struct kept {
    struct fixture *fixture;
    struct world world;
    struct ledger ledger;
    struct tally *tally;
    struct store *store;
};

static void kept_start(struct kept *kept, struct fixture *fixture, int family, enum role role)
{
    *kept = (struct kept){.fixture = fixture};
    world_init(&kept->world);
    world_add(&kept->world, family, "2024-01-01", "2024-01-31", 3);
    kept->world.facts.base_currency = USD;
    ledger_init(&kept->ledger);
    kept->tally = tally_new(&kept->world.facts);
    kept->store = fixture_store(fixture, ":memory:");
    books_file(fixture, kept->store, 0, "a.csv", false);
    books_section(fixture, kept->store, 0, 0, role);
}

/* A line with a gross and a fee, taken by `class`. */
static void kept_line(struct kept *kept, enum role role, currency_code stated, int64_t gross,
                      int64_t fee, enum line_class class, currency_code used)
{
    struct ledger_ids ids;
    struct line line = {.record = 2, .txn_ref = STR("P-1"), .currency = stated};
    line.dated = line.due = line.ar_period = DAY_NONE;
    line.amounts[COMPONENT_GROSS].micro = gross;
    line.amounts[COMPONENT_FEE].micro = fee;
    line.present = (gross != 0 ? COMPONENT_BIT(COMPONENT_GROSS) : 0) |
                   (fee != 0 ? COMPONENT_BIT(COMPONENT_FEE) : 0);
    ledger_add(&kept->ledger, 0, role, &line, &ids);
    const struct movement *movement =
        ledger_movement(&kept->ledger, kept->ledger.heads[ids.reference_id]);
    tally_line(kept->tally, movement, class, used);
}

static void kept_end(struct kept *kept, const char *expected)
{
    must_work(tally_store_conservation(kept->tally, &kept->world.facts, kept->store,
                                       &kept->fixture->failure),
              &kept->fixture->failure);
    assert_answer(
        kept->fixture, kept->store,
        "SELECT component, currency_stated, currency_used, read, positions, other_tax, "
        "out_of_scope, no_reference, after_as_of, superseded, difference, verdict "
        "FROM conservation ORDER BY 1, 2, 3",
        expected);
    store_close(kept->store);
    tally_free(kept->tally);
    ledger_free(&kept->ledger);
    world_free(&kept->world);
}

static void test_every_class(void **state)
{
    struct kept kept;
    struct fixture *fixture = *state;
    kept_start(&kept, fixture, WORLD_BILLED, ROLE_BILLED);
    books_total(fixture, kept.store, 0, "gross", "USD", "63.00");
    books_total(fixture, kept.store, 0, "fee", "USD", "-2.00");
    for (int class = 0; class < CLASS_COUNT; class ++) {
        int64_t gross = (int64_t)1000000 << class;
        int64_t fee = class == CLASS_COUNTED ? -2000000 : 0;
        books_line(fixture, kept.store, "line_billed", 0, class + 2, 1, "USD", gross, fee, 0);
        kept_line(&kept, ROLE_BILLED, USD, gross, fee, (enum line_class) class, USD);
    }
    kept_end(&kept, "fee|USD|USD|-2.00|-2.00|0.00|0.00|0.00|0.00|0.00|0.00|ties\n"
                    "gross|USD|USD|63.00|1.00|2.00|4.00|8.00|16.00|32.00|0.00|ties");
}

static void test_a_line_that_is_lost(void **state)
{
    struct kept kept;
    struct fixture *fixture = *state;
    kept_start(&kept, fixture, WORLD_BILLED, ROLE_BILLED);
    books_total(fixture, kept.store, 0, "gross", "USD", "30.00");
    books_line(fixture, kept.store, "line_billed", 0, 2, 1, "USD", 10000000, 0, 0);
    books_line(fixture, kept.store, "line_billed", 0, 3, 1, "USD", 20000000, 0, 0);
    kept_line(&kept, ROLE_BILLED, USD, 10000000, 0, CLASS_COUNTED, USD);
    kept.world.sections[0].rejected_records = 1; /* off is graver than incomplete */
    kept_end(&kept, "gross|USD|USD|30.00|10.00|0.00|0.00|0.00|0.00|0.00|20.00|off");
}

static void test_a_line_that_was_never_read(void **state)
{
    struct kept kept;
    struct fixture *fixture = *state;
    kept_start(&kept, fixture, WORLD_BILLED, ROLE_BILLED);
    kept_line(&kept, ROLE_BILLED, USD, 10000000, 0, CLASS_COUNTED, USD);
    kept_end(&kept, "gross|USD|USD|0.00|10.00|0.00|0.00|0.00|0.00|0.00|-10.00|off");
}

static void test_rejects_make_it_incomplete(void **state)
{
    struct kept kept;
    struct fixture *fixture = *state;
    kept_start(&kept, fixture, WORLD_BILLED, ROLE_BILLED);
    books_total(fixture, kept.store, 0, "gross", "USD", "10.00");
    books_line(fixture, kept.store, "line_billed", 0, 2, 1, "USD", 10000000, 0, 0);
    kept_line(&kept, ROLE_BILLED, USD, 10000000, 0, CLASS_COUNTED, USD);
    kept.world.sections[0].rejected_records = 1;
    kept_end(&kept, "gross|USD|USD|10.00|10.00|0.00|0.00|0.00|0.00|0.00|0.00|incomplete");
}

/* Lines without a currency, of two references: one takes EUR, the other the base one. */
static void test_currencies_stated_and_used(void **state)
{
    struct kept kept;
    struct fixture *fixture = *state;
    kept_start(&kept, fixture, WORLD_PAID, ROLE_DISBURSED);
    execute(fixture, kept.store, "INSERT INTO reference_currency VALUES (7, 'EUR')");
    books_total(fixture, kept.store, 0, "gross", "", "25.00");
    books_line(fixture, kept.store, "line_disbursed", 0, 2, 7, NULL, 20000000, 0, 0);
    books_line(fixture, kept.store, "line_disbursed", 0, 3, 8, NULL, 5000000, 0, 0);
    kept_line(&kept, ROLE_DISBURSED, CURRENCY_NONE, 20000000, 0, CLASS_COUNTED, EUR);
    kept_line(&kept, ROLE_DISBURSED, CURRENCY_NONE, 5000000, 0, CLASS_COUNTED, USD);
    kept_end(&kept, "gross||EUR|20.00|20.00|0.00|0.00|0.00|0.00|0.00|0.00|ties\n"
                    "gross||USD|5.00|5.00|0.00|0.00|0.00|0.00|0.00|0.00|ties");
}

/* A file of zeros and a file of nothing still have a row each. */
static void test_nothing_to_conserve(void **state)
{
    struct kept kept;
    struct fixture *fixture = *state;
    kept_start(&kept, fixture, WORLD_BILLED, ROLE_BILLED);
    books_line(fixture, kept.store, "line_billed", 0, 2, 1, "USD", 0, 0, 0);
    kept_line(&kept, ROLE_BILLED, USD, 0, 0, CLASS_COUNTED, USD);
    kept_end(&kept, "gross|USD|USD|0.00|0.00|0.00|0.00|0.00|0.00|0.00|0.00|ties");
    kept_start(&kept, fixture, WORLD_TAXED, ROLE_TAXED);
    kept_end(&kept, "tax_amount|||0.00|0.00|0.00|0.00|0.00|0.00|0.00|0.00|ties");
}

/* Stated totals go into no position: they are held against them elsewhere. */
static void test_stated_totals_are_not_kept(void **state)
{
    struct kept kept;
    kept_start(&kept, *state, WORLD_TOTAL, ROLE_STATED_TOTAL);
    kept_end(&kept, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_class),
        TEST(test_a_line_that_is_lost),
        TEST(test_a_line_that_was_never_read),
        TEST(test_rejects_make_it_incomplete),
        TEST(test_currencies_stated_and_used),
        TEST(test_nothing_to_conserve),
        TEST(test_stated_totals_are_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
