/* The progress line: drawn at most ten times a second, and only after the first second. */
#include "cli/progress.h"

#include "cli/terminal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    NS_PER_SECOND = 1000000000,
    NS_BETWEEN = 100000000,
    NS_PER_MS = 1000000,
    COARSE_BYTES = 65536,
    SECONDS_SHOWN = 100, /* beyond that minutes will do */
};

static const char reading[] = "reading";

static int64_t progress_now(void);
static void progress_draw(struct progress *progress, const char *line);
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
    bool turns = !progress->phase || strcmp(progress->phase, phase) != 0;
    bool reads = strcmp(phase, reading) == 0;
    progress->phase = phase;
    if (turns && reads) {
        progress->reading_ns = now;
        progress->reading_bytes = done_bytes;
    }
    /* A new phase is told of at once: it may be long before it says anything again. */
    if (now - progress->start_ns < NS_PER_SECOND ||
        (!turns && now - progress->last_ns < NS_BETWEEN))
        return;
    char line[PROGRESS_LINE_BYTES];
    progress->last_ns = now;
    progress_line(phase, done_bytes, total_bytes,
                  reads ? done_bytes - progress->reading_bytes : 0,
                  (now - progress->reading_ns) / NS_PER_MS, line);
    progress_draw(progress, line);
}

const char *progress_line(const char *phase, int64_t done_bytes, int64_t total_bytes,
                          int64_t fresh_bytes, int64_t passed_ms,
                          char line[PROGRESS_LINE_BYTES])
{
    tie_assert(phase && line && done_bytes >= 0);
    int length = snprintf(line, PROGRESS_LINE_BYTES, "%s  %lld of %lld MB", phase,
                          (long long)megabytes(done_bytes), (long long)megabytes(total_bytes));
    if (fresh_bytes <= 0 || passed_ms <= 0 || length < 0)
        return line;
    int64_t left_bytes = total_bytes > done_bytes ? total_bytes - done_bytes : 0;
    /* Coarsely: the product of bytes and milliseconds could pass 64 bits. */
    int64_t left_ms = left_bytes / COARSE_BYTES * passed_ms / (fresh_bytes / COARSE_BYTES + 1);
    int64_t left = (left_ms + 500) / 1000;
    snprintf(line + length, PROGRESS_LINE_BYTES - (size_t)length, "  %lld MB/s  %lld %s left",
             (long long)(fresh_bytes / 1000 / passed_ms),
             (long long)(left < SECONDS_SHOWN ? left : (left + 30) / 60),
             left < SECONDS_SHOWN ? "s" : "min");
    return line;
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        progress_clear(progress);
    fflush(stderr);
}

static void progress_draw(struct progress *progress, const char *line)
{
    int width = (int)strlen(line);
    progress_clear(progress);
    if (progress->plain)
        fputs(line, stderr);
    else
        fprintf(stderr, "\033[2m%s\033[0m", line);
    fflush(stderr);
    progress->drawn = true;
    progress->width = width > progress->width ? width : progress->width;
}

/* A blank line where escapes are not wanted. */
static void progress_clear(struct progress *progress)
{
    if (!progress->drawn)
        return;
    if (progress->plain)
        fprintf(stderr, "\r%*s\r", progress->width, "");
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
