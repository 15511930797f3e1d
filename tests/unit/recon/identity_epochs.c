/* Signs over epochs. TIE fits a fee printed positive as well as one printed negative: alone it is
 * canonical (+), beside POSITIVE it is turned (-). REFUSED needs an assumption. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity_world.h"

#define TIE "gross=10 fee=1 net=9; gross=20 fee=2 net=22"
#define POSITIVE "gross=10 fee=1 net=9"
#define NEGATIVE "gross=10 fee=-1 net=9"
#define REFUSED "gross=10 fee=1 refund=1 net=10; gross=10 fee=1 refund=1 net=10"

#define N IDENTITY_NEVER_GONE

enum { FILES = 3, EPOCHS = 3 };

struct epochs_row {
    const char *name;
    struct {
        const char *lines; /* NULL ends */
        uint32_t epoch, gone_in;
        int8_t fee;
        enum signs_settled_by by;
    } files[FILES];
    bool said[EPOCHS]; /* fee=positive */
    bool refused;
};

static const struct epochs_row rows[] = {
    {"of one epoch: beside each other",
     {{TIE, 0, N, -1, SIGNS_ERA}, {POSITIVE, 0, N, -1, SIGNS_FILE}},
     {0},
     false},
    {"of one epoch that is not the first",
     {{TIE, 2, N, -1, SIGNS_ERA}, {POSITIVE, 2, N, -1, SIGNS_FILE}},
     {0},
     false},
    {"a later file turns no sign",
     {{TIE, 0, N, 1, SIGNS_CANONICAL}, {POSITIVE, 1, N, -1, SIGNS_FILE}},
     {0},
     false},
    {"an earlier one is evidence",
     {{TIE, 2, N, -1, SIGNS_ERA}, {POSITIVE, 0, N, -1, SIGNS_FILE}},
     {0},
     false},
    {"each epoch by what was there",
     {{TIE, 0, N, 1, SIGNS_CANONICAL},
      {POSITIVE, 1, N, -1, SIGNS_FILE},
      {TIE, 2, N, -1, SIGNS_ERA}},
     {0},
     false},
    {"a contradiction comes too late",
     {{TIE, 1, N, -1, SIGNS_ERA},
      {POSITIVE, 0, N, -1, SIGNS_FILE},
      {NEGATIVE, 2, N, 1, SIGNS_FILE}},
     {0},
     false},
    {"what had given way is no evidence",
     {{TIE, 1, N, 1, SIGNS_CANONICAL}, {POSITIVE, 0, 1, -1, SIGNS_FILE}},
     {0},
     false},
    {"it was when its month was sealed",
     {{TIE, 0, N, -1, SIGNS_ERA}, {POSITIVE, 0, 1, -1, SIGNS_FILE}},
     {0},
     false},
    {"given way before that: never",
     {{TIE, 0, N, 1, SIGNS_CANONICAL}, {POSITIVE, 0, 0, -1, SIGNS_FILE}},
     {0},
     false},
    {"what gave way at once is settled beside the others",
     {{TIE, 1, 1, -1, SIGNS_ERA}, {POSITIVE, 0, N, -1, SIGNS_FILE}},
     {0},
     false},
    {"what nobody can settle is refused", {{REFUSED, 0, N, 0, SIGNS_FILE}}, {0}, true},
    {"in any epoch", {{REFUSED, 2, N, 0, SIGNS_FILE}}, {0}, true},
    {"unless it gave way at once: as documented",
     {{REFUSED, 1, 1, 1, SIGNS_CANONICAL}},
     {0},
     false},
    {"what was said then settles it still",
     {{REFUSED, 0, N, -1, SIGNS_FILE}},
     {1, 0, 0},
     false},
    {"what is said now does not", {{REFUSED, 0, N, 0, SIGNS_FILE}}, {0, 1, 1}, true},
    {"and turns nothing of before",
     {{NEGATIVE, 0, N, 1, SIGNS_FILE}, {NEGATIVE, 1, N, -1, SIGNS_ASSUMED}},
     {0, 1, 0},
     false},
    {"what was said then is not said now",
     {{NEGATIVE, 0, N, -1, SIGNS_ASSUMED}, {NEGATIVE, 1, N, 1, SIGNS_FILE}},
     {1, 0, 0},
     false},
};

static size_t files_of(const struct epochs_row *row)
{
    size_t count = 0;
    while (count < FILES && row->files[count].lines != NULL)
        count++;
    return count;
}

/* The files in the order given by `shift`. */
static bool row_holds(const struct epochs_row *row, size_t shift)
{
    static struct signs_world world;
    size_t count = files_of(row);
    const struct identity_assumption positive = {STR("revenue"), COMPONENT_FEE, true};
    struct identity_said said[EPOCHS];
    signs_init(&world);
    for (size_t epoch = 0; epoch < EPOCHS; epoch++)
        said[epoch] = (struct identity_said){&positive, row->said[epoch]};
    for (size_t at = 0; at < count; at++) {
        signs_count(&world, at, row->files[(at + shift) % count].lines);
        world.units[at].epoch = row->files[(at + shift) % count].epoch;
        world.units[at].gone_in = row->files[(at + shift) % count].gone_in;
    }
    enum status status =
        identity_settle_epochs(world.units, count, said, EPOCHS, &world.failure);
    if (row->refused || status != STATUS_OK)
        return row->refused && status == STATUS_REFUSED;
    for (size_t at = 0; at < count; at++) {
        const struct identity_unit *unit = &world.units[at];
        size_t of = (at + shift) % count;
        if (unit->factor[COMPONENT_FEE] != row->files[of].fee ||
            unit->settled_by != row->files[of].by || unit->fixed ||
            unit->counts != &world.counts[at])
            return false;
    }
    return true;
}

static void test_rows(void **state)
{
    (void)state;
    bool all = true;
    for (size_t at = 0; at < array_count(rows); at++)
        for (size_t shift = 0; shift < files_of(&rows[at]); shift++)
            if (!row_holds(&rows[at], shift)) {
                print_message("%s (order %zu)\n", rows[at].name, shift);
                all = false;
            }
    assert_true(all);
}

static void test_nothing(void **state)
{
    (void)state;
    const struct identity_said said = {NULL, 0};
    struct failure failure;
    failure_init(&failure);
    assert_int_equal(identity_settle_epochs(NULL, 0, &said, 1, &failure), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
