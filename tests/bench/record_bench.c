/* Megabytes a second of the ways through a CSV file: checked and split, the same by libcsv, and
 * the second scanner. usage: record_bench FILE [fast|libcsv|scan]... */
#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "record/record_reader.h"
#include "record/record_scan.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void say(const char *what, int64_t bytes, int64_t records, int64_t libcsv, int64_t ns)
{
    printf("%-8s %8" PRId64 " MB/s  %" PRId64 " records, %" PRId64 " by libcsv\n", what,
           bytes * 1000 / (ns + 1), records, libcsv);
}

static int fail(const struct failure *failure)
{
    failure_print(failure, stderr);
    return (int)failure->status;
}

static int read_file(const char *path, const char *what, enum record_grammar grammar)
{
    struct failure failure;
    struct record_reader *reader = NULL;
    struct record_options options = {.grammar = grammar};
    struct record_totals totals;
    struct record record;
    bool found = true;
    failure_init(&failure);
    int64_t begun = now_ns();
    if (record_reader_open(&reader, path, &options, &failure) != STATUS_OK)
        return fail(&failure);
    while (found && record_reader_next(reader, &record, &found, &failure) == STATUS_OK)
        ;
    if (failure.status == STATUS_OK)
        (void)record_reader_totals(reader, &totals, &failure);
    record_reader_close(reader);
    if (failure.status != STATUS_OK)
        return fail(&failure);
    say(what, totals.file_bytes, totals.records, totals.libcsv_records, now_ns() - begun);
    return 0;
}

static int scan_file(const char *path)
{
    struct failure failure;
    struct file_source source;
    struct record_scan scan = {0};
    size_t count = 1;
    failure_init(&failure);
    char *bytes = memory_resize(NULL, LIMIT_READ_BYTES, 1);
    int64_t begun = now_ns();
    enum status status = file_open(&source, path, &failure);
    while (status == STATUS_OK && count > 0) {
        status = file_read(&source, bytes, LIMIT_READ_BYTES, &count, &failure);
        record_scan_feed(&scan, (struct str){bytes, status == STATUS_OK ? count : 0});
    }
    free(bytes);
    if (status != STATUS_OK)
        return fail(&failure);
    record_scan_finish(&scan);
    file_close(&source);
    say("scan", scan.bytes, scan.records, 0, now_ns() - begun);
    return 0;
}

int main(int count, char **words)
{
    int code = count < 2 ? 2 : 0;
    for (int i = 2; i < count && code == 0; i++) {
        if (strcmp(words[i], "scan") == 0)
            code = scan_file(words[1]);
        else
            code = read_file(words[1], words[i],
                             strcmp(words[i], "libcsv") == 0 ? RECORD_LIBCSV : RECORD_FAST);
    }
    return code;
}
