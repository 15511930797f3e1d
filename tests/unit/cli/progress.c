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

/* Running for three seconds: 300 MB in them are a little less than 100 MB a second. */
static struct progress running(bool plain)
{
    int64_t start = now_ns() - 3000000000;
    return (struct progress){
        .shown = true, .plain = plain, .start_ns = start, .last_ns = start};
}

static void test_bytes_rate_and_phase(void **state)
{
    (void)state;
    struct progress progress = running(true);
    hear(&progress, draw_reading);
    assert_non_null(strstr(printed, "reading  300 of 1200 MB  "));
    assert_non_null(strstr(printed, " MB/s"));
    assert_null(strchr(printed, '\033'));
    hear(&progress, draw_rules);
    assert_string_equal(printed, ""); /* not ten times in a tenth of a second */
    progress.last_ns -= 200000000;
    hear(&progress, draw_rules);
    assert_non_null(strstr(printed, "rules  1200 of 1200 MB"));
    assert_null(strstr(printed, "MB/s"));
    hear(&progress, draw_end);
    assert_int_equal(printed[0], '\r');
    assert_int_equal(strspn(printed + 1, " "), 60);
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
        cmocka_unit_test(test_bytes_rate_and_phase),
        cmocka_unit_test(test_escapes_where_they_are_wanted),
        cmocka_unit_test(test_nothing_in_the_first_second),
        cmocka_unit_test(test_where_it_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
