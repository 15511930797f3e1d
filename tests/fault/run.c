/* One run of the program in the directory of a worker, with the interposed functions in front of
 * the system's. A run that does not end is ended: waiting for ever is a failure too. */
#include "fault.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_MOST = 60 };

static _Noreturn void become_program(const struct bench *bench, const char *const *words,
                                     int errors);

void run_program(const struct bench *bench, const struct scenario *scenario, const char *extra,
                 struct ending *ending)
{
    static const char *const seal[] = {"close",    "--books", "books.db", "--out", "out",
                                       "--period", "2024-01", "--by",     "Ada",   NULL};
    const char *words[ARGUMENTS_MOST] = {"run", bench->input, "--out", "out"};
    size_t count = 4;
    if (scenario->closes) {
        run_words(bench, seal, ending);
        return;
    }
    if (scenario->books_kept) {
        words[count++] = "--books";
        words[count++] = "books.db";
    }
    words[count] = extra;
    run_words(bench, words, ending);
}

void run_before(const struct bench *bench, const struct scenario *scenario,
                struct ending *ending)
{
    const char *words[ARGUMENTS_MOST] = {"run", "--out", "out", "--books", "books.db"};
    char *paths[ARGUMENTS_MOST] = {NULL};
    size_t count = 0;
    char **names = tree_names(bench->input, &count);
    for (size_t i = 0; i < count; i++) {
        if (i < (scenario->closes ? count : count / 2) && 5 + i < ARGUMENTS_MOST - 1) {
            paths[i] = tree_resize(NULL, PATH_ROOM);
            snprintf(paths[i], PATH_ROOM, "%s/%s", bench->input, names[i]);
            words[5 + i] = paths[i];
        }
        free(names[i]);
    }
    free(names);
    run_words(bench, words, ending);
    for (size_t i = 0; i < ARGUMENTS_MOST; i++)
        free(paths[i]);
}

void run_words(const struct bench *bench, const char *const *words, struct ending *ending)
{
    int ends[2];
    if (pipe(ends) != 0)
        tree_fail("no pipe for", bench->program);
    pid_t child = fork();
    if (child < 0)
        tree_fail("no process for", bench->program);
    if (child == 0)
        become_program(bench, words, ends[1]);
    close(ends[1]);
    char *into = ending->said;
    ssize_t got = 0;
    size_t room = sizeof ending->said - 1;
    while ((got = read(ends[0], into, room)) > 0) {
        into += got;
        room -= (size_t)got;
    }
    *into = '\0';
    close(ends[0]);
    if (waitpid(child, &ending->status, 0) != child)
        tree_fail("nothing known of", bench->program);
}

static _Noreturn void become_program(const struct bench *bench, const char *const *words,
                                     int errors)
{
    const char *all[ARGUMENTS_MOST + 1] = {bench->program};
    for (size_t i = 0; words[i]; i++)
        all[i + 1] = words[i];
    int nothing = open("/dev/null", O_RDWR);
    if (chdir(bench->work) != 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 ||
        dup2(errors, 2) < 0)
        _exit(125);
    setenv("FAULT_PAGE", bench->page_path, 1);
    setenv("LD_PRELOAD", bench->interposer, 1);
    setenv("TMPDIR", bench->work, 1);
    setenv("LC_ALL", "C", 1);
    alarm(SECONDS_MOST); /* outlives exec */
    execv(bench->program, (char *const *)(uintptr_t)all);
    _exit(126);
}
