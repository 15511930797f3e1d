/* Each step is a run of the program in the folder of the world. */
#include "turn.h"

#include "tree.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MOST = 160, NAME_ROOM = 288, DATE_LENGTH = 10, DATED_TAIL = 14, TURNS = 4 };

/* Files of a date up to it are loaded by then; the last of them, and all that is left, counts. */
static const char *const cuts[TURNS] = {"2024-04-30", "2024-05-31", "2024-06-30", "9999"};

struct words {
    const char *items[WORDS_MOST];
    size_t count;
};

static int load(const char *program, const struct world *world, const char *place, size_t turn);
static int check(const char *program, const struct world *world, const char *place,
                 size_t turn);
static void add(struct words *words, const char *word);
static void add_arguments(struct words *words, const struct world *world, bool loads);
static const char *date_of(const char *name);
static int execute(struct words *words, const char *place);

size_t turn_judge(const char *program, const struct world *world, const char *place,
                  const char *name)
{
    static const char *const steps[] = {"load", "check"};
    size_t wrong = 0;
    for (size_t turn = 0; turn < TURNS; turn++) {
        int codes[] = {load(program, world, place, turn), check(program, world, place, turn)};
        for (size_t i = 0; i < 2; i++)
            if (codes[i] != 0)
                wrong += printf("%s: %s %zu ended with %d\n", name, steps[i], turn + 1,
                                codes[i]) > 0;
    }
    struct words report = {.count = 0};
    const char *const last[] = {program, "report", "--books", "books", "--out", "turn"};
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        add(&report, last[i]);
    if (execute(&report, place) != 0)
        wrong += printf("%s: no report in turn\n", name) > 0;
    struct words compare = {.count = 0};
    const char *const difference[] = {"/usr/bin/diff", "-r", "-x", "books.db", "one", "turn"};
    for (size_t i = 0; i < sizeof difference / sizeof *difference; i++)
        add(&compare, difference[i]);
    if (execute(&compare, place) != 0)
        wrong += printf("%s: month after month, the reports differ\n", name) > 0;
    return wrong;
}

static int load(const char *program, const struct world *world, const char *place, size_t turn)
{
    struct words words = {.count = 0};
    char in[PATH_ROOM];
    static char names[WORDS_MOST][NAME_ROOM];
    size_t files = 0;
    size_t taken = 0;
    snprintf(in, sizeof in, "%s/in", place);
    char **found = tree_names(in, &files);
    add(&words, program);
    add(&words, "load");
    add(&words, "--books");
    add(&words, "books");
    for (size_t i = 0; i < files; i++) {
        const char *date = date_of(found[i]);
        if (strncmp(date, cuts[turn], DATE_LENGTH) <= 0 &&
            (turn == 0 || strncmp(date, cuts[turn - 1], DATE_LENGTH) > 0)) {
            snprintf(names[taken], sizeof names[taken], "in/%s", found[i]);
            add(&words, names[taken++]);
        }
        free(found[i]);
    }
    free(found);
    add_arguments(&words, world, true);
    return taken > 0 ? execute(&words, place) : 0;
}

/* The last one as the run has it. */
static int check(const char *program, const struct world *world, const char *place, size_t turn)
{
    struct words words = {.count = 0};
    add(&words, program);
    add(&words, "check");
    add(&words, "--books");
    add(&words, "books");
    add_arguments(&words, world, false);
    if (turn + 1 < TURNS && !world->early) {
        add(&words, "--as-of");
        add(&words, cuts[turn]);
    }
    return execute(&words, place);
}

static void add(struct words *words, const char *word)
{
    if (words->count + 1 == WORDS_MOST)
        tree_fail("too many words at", word);
    words->items[words->count++] = word;
}

static void add_arguments(struct words *words, const struct world *world, bool loads)
{
    for (size_t i = 0; i < world->argument_count; i++) {
        const char *word = world->arguments[i];
        bool both = strcmp(word, "--both") == 0;
        bool rules = strcmp(word, "--rules") == 0;
        if (rules || both == loads)
            add(words, word);
        if (both)
            continue;
        if (++i < world->argument_count && (rules || !loads))
            add(words, world->arguments[i]);
    }
}

/* A file is named for its day: NAME_YYYY-MM-DD.csv. */
static const char *date_of(const char *name)
{
    size_t length = strlen(name);
    return length > DATED_TAIL ? name + length - DATED_TAIL : "";
}

static int execute(struct words *words, const char *place)
{
    int status = 0;
    pid_t child = fork();
    words->items[words->count] = NULL;
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        if (chdir(place) != 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
            _exit(125);
        execv(words->items[0], (char *const *)(uintptr_t)words->items);
        _exit(126);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        tree_fail("cannot run", words->items[0]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
