/* Runs a command and adds to a file what it took, as a line: LABEL, wall seconds, processor
 * seconds, and the most memory it held, in MB. The exit code is the command's.
 * usage: peers_timed FILE LABEL COMMAND... */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NOT_RUN = 127 };

static int run(char **words, struct rusage *usage);
static bool note(const char *path, const char *label, int64_t us, const struct rusage *usage);
static int64_t now_us(void);
static int64_t in_us(const struct timeval *time);

int main(int count, char **words)
{
    struct rusage usage = {.ru_maxrss = 0};
    if (count < 4)
        return fputs("usage: peers_timed FILE LABEL COMMAND...\n", stderr), 2;
    int64_t begun_us = now_us();
    int code = run(words + 3, &usage);
    if (note(words[1], words[2], now_us() - begun_us, &usage))
        return code;
    perror(words[1]);
    return NOT_RUN;
}

static int run(char **words, struct rusage *usage)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        execvp(words[0], words);
        perror(words[0]);
        _exit(NOT_RUN);
    }
    if (child < 0 || wait4(child, &status, 0, usage) != child)
        return perror(words[0]), NOT_RUN;
    return WIFEXITED(status) ? WEXITSTATUS(status) : NOT_RUN;
}

static bool note(const char *path, const char *label, int64_t us, const struct rusage *usage)
{
    int64_t cpu_us = in_us(&usage->ru_utime) + in_us(&usage->ru_stime);
    FILE *file = fopen(path, "a");
    if (file == NULL)
        return false;
    fprintf(file, "%s %" PRId64 ".%04" PRId64, label, us / 1000000, us / 100 % 10000);
    fprintf(file, " %" PRId64 ".%04" PRId64, cpu_us / 1000000, cpu_us / 100 % 10000);
    fprintf(file, " %ld\n", usage->ru_maxrss / 1000);
    return fclose(file) == 0;
}

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t in_us(const struct timeval *time)
{
    return (int64_t)time->tv_sec * 1000000 + time->tv_usec;
}
