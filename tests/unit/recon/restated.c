/* What a newer file says otherwise: whole runs over two issues of a month (restated.c,
 * restated_side.c). */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define OLD "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define NEW "monthly_revenue_billing_and_revenue_data_2024-04-18.csv"

/* One row a line: change, reference, component, before, after, records. */
static const char told[] =
    "SELECT group_concat(change || ' ' || text || ' ' || component || ' ' || "
    "coalesce(before / 10000, '-') || ' ' || coalesce(after / 10000, '-') || ' ' || "
    "coalesce(line_id & 4294967295, '-') || ' ' || coalesce(by_line_id & 4294967295, '-'), '; "
    "')"
    " FROM (SELECT * FROM restated JOIN reference USING (reference_id) ORDER BY text, ordinal)";

struct restated_row {
    const char *name;
    const char *before, *after;
    const char *told; /* amounts in cents */
};

#define LINE_A WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
#define LINE_B WORLD_BILLED("r-1", "50.00", "-1.50", "48.50")
/* The same amounts for another product. */
#define LINE_A_ELSE                                                                            \
    "\"c1\",\"US\",\"WA\",\"Seattle\",\"98101\",\"Scanner\",\"p2\",\"100.00\",\"-3.00\","      \
    "\"0.00\",\"0.00\",\"97.00\",\"USD\",\"r-1\",\"0.00\",\"0.00\",\"1111-2222-3333\"\n"

static const struct restated_row rows[] = {
    {"the same in another order", LINE_A LINE_B, LINE_B LINE_A, "(none)"},
    {"a line more", LINE_A, LINE_A WORLD_BILLED("r-2", "10.00", "0.00", "10.00"),
     "added r-2 gross - 1000 - 3; added r-2 net - 1000 - 3"},
    {"a line less", LINE_A WORLD_BILLED("r-2", "10.00", "0.00", "10.00"), LINE_A,
     "gone r-2 gross 1000 - 3 -; gone r-2 net 1000 - 3 -"},
    {"a line that stood twice stands once", LINE_A LINE_A, LINE_A,
     "gone r-1 gross 10000 - 3 -; gone r-1 fee -300 - 3 -; gone r-1 net 9700 - 3 -"},
    {"a line that stood once stands twice", LINE_B LINE_A, LINE_A LINE_B LINE_B,
     "added r-1 gross - 5000 - 4; added r-1 fee - -150 - 4; added r-1 net - 4850 - 4"},
    {"another amount", LINE_A, WORLD_BILLED("r-1", "110.00", "-3.30", "106.70"),
     "changed r-1 gross 10000 11000 2 2; changed r-1 fee -300 -330 2 2; "
     "changed r-1 net 9700 10670 2 2"},
    {"no amount, but another product", LINE_A, LINE_A_ELSE, "changed r-1  - - 2 2"},
    {"lines are paired by what they share", LINE_A LINE_A_ELSE LINE_B,
     WORLD_BILLED("r-1", "50.00", "-1.40", "48.60") LINE_A_ELSE LINE_A,
     "changed r-1 fee -150 -140 4 2; changed r-1 net 4850 4860 4 2"},
    {"fees printed as magnitudes are no change", LINE_A,
     WORLD_BILLED("r-1", "100.00", "3.00", "97.00"), "(none)"},
};

static void test_rows(void **state)
{
    for (size_t i = 0; i < array_count(rows); i++) {
        const struct restated_row *row = &rows[i];
        struct world world;
        struct buffer text = {0};
        print_message("%s\n", row->name);
        world_options(&world, *state);
        world.options.replace = true;
        buffer_format(&text, "%s%s", WORLD_BILLED_HEADER, row->before);
        folder_write(world.in, OLD, buffer_c(&text));
        buffer_clear(&text);
        buffer_format(&text, "%s%s", WORLD_BILLED_HEADER, row->after);
        folder_write(world.in, NEW, buffer_c(&text));
        assert_int_equal(world_run(&world), STATUS_OK);
        char answer[FOLDER_TEXT_BYTES];
        const char *said = world_ask(&world, told, answer);
        assert_string_equal(said[0] == '\0' ? "(none)" : said, row->told);
        buffer_free(&text);
        world_end(&world);
    }
}

/* A payout under two names: its lines have no currency column, and are told in the one they were
 * given. */
static void test_payouts(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    world.options.replace = true;
    folder_write(world.in, "disbursed_amount_by_product_2024-04-22.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_DISBURSED("r-2", "50.00", "-1.50", "48.50")
                         WORLD_DISBURSED("r-3", "7.00", "0.00", "7.00"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, told, "added r-3 gross - 700 - 4; added r-3 net - 700 - 4");
    assert_books(&world, "SELECT group_concat(DISTINCT currency) FROM restated", "USD");
    assert_books(&world, "SELECT count(*) FROM line_class WHERE class = 'superseded'", "2");
    /* Paid once: 100 + 50 + 7. */
    assert_books(&world,
                 "SELECT (SELECT coalesce(sum(disbursed_gross), 0) FROM position_active) + "
                 "(SELECT coalesce(sum(gross), 0) FROM position_rest)",
                 "157000000");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_rows),
        WORLD_TEST(test_payouts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
