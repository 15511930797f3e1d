/* Payouts that share records: pairs with counts worked out by hand. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"
#include "recon/overlap.h"

/* Files a, b, c as letters: one letter a record. */
struct share_row {
    const char *name;
    const char *records[3];
    const char *says; /* what the message holds; "" : allowed */
};

static const struct share_row rows[] = {
    {"one file", {"aaaa"}, ""},
    {"nothing shared", {"abcd", "efgh"}, ""},
    {"exactly half is allowed", {"abcd", "abef"}, ""},
    {"more than half",
     {"abcd", "abce"},
     "3 records of a.csv (of 4) stand byte for byte in b.csv (of 4)"},
    {"of the smaller file", {"ab", "zyxwvutsrab"}, "2 records of a.csv (of 2)"},
    {"half of the larger does not matter", {"abcdefgh", "ab"}, "2 records of a.csv (of 8)"},
    {"repeats count as often as in both", {"aaab", "acde"}, ""},
    {"repeats in both", {"aaab", "aaac"}, "3 records"},
    {"the pair that shares most",
     {"abcdef", "abcdzz", "abcdez"},
     "5 records of a.csv (of 6) stand byte for byte in c.csv"},
    {"of equals the first by name",
     {"abc", "abc", "abc"},
     "3 records of a.csv (of 3) stand byte for byte in b.csv"},
    {"an empty file", {"abc", ""}, ""},
    {"one record over and over",
     {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"},
     "30 records of a.csv (of 40) stand byte for byte in b.csv (of 31)"},
};

static enum status ask(struct overlap_set *set, struct world *world, struct failure *failure)
{
    struct overlap_pair *pairs;
    size_t count = overlap_pairs(set, &world->facts, &world->arena, &pairs);
    return overlap_refuse(&world->facts, pairs, count, failure);
}

static enum status check(const struct share_row *row, const size_t *order,
                         struct failure *failure)
{
    struct world world;
    struct overlap_set *set = overlap_new();
    world_init(&world);
    for (size_t at = 0; at < 3; at++)
        world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
    for (size_t at = 0; at < 3; at++) {
        uint32_t file = (uint32_t)order[at];
        const char *records = row->records[file] == NULL ? "" : row->records[file];
        for (; *records != '\0'; records++)
            overlap_add(set, file, (struct str){records, 1});
    }
    failure_init(failure);
    enum status status = ask(set, &world, failure);
    overlap_free(set);
    world_free(&world);
    return status;
}

static void test_pairs(void **state)
{
    (void)state;
    static const size_t orders[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}};
    for (size_t i = 0; i < array_count(rows) * array_count(orders); i++) {
        const struct share_row *row = &rows[i / array_count(orders)];
        struct failure failure;
        print_message("%s\n", row->name);
        enum status status = check(row, orders[i % array_count(orders)], &failure);
        assert_int_equal(status, row->says[0] == '\0' ? STATUS_OK : STATUS_REFUSED);
        if (status == STATUS_REFUSED)
            assert_non_null(strstr(failure.message, row->says));
    }
}

/* Records that differ in any one byte, or in length only, are different ones. */
static void test_every_byte_counts(void **state)
{
    (void)state;
    for (size_t length = 1; length <= 40; length++) {
        for (size_t at = 0; at <= length; at++) {
            struct world world;
            struct overlap_set *set = overlap_new();
            char record[41];
            memset(record, 'x', sizeof record);
            world_init(&world);
            world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
            world_add(&world, WORLD_PAID, "2024-02-15", "2024-02-15", 1);
            overlap_add(set, 0, (struct str){record, length});
            if (at < length)
                record[at] = 'y';
            overlap_add(set, 1, (struct str){record, at < length ? length : length - 1});
            assert_int_equal(ask(set, &world, &world.failure), STATUS_OK);
            overlap_free(set);
            world_free(&world);
        }
    }
}

static void test_superseded_repeats_nothing(void **state)
{
    (void)state;
    struct world world;
    struct overlap_set *set = overlap_new();
    world_init(&world);
    world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
    world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
    world.sections[0].superseded = true;
    overlap_add(set, 0, STR("P-1,10.00"));
    overlap_add(set, 1, STR("P-1,10.00"));
    assert_int_equal(ask(set, &world, &world.failure), STATUS_OK);
    overlap_free(set);
    world_free(&world);
}

