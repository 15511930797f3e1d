/* What a file is, said to a person. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static enum status identify(const char *folder, const char *name, const char *content,
                            struct buffer *text, struct failure *failure)
{
    char path[FOLDER_PATH_BYTES];
    folder_write(folder, name, content);
    failure_init(failure);
    buffer_clear(text);
    return pipeline_identify(folder_path(folder, name, path), NULL, DAY_NONE, text, failure);
}

static void test_known_tables(void **state)
{
    struct buffer text = {0};
    struct failure failure;
    const char *content =
        "Title\n" WORLD_BILLED_HEADER WORLD_BILLED("r-1", "1.00", "0.00", "1.00")
            WORLD_BILLED("r-2", "x", "0.00", "1.00") "\n" WORLD_DISBURSED_HEADER;
    assert_int_equal(identify(*state, "all_2024-04-20.csv", content, &text, &failure),
                     STATUS_OK);
    assert_string_equal(strchr(buffer_c(&text), '\n'),
                        "\n  monthly_revenue_billing_and_revenue_data, era 2018-05 (billed)\n"
                        "    header in record 2, 1 line, 1 that cannot be understood\n"
                        "    covers 2024-03-01 to 2024-03-31, by the date in its name\n"
                        "  disbursed_amount_by_product, era 2018-05 (disbursed)\n"
                        "    header in record 5, 0 lines\n"
                        "    covers 2024-04-20, by the date in its name\n");
    buffer_free(&text);
}

static void test_days_unknown(void **state)
{
    struct buffer text = {0};
    struct failure failure;
    assert_int_equal(identify(*state, "paid.csv", WORLD_DISBURSED_HEADER, &text, &failure),
                     STATUS_OK);
    assert_non_null(strstr(buffer_c(&text), "covers: unknown; give --period"));
    buffer_free(&text);
}

static void test_aside_and_unknown(void **state)
{
    struct buffer text = {0};
    struct failure failure;
    assert_int_equal(
        identify(*state, "daily_business_fees_2024-04-20.csv", "x\n", &text, &failure),
        STATUS_OK);
    assert_non_null(strstr(buffer_c(&text), "daily_business_fees, by its name"));
    assert_int_equal(identify(*state, "x.csv", "\"a\",\"b\"\n", &text, &failure),
                     STATUS_REFUSED);
    assert_int_equal(text.length, 0);
    assert_int_equal(identify(*state, "y.csv", "title\n", &text, &failure), STATUS_REFUSED);
    assert_string_equal(failure.message, "no known report header in the whole file");
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_known_tables),
        WORLD_TEST(test_days_unknown),
        WORLD_TEST(test_aside_and_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
