/* The line on the terminal: after the first second, at most ten times a second, and gone at the
 * end. */
#include "cli/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static char printed[512];

/* What `draw` prints to stderr, into `printed`. */
static void hear(struct progress *progress, void (*draw)(struct progress *progress))
{
    int pipes[2];
    int kept = dup(STDERR_FILENO);
    assert_int_equal(pipe(pipes), 0);
    fflush(stderr);
    dup2(pipes[1], STDERR_FILENO);
    close(pipes[1]);
    draw(progress);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    ssize_t count = read(pipes[0], printed, sizeof printed - 1);
    printed[count < 0 ? 0 : count] = '\0';
    close(pipes[0]);
}

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void draw_reading(struct progress *progress)
{
    progress_update(progress, "reading", 300000000, 1200000000);
}

static void draw_rules(struct progress *progress)
{
    progress_update(progress, "rules", 1200000000, 1200000000);
}

static void draw_end(struct progress *progress)
{
    progress_end(progress);
}

static void draw_more(struct progress *progress)
{
    progress_update(progress, "reading", 301000000, 1200000000);
}

/* Running for three seconds, of which two were read in: 300 MB in three seconds are a little less
 * than 100 MB a second, and nine seconds are left. */
static struct progress running(bool plain)
{
    int64_t start = now_ns() - 4000000000;
    return (struct progress){.shown = true,
                             .plain = plain,
                             .start_ns = start,
                             .last_ns = start,
                             .phase = "reading",
                             .reading_ns = start + 1000000000};
}

static void test_lines(void **state)
{
    static const struct {
        const char *phase;
        int64_t done, total, fresh, passed_ms;
        const char *line;
    } rows[] = {
        {"settling", 5000000, 5000000, 0, 0, "settling  5 of 5 MB"},
        {"reading", 300000000, 1200000000, 300000000, 3000,
         "reading  300 of 1200 MB  100 MB/s  9 s left"},
        /* 200 MB in 2 s, whatever came before */
        {"reading", 700000000, 1200000000, 200000000, 2000,
         "reading  700 of 1200 MB  100 MB/s  5 s left"},
        {"reading", 1200000000, 1200000000, 1200000000, 12000,
         "reading  1200 of 1200 MB  100 MB/s  0 s left"},
        /* 9.9 GB at 100 MB/s, and 10 GB of it */
        {"reading", 100000000, 10000000000, 100000000, 1000,
         "reading  100 of 10000 MB  100 MB/s  99 s left"},
        {"reading", 100000000, 10100000000, 100000000, 1000,
         "reading  100 of 10100 MB  100 MB/s  2 min left"},
        {"reading", 100000000, 90100000000, 100000000, 1000,
         "reading  100 of 90100 MB  100 MB/s  15 min left"},
        {"reading", 1000, 1000, 1000, 0, "reading  0 of 0 MB"},
        /* a file that grew */
        {"reading", 2000000, 1000000, 2000000, 1000, "reading  2 of 1 MB  2 MB/s  0 s left"},
        /* as much as there can be: 2^47 bytes in a day */
        {"reading", 140737488355328, 281474976710656, 140737488355328, 86400000,
         "reading  140737488 of 281474976 MB  1628 MB/s  1440 min left"},
    };
    char line[PROGRESS_LINE_BYTES];
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        assert_string_equal(progress_line(rows[i].phase, rows[i].done, rows[i].total,
                                          rows[i].fresh, rows[i].passed_ms, line),
                            rows[i].line);
}

static void test_bytes_rate_and_phase(void **state)
{
    (void)state;
    struct progress progress = running(true);
    hear(&progress, draw_reading);
    assert_non_null(strstr(printed, "reading  300 of 1200 MB  "));
    assert_non_null(strstr(printed, " MB/s  9 s left"));
    assert_null(strchr(printed, '\033'));
    size_t width = strlen(printed);
    hear(&progress, draw_more);
    assert_string_equal(printed, ""); /* not ten times in a tenth of a second */
    hear(&progress, draw_rules);      /* but a new phase at once */
    assert_non_null(strstr(printed, "rules  1200 of 1200 MB"));
    assert_null(strstr(printed, "MB/s"));
    hear(&progress, draw_end);
    assert_int_equal(printed[0], '\r');
    assert_int_equal(strspn(printed + 1, " "), width);
}

/* What was read before counts in no rate: of another run that was made again, say. */
static void test_rate_is_of_this_reading(void **state)
{
    (void)state;
    struct progress progress = running(true);
    progress.phase = "settling";
    hear(&progress, draw_reading);
    assert_non_null(strstr(printed, "reading  300 of 1200 MB"));
    assert_null(strstr(printed, "MB/s"));
    assert_int_equal(progress.reading_bytes, 300000000);
}

static void test_escapes_where_they_are_wanted(void **state)
{
    (void)state;
    struct progress progress = running(false);
    hear(&progress, draw_reading);
    assert_int_equal(strncmp(printed, "\033[2mreading", 11), 0);
    hear(&progress, draw_end);
    assert_string_equal(printed, "\r\033[K");
}

static void test_nothing_in_the_first_second(void **state)
{
    (void)state;
    struct progress progress = {.shown = true, .start_ns = now_ns(), .last_ns = 0};
    hear(&progress, draw_reading);
    assert_string_equal(printed, "");
}

static void start_and_draw(struct progress *progress)
{
    progress_start(progress);
    progress->start_ns = progress->last_ns = now_ns() - 3000000000;
    progress_update(progress, "reading", 1, 2);
    progress_end(progress);
}

/* A pipe is no terminal; NO_COLOR and a dumb terminal want no escapes. */
static void test_where_it_is_shown(void **state)
{
    (void)state;
    struct progress progress;
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    hear(&progress, start_and_draw);
    assert_string_equal(printed, "");
    assert_false(progress.shown);
    assert_false(progress.plain);
    setenv("NO_COLOR", "1", 1);
    hear(&progress, start_and_draw);
    assert_true(progress.plain);
    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    hear(&progress, start_and_draw);
    assert_true(progress.plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_bytes_rate_and_phase),
        cmocka_unit_test(test_rate_is_of_this_reading),
        cmocka_unit_test(test_escapes_where_they_are_wanted),
        cmocka_unit_test(test_nothing_in_the_first_second),
        cmocka_unit_test(test_where_it_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
