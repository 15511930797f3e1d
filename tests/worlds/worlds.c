/* Made-up months with known errors: each rule fires exactly where something was put for it, and
 * nowhere else; the sums are those the generator counts; another order of files and rows changes
 * nothing. A world is a function of its seed: one that fails is made again by
 *
 *     build/tests/worlds/worlds PROGRAM 1 SEED
 *
 * from the root of the project, where the rules are.
 *
 * usage: worlds PROGRAM COUNT [SEED [DIRECTORY]]      DIRECTORY: left there to look at */
#include "inject.h"
#include "judge.h"
#include "tree.h"
#include "turn.h"

#include "recon/rule.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What ships, and the map of a report that does not: invoices that state what was paid of them. */
#define RULES "rules"
#define INVOICES "families/billed_revenue_report"
#define STORY "fixtures/stories/payments-stated/rules/" INVOICES

/* One world in so many is an early one. */
enum { EARLY_EACH = 8, WORKERS_MOST = 16, WORDS_MOST = 128, INJECTIONS_MOST = 128 };

struct score {
    _Atomic uint64_t good, bad;
    _Atomic uint64_t injected[INJECTIONS_MOST];
};

static void work(const char *program, const char *root, uint64_t first, uint64_t count,
                 uint64_t step, struct score *score);
static size_t world_try(const char *program, const char *place, uint64_t seed,
                        struct score *score);
static void world_inject(struct world *world, uint64_t seed, struct score *score);
static int run(const char *program, const struct world *world, const char *place,
               const char *out, bool backwards);
static void place_make(const char *place);
static void rules_make(const char *root);
static void print_rules(const struct score *score);

int main(int count, char **words)
{
    char scratch[] = "/tmp/tieout-worlds-XXXXXX";
    if (count < 3 || count > 5) {
        fprintf(stderr, "usage: worlds PROGRAM COUNT [SEED [DIRECTORY]]\n");
        return 2;
    }
    char *program = realpath(words[1], NULL);
    const char *root = count == 5 ? words[4] : mkdtemp(scratch);
    if (!program || !root || (count == 5 && mkdir(root, 0777) != 0))
        tree_fail("cannot begin with", words[1]);
    rules_make(root);
    uint64_t worlds = strtoull(words[2], NULL, 10);
    uint64_t seed = count > 3 ? strtoull(words[3], NULL, 10) : 1;
    uint64_t workers = (uint64_t)sysconf(_SC_NPROCESSORS_ONLN);
    workers = workers < 1 || worlds == 1 ? 1 : workers > WORKERS_MOST ? WORKERS_MOST : workers;
    struct score *score = tree_shared(NULL, sizeof *score);
    for (uint64_t worker = 0; worker < workers; worker++)
        work(program, root, seed + worker, (worlds + workers - 1 - worker) / workers, workers,
             score);
    while (wait(NULL) > 0 || errno == EINTR)
        continue;
    if (count < 5)
        tree_remove(root);
    free(program);
    print_rules(score);
    printf("  seeds %" PRIu64 " to %" PRIu64 "\n", seed, seed + worlds - 1);
    printf("%" PRIu64 " passed, %" PRIu64 " failed\n", score->good, score->bad);
    return score->bad > 0 || score->good != worlds;
}

/* In a process of its own: every `step`-th world from `first` on. */
static void work(const char *program, const char *root, uint64_t first, uint64_t count,
                 uint64_t step, struct score *score)
{
    char place[PATH_ROOM / 2];
    pid_t child = fork();
    if (child < 0)
        tree_fail("no process for", "a worker");
    if (child > 0)
        return;
    snprintf(place, sizeof place, "%s/%" PRIu64, root, first);
    for (uint64_t i = 0; i < count; i++) {
        size_t wrong = world_try(program, place, first + i * step, score);
        atomic_fetch_add(wrong > 0 ? &score->bad : &score->good, 1);
    }
    fflush(stdout);
    _exit(0);
}

/* How many things are wrong. */
static size_t world_try(const char *program, const char *place, uint64_t seed,
                        struct score *score)
{
    struct world *world = tree_resize(NULL, sizeof *world);
    char name[64], in[PATH_ROOM], one[PATH_ROOM], two[PATH_ROOM];
    snprintf(name, sizeof name, "world %" PRIu64, seed);
    snprintf(in, sizeof in, "%s/in", place);
    snprintf(one, sizeof one, "%s/one", place);
    snprintf(two, sizeof two, "%s/two", place);
    world_begin(world, seed, seed % EARLY_EACH == 0);
    world_inject(world, seed, score);
    world_close(world);
    place_make(place);
    world_write(world, in, false);
    size_t wrong = 0;
    if (run(program, world, place, "one", false) != 0)
        wrong += printf("%s: the run did not end well\n", name) > 0;
    wrong += judge_findings(world, one, name);
    wrong += judge_sums(world, one, name);
    wrong += turn_judge(program, world, place, name);
    world_write(world, in, true);
    if (run(program, world, place, "two", true) != 0)
        wrong += printf("%s: the run in another order did not end well\n", name) > 0;
    wrong += judge_findings(world, two, name);
    wrong += judge_equal(one, two, name);
    world_end(world);
    free(world);
    return wrong;
}

