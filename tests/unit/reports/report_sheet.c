/* A footed table: labels to the left, figures to the right, exact sums below. */
#include "reports/report_sheet.h"

#include "page_fixture.h"

static const char *const heads[] = {"status", "positions", "amount"};

static void draw(struct report_page *page, bool says_none, const char *currency)
{
    const struct report_sheet sheet = {"A title", "summary/populations.sql", "refunds", heads,
                                       says_none};
    report_sheet_print(page, &sheet, str_from(currency));
}

static void draw_usd(struct report_page *page)
{
    draw(page, false, "USD");
}

static void draw_euro(struct report_page *page)
{
    draw(page, false, "EUR");
}

static void draw_euro_or_none(struct report_page *page)
{
    draw(page, true, "EUR");
}

/* Sums of any size; amounts of the other currency and of the other report stay out. */
static void test_foots(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT INTO population VALUES"
                         " ('refunds', 'a', 'USD', 999, '9223372036854775807.99'),"
                         " ('refunds', 'b', 'USD', 1, '0.02'),"
                         " ('refunds', 'c', 'USD', 2, '-1.00'),"
                         " ('refunds', 'a', 'JPY', 7, '5.00'),"
                         " ('net-terms', 'a', 'USD', 7, '5.00')");
    page_says(world, draw_usd,
              "\nA title\n"
              "  status    positions                        amount\n"
              "  a               999  9,223,372,036,854,775,807.99\n"
              "  b                 1                          0.02\n"
              "  c                 2                         -1.00\n"
              "            ---------  ----------------------------\n"
              "  together      1,002  9,223,372,036,854,775,807.01\n");
    page_says(world, draw_euro, "");
    page_says(world, draw_euro_or_none, "\nA title\n  none\n");
}

/* Nothing is drawn of a table that cannot be read. */
static void test_failure(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    struct report_page page = {
        .store = world->store, .text = &text, .failure = &world->failure};
    world_execute(world, "DROP TABLE population");
    draw(&page, false, "USD");
    assert_int_not_equal(page.status, STATUS_OK);
    assert_int_equal(text.length, 0);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_foots),
        PAGE_TEST(test_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
