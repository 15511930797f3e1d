/* The progress line: drawn at most ten times a second, and only after the first second. */
#include "cli/progress.h"

#include "cli/terminal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NS_PER_SECOND = 1000000000, NS_BETWEEN = 100000000 };

static int64_t progress_now(void);
static void progress_clear(struct progress *progress);
static int64_t megabytes(int64_t bytes);

void progress_start(struct progress *progress)
{
    struct terminal terminal = terminal_look(STDERR_FILENO);
    *progress = (struct progress){.shown = terminal.there, .plain = terminal.plain};
    if (progress->shown)
        progress->start_ns = progress->last_ns = progress_now();
}

void progress_update(void *context, const char *phase, int64_t done_bytes, int64_t total_bytes)
{
    struct progress *progress = context;
    if (!progress->shown)
        return;
    int64_t now = progress_now();
    int64_t passed = now - progress->start_ns;
    if (passed < NS_PER_SECOND || now - progress->last_ns < NS_BETWEEN)
        return;
    progress->last_ns = now;
    progress_clear(progress);
    fprintf(stderr, progress->plain ? "%s" : "\033[2m%s", phase);
    fprintf(stderr, "  %lld of %lld MB", (long long)megabytes(done_bytes),
            (long long)megabytes(total_bytes));
    if (strcmp(phase, "reading") == 0)
        fprintf(stderr, "  %lld MB/s",
                (long long)(megabytes(done_bytes) * 1000 / (passed / 1000000)));
    fputs(progress->plain ? "" : "\033[0m", stderr);
    fflush(stderr);
    progress->drawn = true;
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        progress_clear(progress);
    fflush(stderr);
}

/* A blank line of the usual width where escapes are not wanted. */
static void progress_clear(struct progress *progress)
{
    if (!progress->drawn)
        return;
    if (progress->plain)
        fprintf(stderr, "\r%60s\r", "");
    else
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}

static int64_t progress_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

static int64_t megabytes(int64_t bytes)
{
    return bytes / 1000000;
}
