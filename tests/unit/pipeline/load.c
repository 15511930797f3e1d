/* Every record is a line, a reject or noise, and every byte is one of them. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void test_records_and_bytes_are_all_accounted_for(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 "\"Monthly billed revenue\"\n\n" WORLD_BILLED_HEADER WORLD_BILLED(
                     "r-1", "100.00", "-3.00", "97.00") "\"short\",\"record\"\n\n\"End\"\n");
    world.options.allow_rejects = 1;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT records || ' ' || noise_records || ' ' || blank_lines || ' ' || "
                 "rejected_records FROM file",
                 "5 2 2 1");
    assert_books(&world, "SELECT bytes - header_bytes - record_bytes - noise_bytes FROM file",
                 "0");
    assert_books(&world,
                 "SELECT reason || ' ' || record || ' ' || line_first || ' ' || text "
                 "FROM reject",
                 "cell-count 4 5 \"short\",\"record\"");
    assert_books(&world,
                 "SELECT group_concat(record, ' ') FROM (SELECT record FROM noise "
                 "ORDER BY record)",
                 "1 5");
    world_end(&world);
}

static void test_two_tables_in_one_file(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "both 2024-04-20.csv",
                 "Billed\n" WORLD_BILLED_HEADER WORLD_BILLED(
                     "r-1", "100.00", "-3.00",
                     "97.00") "\n"
                              "Paid out\n" WORLD_DISBURSED_HEADER WORLD_DISBURSED(
                                  "r-1", "100.00", "-3.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT group_concat(role || ' ' || first_record || ' ' || lines, ', ') "
                 "FROM (SELECT * FROM section ORDER BY section_id)",
                 "billed 2 1, disbursed 5 1");
    assert_books(&world, "SELECT short_name FROM file", "both%202024-04-20.csv");
    assert_books(&world, "SELECT count(*) FROM position_rest", "1");
    world_end(&world);
}

static void test_a_name_sets_a_file_aside(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "daily_business_fees_2024-04-15.csv", "anything \"at all");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT family || ' ' || records FROM file WHERE set_aside = 1",
                 "daily_business_fees 0");
    world_end(&world);
}

static void test_a_file_without_a_table(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "empty.csv", "");
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_string_equal(world.failure.message, "no known report header in the whole file");
    world_end(&world);
}

static void test_most_amounts_too_fine(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.0000001", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "100.00", "-3.00", "97.00")
                         WORLD_BILLED("r-3", "100.00", "-3.0000001", "97.00"));
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_string_equal(world.failure.message,
                        "most amounts have more than six decimals that are not zeros");
    assert_int_equal(file_kind_of(world.out), FILE_MISSING);
    world_end(&world);
}

#define TAXED_HEADER                                                                           \
    "\"Transaction Reference Id\",\"Line Item Id\",\"Product Code\",\"Product Tax Code\","     \
    "\"Transaction Date\",\"Base Currency Code\",\"Transaction Type Code\",\"Tax Amount\","    \
    "\"Tax Jurisdiction Tax Rate\"\n"
#define TAXED(rate)                                                                            \
    "\"r-1\",\"7100\",\"p1\",\"T1\",\"2024-03-04\",\"USD\",\"AWS\",\"8.25\",\"" rate "\"\n"

static void test_rates_in_percent(void **state)
{
    static const struct {
        const char *name, *lines;
        enum status status;
    } rows[] = {
        {"percentages, one of them zero", TAXED("8.25") TAXED("0") TAXED("06"), STATUS_REFUSED},
        {"one fraction among them", TAXED("8.25") TAXED("0.0625"), STATUS_OK},
        {"negative fractions", TAXED("-0.0825"), STATUS_OK},
        {"negative percentages", TAXED("-8.25"), STATUS_REFUSED},
        {"a rate of one", TAXED("8.25") TAXED("1.00"), STATUS_OK},
        {"zeros only", TAXED("0") TAXED("0.00"), STATUS_OK},
        {"no rate", TAXED(""), STATUS_OK},
    };
    struct world world;
    world_options(&world, *state);
    for (size_t i = 0; i < array_count(rows); i++) {
        char text[FOLDER_TEXT_BYTES];
        snprintf(text, sizeof text, "%s%s", TAXED_HEADER, rows[i].lines);
        folder_write(world.in, "us_sales_and_use_tax_records_2024-04-15.csv", text);
        if (world_run(&world) != rows[i].status)
            fail_msg("%s: %s", rows[i].name, world.failure.message);
        if (rows[i].status == STATUS_REFUSED)
            assert_string_equal(world.failure.message, "every tax rate is above one");
    }
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_records_and_bytes_are_all_accounted_for),
        WORLD_TEST(test_two_tables_in_one_file),
        WORLD_TEST(test_a_name_sets_a_file_aside),
        WORLD_TEST(test_a_file_without_a_table),
        WORLD_TEST(test_most_amounts_too_fine),
        WORLD_TEST(test_rates_in_percent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
