/* Where a table begins: its header as read, unknown columns, and what is claimed of its days.
 */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define NAME "monthly_revenue_billing_and_revenue_data_2024-04-15"
#define META(from, to)                                                                         \
    "{\"dataSetCoverageRange\": {\"startDateTime\": \"" from "\", \"endDateTime\": \"" to "\"" \
    "}}"

static void one_month(struct world *world, const char *folder, const char *meta)
{
    world_options(world, folder);
    folder_write(world->in, NAME ".csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00"));
    if (meta)
        folder_write(world->in, NAME ".meta.json", meta);
}

static void test_days_by_the_first_that_applies(void **state)
{
    static const struct {
        const char *name, *meta;
        bool period;
        const char *answer;
    } rows[] = {
        {"an end at midnight is exclusive",
         META("2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"), true,
         "2024-02-01 2024-02-29 meta"},
        {"an end behind midnight is not", META("2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z"),
         true, "2024-02-01 2024-02-29 meta"},
        {"--period", "{\"other\": 1}", true, "2024-01-01 2024-01-31 period"},
        {"the name", NULL, false, "2024-03-01 2024-03-31 convention"},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct world world;
        char answer[FOLDER_TEXT_BYTES];
        char meta[FOLDER_PATH_BYTES];
        one_month(&world, *state, rows[i].meta);
        if (rows[i].period)
            assert_true(day_parse_month(STR("2024-01"), &world.options.period));
        assert_int_equal(world_run(&world), STATUS_OK);
        world_ask(&world,
                  "SELECT day_text(covers_from) || ' ' || day_text(covers_to) || ' ' || "
                  "covers_source FROM section",
                  answer);
        if (strcmp(answer, rows[i].answer) != 0)
            fail_msg("%s: %s", rows[i].name, answer);
        remove(folder_path(world.in, NAME ".meta.json", meta));
        world_end(&world);
    }
}

#define META_WITHOUT_START                                                                     \
    "{\"dataSetCoverageRange\": {\"endDateTime\": \"2024-02-01T00:00:00Z\"}}"

static void test_a_range_that_is_none(void **state)
{
    static const char *const metas[] = {META("2024-03-01T00:00:00Z", "2024-02-01T00:00:00Z"),
                                        META("soon", "2024-02-01T00:00:00Z"),
                                        META_WITHOUT_START};
    for (size_t i = 0; i < array_count(metas); i++) {
        struct world world;
        one_month(&world, *state, metas[i]);
        assert_int_equal(world_run(&world), STATUS_REFUSED);
        assert_string_equal(world.failure.message, "the coverage range is no range of days");
        world_end(&world);
    }
    struct world world;
    one_month(&world, *state, "{");
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.path, ".meta.json"));
    world_end(&world);
}

static void test_unknown_columns_are_kept_by_name(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, NAME ".csv",
                 "\"Customer Billed Amount\",\"AWS Fee\",\"Refunds Amount\",\"AWS Fee Refund\","
                 "\"Partner Revenue Amount\",\"Currency\",\"Transaction Reference ID\","
                 "\"Product Code\",\"Bonus, \"\"new\"\"\"\n"
                 "\"1.00\",\"0.00\",\"0.00\",\"0.00\",\"1.00\",\"USD\",\"r-1\",\"p\",\"x\"\n");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT column_number || ' ' || name FROM section_column",
                 "9 Bonus, \"new\"");
    assert_books(&world,
                 "SELECT json_extract(header, '$[8]') || ' ' || "
                 "json_array_length(header) FROM section",
                 "Bonus, \"new\" 9");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_days_by_the_first_that_applies),
        WORLD_TEST(test_a_range_that_is_none),
        WORLD_TEST(test_unknown_columns_are_kept_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
