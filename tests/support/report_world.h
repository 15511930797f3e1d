/* A month whose every report has something to say, and whole output files held against text. */
#ifndef TIEOUT_TESTS_REPORT_WORLD_H
#define TIEOUT_TESTS_REPORT_WORLD_H

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define REPORT_BILLED_FILE "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define REPORT_PAID_FILE "disbursed_amount_by_product_2024-04-20.csv"

/* A billed line with its refund and the fee's; no tax. */
#define REPORT_BILLED(reference, gross, fee, refund, fee_refund, net, currency)                \
    "\"c1\",\"US\",\"WA\",\"Seattle\",\"98101\",\"Scanner\",\"p1\",\"" gross "\",\"" fee       \
    "\",\"" refund "\",\"" fee_refund "\",\"" net "\",\"" currency "\",\"" reference           \
    "\",\"0.00\",\"0.00\",\"1111-2222-3333\"\n"

/* March billed, one payout in April:
 *   r-1    100 paid in full
 *   r-2    50 open; =r-4 as well, whose reference a spreadsheet would run
 *   r-3    80, of which 30 were paid
 *   r-5    200 euros, open
 *   r-6    60 paid, then refunded, and the refund in no payout yet
 *   r-7    70 paid of 60 billed */
static inline void report_world(struct world *world, const char *folder)
{
    world_options(world, folder);
    folder_write(
        world->in, REPORT_BILLED_FILE,
        WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")      /* record 2 */
        WORLD_BILLED("r-2", "50.00", "-1.50", "48.50")                           /* 3 */
        WORLD_BILLED("r-3", "80.00", "-2.40", "77.60")                           /* 4 */
        WORLD_BILLED("=r-4", "50.00", "-1.50", "48.50")                          /* 5 */
        REPORT_BILLED("r-5", "200.00", "-6.00", "0.00", "0.00", "194.00", "EUR") /* 6 */
        REPORT_BILLED("r-6", "60.00", "-1.80", "-60.00", "1.80", "0.00", "USD")  /* 7 */
        WORLD_BILLED("r-7", "60.00", "-1.80", "58.20"));                         /* 8 */
    folder_write(world->in, REPORT_PAID_FILE,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_DISBURSED("r-3", "30.00", "-0.90", "29.10")
                         WORLD_DISBURSED("r-6", "60.00", "-1.80", "58.20")
                             WORLD_DISBURSED("r-7", "70.00", "-2.10", "67.90"));
}

/* The whole of an output, or a failed test. */
static inline struct str report_read(const struct world *world, const char *name,
                                     struct arena *arena)
{
    char path[FOLDER_PATH_BYTES];
    struct str content = {0};
    struct failure failure;
    failure_init(&failure);
    if (file_slurp(folder_path(world->out, name, path), 8 << 20, arena, &content, &failure) !=
        STATUS_OK)
        fail_msg("%s", failure.message);
    return content;
}

static inline void report_says(const struct world *world, const char *name,
                               const char *expected)
{
    struct arena arena = {0};
    struct buffer text = {0};
    buffer_add(&text, report_read(world, name, &arena));
    assert_string_equal(buffer_c(&text), expected);
    buffer_free(&text);
    arena_free(&arena);
}

/* Whether a line of the output begins so, or anything in it reads so. */
static inline bool report_holds(const struct world *world, const char *name, const char *words)
{
    struct arena arena = {0};
    bool holds = str_find(report_read(world, name, &arena), str_from(words)) >= 0;
    arena_free(&arena);
    return holds;
}

#endif
