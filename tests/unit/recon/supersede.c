/* Which file takes the place of which, in worlds made by hand. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"
#include "recon/supersede.h"

/* Files as "name family from to records": a letter a record. */
struct issue {
    const char *name;
    int family;
    const char *from, *to, *records;
};

struct supersede_row {
    const char *name;
    enum supersede_choice choice;
    struct issue files[4];
    const char
        *answer; /* "older<newer" replaced, "older+newer" kept; or what the message holds */
    const char *marks; /* by file: s superseded, o overlaps, - neither; "" : refused */
};

static const struct supersede_row rows[] = {
    {"nothing overlaps",
     SUPERSEDE_REPLACE,
     {{"b_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-03-15.csv", WORLD_BILLED, "2024-02-01", "2024-02-29", ""}},
     "",
     "--"},
    {"without an option",
     SUPERSEDE_REFUSE,
     {{"b_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-02-20.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""}},
     "cover the same days",
     ""},
    {"without an option, by records",
     SUPERSEDE_REFUSE,
     {{"p_2024-02-15.csv", WORLD_PAID, "2024-02-15", "2024-02-15", "abc"},
      {"p_2024-02-20.csv", WORLD_PAID, "2024-02-20", "2024-02-20", "abd"}},
     "2 records of",
     ""},
    {"the older gives way, whatever the order",
     SUPERSEDE_REPLACE,
     {{"b_2024-02-20.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""}},
     "1<0 ",
     "-s"},
    {"three issues make a chain",
     SUPERSEDE_REPLACE,
     {{"b_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-02-25.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-02-20.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""}},
     "2<1 0<2 ",
     "s-s"},
    {"three issues, all kept",
     SUPERSEDE_BOTH,
     {{"b_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-02-25.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-02-20.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""}},
     "2+1 0+1 0+2 ",
     "ooo"},
    {"equal dates, kept",
     SUPERSEDE_BOTH,
     {{"b1_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b2_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""}},
     "1+0 ",
     "oo"},
    {"equal dates",
     SUPERSEDE_REPLACE,
     {{"b2_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b1_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""}},
     "b1_2024-02-15.csv and b2_2024-02-15.csv repeat each other and are both of 2024-02-15",
     ""},
    {"equal dates, both older than a third",
     SUPERSEDE_REPLACE,
     {{"b1_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b2_2024-02-15.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""},
      {"b_2024-02-20.csv", WORLD_BILLED, "2024-01-01", "2024-01-31", ""}},
     "0<2 1<2 ",
     "ss-"},
    {"no date in a name: the last day covered",
     SUPERSEDE_REPLACE,
     {{"new.csv", WORLD_TAXED, "2024-01-10", "2024-02-09", ""},
      {"old.csv", WORLD_TAXED, "2024-01-01", "2024-01-31", ""}},
     "1<0 ",
     "-s"},
    {"what overlaps a superseded file alone stays",
     SUPERSEDE_REPLACE,
     {{"a.csv", WORLD_TAXED, "2024-01-01", "2024-01-31", ""},
      {"b.csv", WORLD_TAXED, "2024-01-20", "2024-02-10", ""},
      {"c.csv", WORLD_TAXED, "2024-02-05", "2024-02-28", ""}},
     "1<2 ",
     "-s-"},
    {"a payout under two names",
     SUPERSEDE_REPLACE,
     {{"p_2024-02-15.csv", WORLD_PAID, "2024-02-15", "2024-02-15", "abcx"},
      {"p_2024-02-20.csv", WORLD_PAID, "2024-02-20", "2024-02-20", "abcd"},
      {"p_2024-03-15.csv", WORLD_PAID, "2024-03-15", "2024-03-15", "zyw"}},
     "0<1 ",
     "s--"},
    {"a payout under two names, kept",
     SUPERSEDE_BOTH,
     {{"p_2024-02-15.csv", WORLD_PAID, "2024-02-15", "2024-02-15", "abc"},
      {"p_2024-02-20.csv", WORLD_PAID, "2024-02-20", "2024-02-20", "abd"}},
     "0+1 ",
     "oo"},
};

static enum status settle(const struct supersede_row *row, struct world *world,
                          struct superseded *found)
{
    struct overlap_set *set = overlap_new();
    world_init(world);
    for (size_t at = 0; at < 4 && row->files[at].name != NULL; at++) {
        const struct issue *file = &row->files[at];
        world_add(world, file->family, file->from, file->to, 1);
        world->files[at].short_name = world->files[at].base_name = str_from(file->name);
        for (const char *record = file->records; *record != '\0'; record++)
            overlap_add(set, (uint32_t)at, (struct str){record, 1});
    }
    enum status status = supersede_settle(&world->facts, set, row->choice, &world->arena, found,
                                          &world->failure);
    overlap_free(set);
    return status;
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        const struct supersede_row *row = &rows[i];
        struct world world;
        struct superseded found;
        print_message("%s\n", row->name);
        enum status status = settle(row, &world, &found);
        assert_int_equal(status, row->marks[0] == '\0' ? STATUS_REFUSED : STATUS_OK);
        if (status != STATUS_OK) {
            assert_non_null(strstr(world.failure.message, row->answer));
            world_free(&world);
            continue;
        }
        struct buffer told = {0};
        for (size_t at = 0; at < found.count; at++)
            buffer_format(&told, "%u%c%u ", found.pairs[at].section,
                          found.pairs[at].replaced ? '<' : '+', found.pairs[at].by);
        assert_string_equal(buffer_c(&told), row->answer);
        for (size_t at = 0; row->marks[at] != '\0'; at++) {
            assert_int_equal(world.sections[at].superseded, row->marks[at] == 's');
            assert_int_equal(world.sections[at].overlaps, row->marks[at] == 'o');
        }
        buffer_free(&told);
        world_free(&world);
    }
}

/* A table cut in two gives way whole, and both halves are held against the new one. */
static void test_tables_of_one_file(void **state)
{
    (void)state;
    struct world world;
    struct superseded found;
    struct overlap_set *set = overlap_new();
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    world.sections[1].file = 0;
    world.files[0].base_name = STR("b_2024-02-15.csv");
    world.files[2].base_name = STR("b_2024-02-20.csv");
    assert_int_equal(supersede_settle(&world.facts, set, SUPERSEDE_REPLACE, &world.arena,
                                      &found, &world.failure),
                     STATUS_OK);
    assert_int_equal(found.count, 2);
    assert_true(found.pairs[0].section == 0 && found.pairs[0].by == 2);
    assert_true(found.pairs[1].section == 1 && found.pairs[1].by == 2);
    assert_true(world.sections[0].superseded && world.sections[1].superseded);
    assert_false(world.sections[2].superseded);
    overlap_free(set);
    world_free(&world);
}

/* Three issues of a month, the newest last: each gives way to the next, in the epoch of the first
 * newer one that was loaded, whichever that is. */
static void test_epochs(void **state)
{
    static const struct {
        uint32_t epochs[3], in[2];
    } loads[] = {
        {{0, 0, 0}, {0, 0}}, {{0, 1, 2}, {1, 2}}, {{0, 2, 1}, {1, 1}},
        {{1, 0, 0}, {0, 0}}, {{0, 0, 3}, {0, 3}}, {{2, 2, 2}, {2, 2}},
    };
    (void)state;
    for (size_t i = 0; i < array_count(loads); i++) {
        struct world world;
        struct superseded found;
        struct overlap_set *set = overlap_new();
        world_init(&world);
        for (int at = 0; at < 3; at++) {
            world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
            world.sections[at].epoch = loads[i].epochs[at];
        }
        world.files[0].base_name = STR("b_2024-02-15.csv");
        world.files[1].base_name = STR("b_2024-02-16.csv");
        world.files[2].base_name = STR("b_2024-02-17.csv");
        assert_int_equal(supersede_settle(&world.facts, set, SUPERSEDE_REPLACE, &world.arena,
                                          &found, &world.failure),
                         STATUS_OK);
        for (size_t at = 0; at < 2; at++) {
            assert_true(world.sections[at].superseded);
            assert_int_equal(world.sections[at].superseded_in, loads[i].in[at]);
            assert_int_equal(world.sections[at].superseded_by, at + 1);
        }
        assert_false(world.sections[2].superseded);
        overlap_free(set);
        world_free(&world);
    }
}

/* Of three files of one month two were spoken of before; what is new is told, and what was said
 * holds whatever is asked now. */
static void test_what_was_said_before(void **state)
{
    static const struct {
        enum supersede_choice choice;
        bool replaced; /* what was said of the first two */
        enum status status;
        bool gone[3]; /* which of them are superseded in the end */
        size_t news;
    } said_rows[] = {
        {SUPERSEDE_REFUSE, true, STATUS_REFUSED, {false, false, false}, 0},
        {SUPERSEDE_BOTH, true, STATUS_OK, {true, false, false}, 2},
        {SUPERSEDE_REPLACE, false, STATUS_OK, {true, true, false}, 2},
        {SUPERSEDE_REPLACE, true, STATUS_OK, {true, true, false}, 2},
    };
    (void)state;
    for (size_t i = 0; i < array_count(said_rows); i++) {
        struct world world;
        struct superseded found;
        struct overlap_set *set = overlap_new();
        const struct overlap_said said = {0, 1, said_rows[i].replaced};
        world_init(&world);
        for (int at = 0; at < 3; at++)
            world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
        world.files[0].base_name = STR("b_2024-02-15.csv");
        world.files[1].base_name = STR("b_2024-02-16.csv");
        world.files[2].base_name = STR("b_2024-02-17.csv");
        world.facts.said = &said;
        world.facts.said_count = 1;
        assert_int_equal(supersede_settle(&world.facts, set, said_rows[i].choice, &world.arena,
                                          &found, &world.failure),
                         said_rows[i].status);
        for (size_t at = 0; at < 3; at++)
            assert_int_equal(world.sections[at].superseded, said_rows[i].gone[at]);
        assert_int_equal(found.news_count, said_rows[i].news);
        overlap_free(set);
        world_free(&world);
    }
}

/* Everything was spoken of: no option is needed any more. */
static void test_nothing_new(void **state)
{
    (void)state;
    struct world world;
    struct superseded found;
    struct overlap_set *set = overlap_new();
    const struct overlap_said said = {0, 1, false};
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    world.facts.said = &said;
    world.facts.said_count = 1;
    assert_int_equal(supersede_settle(&world.facts, set, SUPERSEDE_REFUSE, &world.arena, &found,
                                      &world.failure),
                     STATUS_OK);
    assert_true(world.sections[0].overlaps && world.sections[1].overlaps);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.news_count, 0);
    overlap_free(set);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),        cmocka_unit_test(test_tables_of_one_file),
        cmocka_unit_test(test_epochs),      cmocka_unit_test(test_what_was_said_before),
        cmocka_unit_test(test_nothing_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
