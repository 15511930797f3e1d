/* Rows of the worksheet: found again among many, sums of any size, texts of the place. */
#include "tax_world.h"

static void test_rows_are_found_again(void **state)
{
    (void)state;
    enum { KEYS = 3000 };
    struct worksheet worksheet = {0};
    for (int round = 0; round < 2; round++)
        for (uint32_t at = 0; at < KEYS; at++) {
            const struct worksheet_key key = {(day_number)(at % 12), at % 5, at,
                                              (enum tax_party)(at % 4)};
            assert_int_equal(worksheet_row_find(&worksheet, &key), at);
        }
    assert_int_equal(worksheet.row_count, KEYS);
    worksheet_free(&worksheet);
}

static void test_each_part_of_a_key_counts(void **state)
{
    (void)state;
    static const struct worksheet_key keys[] = {{1, 1, 1, PARTY_SELLER},
                                                {2, 1, 1, PARTY_SELLER},
                                                {1, 2, 1, PARTY_SELLER},
                                                {1, 1, 2, PARTY_SELLER},
                                                {1, 1, 1, PARTY_AWS}};
    struct worksheet worksheet = {0};
    for (size_t at = 0; at < array_count(keys); at++)
        assert_int_equal(worksheet_row_find(&worksheet, &keys[at]), at);
    assert_int_equal(worksheet_row_find(&worksheet, &keys[0]), 0);
    worksheet_free(&worksheet);
}

/* Ten times 10^18 micros pass 64 bits. */
static void test_stored(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct worksheet worksheet = {0};
    struct tax_places places = {0};
    currency_code usd = CURRENCY_NONE;
    assert_true(currency_parse(STR("USD"), &usd));
    uint32_t kind = intern_put(&places.kinds, STR("US\x1fWA\x1fState\x1fWA\x1fSales"));
    const struct worksheet_key own = {31, usd, kind, PARTY_OTHER};
    const struct worksheet_key none = {DAY_NONE, usd, WORKSHEET_UNALLOCATED, PARTY_NONE};
    size_t row = worksheet_row_find(&worksheet, &own);
    worksheet.rows[row].lines = 10;
    for (int at = 0; at < 10; at++)
        worksheet_row_add(&worksheet, row, WORKSHEET_TAX,
                          (struct money){INT64_C(1000000000000000000)});
    worksheet_row_add(&worksheet, row, WORKSHEET_TAX_REFUND, (struct money){0});
    worksheet_row_add(&worksheet, worksheet_row_find(&worksheet, &none),
                      WORKSHEET_REFUND_DISBURSED, (struct money){-15000});
    must_work(worksheet_store(&worksheet, &places, store, &fixture->failure),
              &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM tax_jurisdiction",
                  "1|31|USD|US|WA|State|WA|Sales|other|10|0.00|0.00|0.00|0.00|"
                  "10000000000000.00|0.00|0.00|0.00|0\n"
                  "2|NULL|USD||||(unallocated)|||0|0.00|0.00|0.00|0.00|0.00|0.00|0.00|"
                  "-0.015|1");
    worksheet_free(&worksheet);
    tax_places_free(&places);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_found_again),
        cmocka_unit_test(test_each_part_of_a_key_counts),
        cmocka_unit_test_setup_teardown(test_stored, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
