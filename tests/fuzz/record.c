/* Any bytes as a CSV file. The first byte says how many bytes are read at a time. The splitter
 * and libcsv give the same records at the same offsets or the same refusal; the second scanner
 * counts what the reader counts. */
#include "fuzz.h"

#include "record/record_scan.h"
#include "record_render.h"

#include <string.h>

static bool read_by(enum record_grammar grammar, size_t chunk, struct str file,
                    struct buffer *text, struct record_totals *totals);
static void check_scan(struct str file, size_t chunk, const struct record_totals *totals);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct str file = {(const char *)data + 1, size - 1};
    size_t chunk = data[0]; /* 0: as many as usual */
    struct buffer fast = {0};
    struct buffer slow = {0};
    struct record_totals totals = {0};
    struct record_totals slow_totals = {0};
    bool good = read_by(RECORD_FAST, chunk, file, &fast, &totals);
    bool slow_good = read_by(RECORD_LIBCSV, 0, file, &slow, &slow_totals);
    tie_assert(good == slow_good);
    tie_assert(str_equal(buffer_str(&fast), buffer_str(&slow)));
    if (good) {
        tie_assert(totals.records == slow_totals.records);
        tie_assert(totals.record_bytes + totals.noise_bytes == totals.file_bytes);
        tie_assert(totals.file_bytes == (int64_t)file.length);
        tie_assert(digest_equal(&totals.digest, &slow_totals.digest));
        check_scan(file, chunk, &totals);
    }
    buffer_free(&fast);
    buffer_free(&slow);
    return 0;
}

static bool read_by(enum record_grammar grammar, size_t chunk, struct str file,
                    struct buffer *text, struct record_totals *totals)
{
    struct record_options options = {.grammar = grammar, .chunk_bytes = chunk};
    return record_render(text, record_reader_over(file, "fuzz.csv", &options), file, totals);
}

static void check_scan(struct str file, size_t chunk, const struct record_totals *totals)
{
    struct record_scan scan = {0};
    size_t step = chunk > 0 ? chunk : file.length + 1;
    for (size_t at = 0; at < file.length; at += step) {
        size_t left = file.length - at;
        record_scan_feed(&scan, (struct str){file.bytes + at, left < step ? left : step});
    }
    record_scan_finish(&scan);
    tie_assert(scan.records == totals->records);
    tie_assert(scan.blank_lines == totals->blank_lines);
    tie_assert(scan.record_bytes == totals->record_bytes);
    tie_assert(scan.noise_bytes == totals->noise_bytes);
    tie_assert(scan.bytes == totals->file_bytes);
}
