/* Which of several rows about one finding counts, in files made by hand. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"
#include "recon/disposition.h"

enum { ROWS_MOST = 6 };

/* A row: the file it stands in (an index), and "ID REASON DUE"; '-' is an empty word. */
struct said {
    int file;
    const char *words;
};

struct settle_row {
    const char *name;
    const char *files[3]; /* their names ... */
    uint32_t epochs[3];   /* ... and epochs */
    struct said said[ROWS_MOST];
    const char *answer; /* "ID REASON file#record; ...", or what the refusal says */
};

static const struct settle_row rows[] = {
    {"nothing was said", {"d.csv"}, {0}, {{0, "aa - -"}, {0, "bb - -"}}, ""},
    {"by finding id",
     {"d.csv"},
     {0},
     {{0, "bb late -"}, {0, "aa - 2024-05-31"}},
     "aa - a#2; bb late a#1; "},
    {"the later date in a name",
     {"d_2024-05-31.csv", "d_2024-04-30.csv"},
     {0, 0},
     {{0, "aa new -"}, {1, "aa old -"}, {1, "bb old -"}},
     "aa new a#1; bb old b#2; "},
    {"an empty row takes nothing back",
     {"d_2024-04-30.csv", "d_2024-05-31.csv"},
     {0, 0},
     {{0, "aa old -"}, {1, "aa - -"}},
     "aa old a#1; "},
    {"a seal between them goes before the dates",
     {"d_2024-12-31.csv", "d_2024-01-31.csv"},
     {0, 1},
     {{0, "aa sealed -"}, {1, "aa open -"}},
     "aa open b#1; "},
    {"a seal between them needs no dates",
     {"old.csv", "new.csv"},
     {1, 2},
     {{0, "aa sealed -"}, {1, "aa open -"}},
     "aa open b#1; "},
    {"equal dates, one meaning",
     {"d1_2024-04-30.csv", "d2_2024-04-30.csv"},
     {0, 0},
     {{1, "aa same 2024-05-01"}, {0, "aa same 2024-05-01"}},
     "aa same a#1; "},
    {"equal dates",
     {"d1_2024-04-30.csv", "d2_2024-04-30.csv"},
     {0, 0},
     {{0, "aa one -"}, {1, "aa other -"}},
     "two rows say different things of finding aa: a.csv#1 and b.csv#1"},
    {"equal dates, another due date",
     {"d1_2024-04-30.csv", "d2_2024-04-30.csv"},
     {0, 0},
     {{0, "aa one 2024-05-01"}, {1, "aa one 2024-05-02"}},
     "a.csv#1 and b.csv#1"},
    {"equal dates of which a third file makes nothing",
     {"d1_2024-04-30.csv", "d2_2024-04-30.csv", "d_2024-05-31.csv"},
     {0, 0, 0},
     {{0, "aa one -"}, {1, "aa other -"}, {2, "aa third -"}},
     "aa third c#1; "},
    {"no dates",
     {"x.csv", "y.csv"},
     {0, 0},
     {{0, "aa one -"}, {1, "aa other -"}},
     "a.csv#1 and b.csv#1"},
    {"a date and none",
     {"x.csv", "d_2024-04-30.csv"},
     {0, 0},
     {{0, "aa one -"}, {1, "aa other -"}},
     "b.csv#1 and a.csv#1"},
    {"a date and none, one meaning",
     {"x.csv", "d_2024-04-30.csv"},
     {0, 0},
     {{0, "aa one -"}, {1, "aa one -"}},
     "aa one b#1; "},
    {"twice in one file", {"d.csv"}, {0}, {{0, "aa one -"}, {0, "aa one -"}}, "aa one a#1; "},
    {"twice in one file, and not the same",
     {"d_2024-04-30.csv"},
     {0},
     {{0, "aa one -"}, {0, "aa other -"}},
     "a.csv#1 and a.csv#2"},
};

/* '-' is no word. */
static struct str word_of(struct str *rest)
{
    struct str word = str_split(*rest, ' ', rest);
    return str_equal(word, STR("-")) ? STR("") : word;
}