/* Every pair, by name, with what each holds. */
static void test_all_pairs(void **state)
{
    (void)state;
    static const char *const records[] = {"abcd", "wxyz", "abce", "ab"};
    struct world world;
    struct overlap_set *set = overlap_new();
    struct overlap_pair *pairs;
    world_init(&world);
    for (uint32_t file = 0; file < 4; file++) {
        world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
        for (const char *record = records[file]; *record != '\0'; record++)
            overlap_add(set, file, (struct str){record, 1});
    }
    assert_int_equal(overlap_pairs(set, &world.facts, &world.arena, &pairs), 3);
    assert_true(pairs[0].first == 0 && pairs[0].second == 2 && pairs[0].shared == 3);
    assert_true(pairs[1].first == 0 && pairs[1].second == 3 && pairs[1].shared == 2);
    assert_true(pairs[2].first == 2 && pairs[2].second == 3 && pairs[2].shared == 2);
    assert_true(pairs[2].first_records == 4 && pairs[2].second_records == 2);
    overlap_free(set);
    world_free(&world);
}

/* A long file repeated under another name, among others. */
static void test_long_files(void **state)
{
    (void)state;
    struct world world;
    struct overlap_set *set = overlap_new();
    char record[32];
    world_init(&world);
    for (uint32_t file = 0; file < 4; file++)
        world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
    for (int at = 0; at < 20000; at++) {
        for (uint32_t file = 0; file < 4; file++) {
            int number = file == 3 && at < 10001 ? at * 4 : at * 4 + (int)file;
            snprintf(record, sizeof record, "P-%d,10.00", number);
            overlap_add(set, file, str_from(record));
        }
    }
    assert_int_equal(ask(set, &world, &world.failure), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.message, "10001 records of a.csv"));
    assert_non_null(strstr(world.failure.message, "d.csv"));
    overlap_free(set);
    world_free(&world);
}

/* Hashes that were kept share as the records did. */
static void test_kept_hashes(void **state)
{
    (void)state;
    struct world world;
    struct overlap_set *read = overlap_new();
    struct overlap_set *again = overlap_new();
    world_init(&world);
    world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
    world_add(&world, WORLD_PAID, "2024-01-16", "2024-01-16", 1);
    for (uint32_t file = 0; file < 2; file++)
        for (const char *record = file == 0 ? "abc" : "abd"; *record != '\0'; record++)
            overlap_add(read, file, (struct str){record, 1});
    assert_int_equal(overlap_count(read), 6);
    for (size_t at = overlap_count(read); at-- > 0;) {
        uint32_t file = 0;
        uint64_t hash = overlap_hash(read, at, &file);
        overlap_add_hash(again, file, hash);
    }
    assert_int_equal(ask(again, &world, &world.failure), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.message, "2 records of "));
    overlap_free(read);
    overlap_free(again);
    world_free(&world);
}

/* A pair found when its files were read stands without their hashes, among those that are found
 * now, and its first file is so by the names of today. */
static void test_known_pairs(void **state)
{
    (void)state;
    struct world world;
    struct overlap_set *set = overlap_new();
    struct overlap_pair *pairs = NULL;
    world_init(&world);
    for (size_t at = 0; at < 4; at++)
        world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
    overlap_add_pair(set, &(struct overlap_pair){3, 1, 5, 9, 7});
    overlap_add_pair(set, &(struct overlap_pair){0, 3, 4, 6, 5});
    for (uint32_t file = 0; file < 3; file += 2)
        overlap_add(set, file, STR("x"));
    assert_int_equal(overlap_pairs(set, &world.facts, &world.arena, &pairs), 3);
    assert_int_equal(pairs[0].first, 0);
    assert_int_equal(pairs[0].second, 2);
    assert_int_equal(pairs[0].shared, 1);
    assert_int_equal(pairs[1].first, 0);
    assert_int_equal(pairs[1].second, 3);
    assert_int_equal(pairs[1].first_records, 6);
    assert_int_equal(pairs[2].first, 1);
    assert_int_equal(pairs[2].second, 3);
    assert_int_equal(pairs[2].first_records, 7);
    assert_int_equal(pairs[2].second_records, 9);
    overlap_free(set);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_every_byte_counts),
        cmocka_unit_test(test_superseded_repeats_nothing),
        cmocka_unit_test(test_all_pairs),
        cmocka_unit_test(test_long_files),
        cmocka_unit_test(test_kept_hashes),
        cmocka_unit_test(test_known_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
