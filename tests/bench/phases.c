/* Runs the whole program over a month and says where the time went. The clock is looked at here
 * and nowhere in the program. usage: phases LABEL OUT-DIRECTORY INPUT... */
#include "base/arena.h"
#include "pipeline/pipeline.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { PHASES_MAX = 8 };

/* A phase lasts until the next one is named; reading is not named before its first megabytes,
 * so it begins with the run. */
struct watch {
    const char *names[PHASES_MAX];
    int64_t begun_us[PHASES_MAX + 1]; /* the last: when all was done */
    size_t count;
};

static int64_t now_us(void);
static void hear_phase(void *context, const char *phase, int64_t done, int64_t total);
static void hear_notice(void *context, const char *sentence);
static void print_run(const struct watch *watch, const char *label,
                      const struct run_result *result);
static int64_t cpu_us(const struct timeval *time);
static void print_seconds(const char *name, int64_t us);

int main(int count, char **words)
{
    if (count < 4) {
        fprintf(stderr, "usage: phases LABEL OUT-DIRECTORY INPUT...\n");
        return 2;
    }
    struct watch watch = {{"reading"}, {now_us()}, 1};
    struct run_result result;
    struct failure failure;
    failure_init(&failure);
    struct run_options options = {.inputs = (const char **)&words[3],
                                  .input_count = (size_t)count - 3,
                                  .out_directory = words[2],
                                  .as_of = DAY_NONE,
                                  .from = DAY_NONE,
                                  .period = DAY_NONE,
                                  .version = "bench",
                                  .progress = hear_phase,
                                  .notice = hear_notice,
                                  .context = &watch};
    enum status status = pipeline_run(&options, &result, &failure);
    watch.begun_us[watch.count] = now_us();
    if (status != STATUS_OK)
        failure_print(&failure, stderr);
    else
        print_run(&watch, words[1], &result);
    buffer_free(&result.summary);
    return (int)status;
}

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void hear_phase(void *context, const char *phase, int64_t done, int64_t total)
{
    struct watch *watch = context;
    (void)done;
    (void)total;
    if (strcmp(watch->names[watch->count - 1], phase) == 0 || watch->count == PHASES_MAX)
        return;
    watch->names[watch->count] = phase;
    watch->begun_us[watch->count++] = now_us();
}

static void hear_notice(void *context, const char *sentence)
{
    (void)context;
    fprintf(stderr, "%s\n", sentence);
}

/* One line a run, name=value, so that a script can take medians. */
static void print_run(const struct watch *watch, const char *label,
                      const struct run_result *result)
{
    struct rusage usage;
    int64_t total_us = watch->begun_us[watch->count] - watch->begun_us[0];
    getrusage(RUSAGE_SELF, &usage);
    printf("transactions=%s rows=%" PRId64 " bytes=%" PRId64, label, result->lines,
           result->total_bytes);
    for (size_t i = 0; i < watch->count; i++)
        print_seconds(watch->names[i], watch->begun_us[i + 1] - watch->begun_us[i]);
    print_seconds("seconds", total_us);
    print_seconds("cpu", cpu_us(&usage.ru_utime) + cpu_us(&usage.ru_stime));
    printf(" mb_per_s=%" PRId64 " peak_mb=%ld", result->total_bytes / (total_us + 1),
           usage.ru_maxrss / 1000);
    printf(" moves_mb=%zu texts_mb=%zu\n", result->movement_bytes / 1000000,
           result->text_bytes / 1000000);
}

static int64_t cpu_us(const struct timeval *time)
{
    return (int64_t)time->tv_sec * 1000000 + time->tv_usec;
}

static void print_seconds(const char *name, int64_t us)
{
    printf(" %s=%" PRId64 ".%03" PRId64, name, us / 1000000, us / 1000 % 1000);
}