/* The rows in their order, or backwards: files keep their index, as ids of loads would. */
static size_t take_rows(const struct settle_row *row, bool backwards,
                        struct disposition said[ROWS_MOST])
{
    int64_t record[3] = {0};
    size_t count = 0;
    for (; count < ROWS_MOST && row->said[count].words != NULL; count++) {
        struct str rest = str_from(row->said[count].words);
        uint32_t file = (uint32_t)row->said[count].file;
        said[count] = (struct disposition){.line_id = (int64_t)file << 32 | ++record[file]};
        said[count].finding_id = word_of(&rest);
        said[count].reason = word_of(&rest);
        said[count].due_on = DAY_NONE;
        (void)day_parse_iso(word_of(&rest), &said[count].due_on);
    }
    for (size_t at = 0; backwards && at < count / 2; at++) {
        struct disposition first = said[at];
        said[at] = said[count - 1 - at];
        said[count - 1 - at] = first;
    }
    return count;
}

static void check_row(const struct settle_row *row, bool backwards)
{
    struct world world;
    struct disposition said[ROWS_MOST];
    struct disposition_list list;
    struct buffer answer = {0};
    world_init(&world);
    for (size_t file = 0; file < 3 && row->files[file] != NULL; file++) {
        world_add(&world, WORLD_LIST, "2024-01-31", "2024-01-31", 1);
        world.files[file].base_name = str_from(row->files[file]);
        world.sections[file].epoch = row->epochs[file];
    }
    size_t count = take_rows(row, backwards, said);
    enum status status =
        disposition_settle(&world.facts, said, count, &world.arena, &list, &world.failure);
    for (size_t at = 0; status == STATUS_OK && at < list.count; at++) {
        const struct disposition *one = list.items[at];
        struct str reason = one->reason.length > 0 ? one->reason : STR("-");
        buffer_format(&answer, "%.*s %.*s %c#%d; ", (int)one->finding_id.length,
                      one->finding_id.bytes, (int)reason.length, reason.bytes,
                      (int)('a' + (one->line_id >> 32)), (int)one->line_id);
    }
    bool refused = status != STATUS_OK;
    const char *told = refused ? world.failure.message : buffer_c(&answer);
    if (refused ? strstr(told, row->answer) == NULL || row->answer[0] == '\0'
                : strcmp(told, row->answer) != 0)
        fail_msg("%s: %s", row->name, told);
    assert_int_equal(status, refused ? STATUS_REFUSED : STATUS_OK);
    buffer_free(&answer);
    arena_free(&world.arena);
}

static void test_which_row_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        check_row(&rows[i], false);
}

/* In which order rows were read changes nothing, not even what a refusal says. */
static void test_backwards(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        check_row(&rows[i], true);
}

static void test_remedies(void **state)
{
    (void)state;
    struct world world;
    struct disposition_list list;
    const struct disposition said[] = {
        {.line_id = 2, .finding_id = STR("aa"), .reason = STR("one"), .due_on = DAY_NONE},
        {.line_id = 3, .finding_id = STR("aa"), .owner = STR("one"), .due_on = DAY_NONE},
        {.line_id = (INT64_C(1) << 32) + 2,
         .finding_id = STR("aa"),
         .comment = STR("one"),
         .due_on = DAY_NONE}};
    world_init(&world);
    world_add(&world, WORLD_LIST, "2024-01-31", "2024-01-31", 1);
    world_add(&world, WORLD_LIST, "2024-01-31", "2024-01-31", 1);
    assert_int_equal(
        disposition_settle(&world.facts, said, 2, &world.arena, &list, &world.failure),
        STATUS_REFUSED);
    assert_non_null(strstr(world.failure.remedy, "Leave one of them"));
    failure_init(&world.failure);
    assert_int_equal(
        disposition_settle(&world.facts, said + 1, 2, &world.arena, &list, &world.failure),
        STATUS_REFUSED);
    assert_non_null(strstr(world.failure.remedy, "Put a date YYYY-MM-DD into the name"));
    arena_free(&world.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_row_counts),
        cmocka_unit_test(test_backwards),
        cmocka_unit_test(test_remedies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