/* One after another each injection has a world where it is sure to be; in the others it is with
 * a chance of one in three, one that is about a file with one in eight. Early worlds have
 * injections of their own, and none of the others. */
static void world_inject(struct world *world, uint64_t seed, struct score *score)
{
    uint64_t count = 0;
    while (injection_at(count))
        count++;
    for (uint64_t i = 0; i < count; i++) {
        const struct injection *injection = injection_at(i);
        if (injection_is_early(injection) != world->early)
            continue;
        uint64_t times = world_random(world, injection->alone ? 8 : 3) == 0;
        times += !injection->alone && times > 0 && world_random(world, 4) == 0;
        if (seed % count == i && times == 0)
            times = 1;
        for (uint64_t k = 0; k < times; k++)
            injection->inject(world);
        atomic_fetch_add(&score->injected[i], times);
    }
}

/* ROOT/rules, which stands beside the places of the worlds. */
static void rules_make(const char *root)
{
    char path[PATH_ROOM];
    if (!tree_exists(RULES) || !tree_exists(STORY))
        tree_fail("no rules: not the root of the project, missing", STORY);
    snprintf(path, sizeof path, "%s/rules", root);
    tree_copy(RULES, path);
    snprintf(path, sizeof path, "%s/rules/%s", root, INVOICES);
    tree_copy(STORY, path);
}

static void place_make(const char *place)
{
    char in[PATH_ROOM];
    tree_remove(place);
    snprintf(in, sizeof in, "%s/in", place);
    if (mkdir(place, 0777) != 0 || mkdir(in, 0777) != 0)
        tree_fail("cannot make", in);
}

/* The exit code of the program over the files of `place`/in, the last one first if wanted. */
static int run(const char *program, const struct world *world, const char *place,
               const char *out, bool backwards)
{
    const char *words[WORDS_MOST] = {program, "run", "--out", out};
    size_t count = 4;
    char in[PATH_ROOM];
    char names[WORDS_MOST][288];
    size_t files = 0;
    int status = 0;
    snprintf(in, sizeof in, "%s/in", place);
    char **found = tree_names(in, &files);
    for (size_t i = 0; i < files && i < WORDS_MOST - 16; i++) {
        snprintf(names[i], sizeof names[i], "in/%s", found[backwards ? files - 1 - i : i]);
        words[count++] = names[i];
    }
    for (size_t i = 0; i < world->argument_count; i++)
        words[count++] = world->arguments[i];
    for (size_t i = 0; i < files; i++)
        free(found[i]);
    free(found);
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        if (chdir(place) != 0 || dup2(nothing, 1) < 0)
            _exit(125);
        execv(program, (char *const *)(uintptr_t)words);
        _exit(126);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        tree_fail("cannot run", program);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* How often each rule was put to work, and which were not. */
static void print_rules(const struct score *score)
{
    struct arena arena = {0};
    struct rules_source source;
    struct rule_set set = {0};
    struct failure failure;
    failure_init(&failure);
    if (rules_source_load(&source, NULL, &arena, &failure) != STATUS_OK ||
        rule_set_load(&set, &source, &arena, &failure) != STATUS_OK)
        tree_fail("no rules:", failure.message);
    size_t injected = 0;
    for (size_t r = 0; r < set.count; r++) {
        struct str code = set.rules[r].code;
        uint64_t times = 0;
        const char *why = "no injection yet";
        for (size_t i = 0; injection_at(i); i++)
            times += str_equal(code, str_from(injection_at(i)->rule)) ? score->injected[i] : 0;
        for (size_t i = 0; excuses[i].rule; i++)
            why = str_equal(code, str_from(excuses[i].rule)) ? excuses[i].why : why;
        injected += times > 0;
        if (times > 0)
            printf("  %-32.*s %6" PRIu64 " times\n", (int)code.length, code.bytes, times);
        else
            printf("  %-32.*s not injected: %s\n", (int)code.length, code.bytes, why);
    }
    printf("  %zu of %zu rules were injected\n", injected, set.count);
    arena_free(&arena);
}
