/* What is said twice, in the books: bytes decide. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define FILE_NAME "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
/* As WORLD_BILLED of r-2, but for the city, which nobody reads. */
#define ANOTHER_CITY                                                                           \
    "\"c1\",\"US\",\"WA\",\"Tacoma\",\"98101\",\"Scanner\",\"p1\",\"50.00\",\"-1.50\","        \
    "\"0.00\",\"0.00\",\"48.50\",\"USD\",\"r-2\",\"0.00\",\"0.00\",\"1111-2222-3333\"\n"

static const char told[] =
    "SELECT group_concat(text || ' ' || lines || ' ' || distinct_lines || ' ' || evidence, '; "
    "')"
    " FROM (SELECT * FROM duplicate JOIN reference USING (reference_id) ORDER BY text)";

/* r-1 thrice, the last without a line end; r-2 looks alike twice, and is not; r-3 twice two. */
static void test_bytes_decide(void **state)
{
    struct world world;
    struct buffer text = {0};
    world_options(&world, *state);
    buffer_add_c(&text,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "10.00", "-0.30", "9.70")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50")
                         ANOTHER_CITY WORLD_BILLED("r-3", "1.00", "0.00", "1.00")
                             WORLD_BILLED("r-3", "2.00", "0.00", "2.00")
                                 WORLD_BILLED("r-3", "2.00", "0.00", "2.00")
                                     WORLD_BILLED("r-3", "1.00", "0.00", "1.00")
                                         WORLD_BILLED("r-1", "10.00", "-0.30", "9.70")
                                             WORLD_BILLED("r-1", "10.00", "-0.30", "9.70"));
    text.length--;
    folder_write(world.in, FILE_NAME, buffer_c(&text));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, told,
                 "r-1 3 1 " FILE_NAME "#2 " FILE_NAME "#9 " FILE_NAME "#10; r-3 4 2 " FILE_NAME
                 "#5 " FILE_NAME "#6 " FILE_NAME "#7 " FILE_NAME "#8");
    assert_books(&world,
                 "SELECT group_concat(transaction_reference_id || ' ' || expected || ' ' || "
                 "actual || ' ' || (subject = (SELECT sha256 FROM file) || '/' || "
                 "transaction_reference_id), '; ') FROM (SELECT * FROM finding WHERE rule = "
                 "'duplicate-line' ORDER BY 4, transaction_reference_id)",
                 "r-1 1 3 1; r-3 2 4 1");
    buffer_free(&text);
    world_end(&world);
}

/* More than twelve are told by their number. */
static void test_many(void **state)
{
    struct world world;
    struct buffer text = {0};
    world_options(&world, *state);
    buffer_add_c(&text, WORLD_BILLED_HEADER);
    for (int at = 0; at < 40; at++)
        buffer_add_c(&text, WORLD_BILLED("r-1", "10.00", "-0.30", "9.70"));
    folder_write(world.in, FILE_NAME, buffer_c(&text));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(
        &world,
        "SELECT lines || ' ' || distinct_lines || ' ' || substr(evidence, -7) FROM duplicate",
        "40 1 #13 +28");
    buffer_free(&text);
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_bytes_decide),
        WORLD_TEST(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
