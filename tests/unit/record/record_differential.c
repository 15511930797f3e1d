/* The fast way against libcsv, and the second scanner against both: on tens of thousands of
 * random files, and in pieces of random sizes. Agreement is byte for byte, words of failures
 * included. */
#include "record/record_reader.h"
#include "record/record_scan.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_random.h"
#include "record_render.h"

typedef void make_file(struct record_random *random, struct buffer *text);

struct outcome {
    struct buffer text;
    struct record_totals totals;
    bool good;
};

static void read_in_pieces(struct outcome *outcome, struct str file, size_t chunk_bytes,
                           enum record_grammar grammar, struct record_scan *scan)
{
    struct record_options options = {.grammar = grammar,
                                     .chunk_bytes = chunk_bytes,
                                     .listener = scan == NULL ? NULL : record_scan_listen,
                                     .listener_context = scan};
    outcome->totals = (struct record_totals){0};
    outcome->text = (struct buffer){0};
    outcome->good = record_render(&outcome->text, record_reader_over(file, "f.csv", &options),
                                  file, &outcome->totals);
}

static void assert_same(const struct outcome *a, const struct outcome *b, uint64_t seed)
{
    if (a->good != b->good || strcmp(buffer_c(&a->text), buffer_c(&b->text)) != 0)
        fail_msg("seed %llu:\n%s---\n%s", (unsigned long long)seed, buffer_c(&a->text),
                 buffer_c(&b->text));
    if (!a->good)
        return;
    assert_int_equal(a->totals.records, b->totals.records);
    assert_int_equal(a->totals.blank_lines, b->totals.blank_lines);
    assert_int_equal(a->totals.record_bytes, b->totals.record_bytes);
    assert_int_equal(a->totals.noise_bytes, b->totals.noise_bytes);
    assert_true(digest_equal(&a->totals.digest, &b->totals.digest));
}

static void assert_scan(const struct record_scan *scan, const struct record_totals *totals)
{
    assert_int_equal(scan->records, totals->records);
    assert_int_equal(scan->blank_lines, totals->blank_lines);
    assert_int_equal(scan->record_bytes, totals->record_bytes);
    assert_int_equal(scan->noise_bytes, totals->noise_bytes);
    assert_int_equal(scan->bytes, totals->file_bytes);
}

/* Returns whether the file was well formed. */
static bool compare(struct str file, size_t chunk_bytes, uint64_t seed)
{
    struct outcome whole, fast, libcsv;
    struct record_scan scan = {0};
    read_in_pieces(&whole, file, 0, RECORD_FAST, NULL);
    read_in_pieces(&fast, file, chunk_bytes, RECORD_FAST, &scan);
    read_in_pieces(&libcsv, file, chunk_bytes, RECORD_LIBCSV, NULL);
    assert_same(&whole, &fast, seed);
    assert_same(&fast, &libcsv, seed);
    assert_int_equal(whole.totals.libcsv_records, fast.totals.libcsv_records);
    if (fast.good) {
        record_scan_finish(&scan);
        assert_scan(&scan, &fast.totals);
    }
    buffer_free(&whole.text);
    buffer_free(&fast.text);
    buffer_free(&libcsv.text);
    return fast.good;
}

/* Returns how many of `count` files were well formed. */
static int compare_many(make_file *make, uint64_t first_seed, int count)
{
    int good = 0;
    for (int i = 0; i < count; i++) {
        uint64_t seed = first_seed + (uint64_t)i;
        struct record_random random = {seed * UINT64_C(0x9e3779b97f4a7c15)};
        struct buffer text = {0};
        make(&random, &text);
        size_t chunk = 1 + record_random_below(&random, (uint32_t)text.length + 1);
        good += compare(buffer_str(&text), chunk, seed);
        buffer_free(&text);
    }
    return good;
}

static void test_well_formed(void **state)
{
    (void)state;
    assert_int_equal(compare_many(record_random_file, 1, 20000), 20000);
}

static void test_broken(void **state)
{
    (void)state;
    int good = compare_many(record_random_broken, 100001, 20000);
    assert_in_range(good, 4000, 16000);
}

static void test_noise(void **state)
{
    (void)state;
    int good = compare_many(record_random_noise, 200001, 20000);
    assert_in_range(good, 1000, 12000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_well_formed),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
