/* Lets the calls of a small month fail, one at a time, and looks at what is left: of reads,
 * writes, opens and the like every single one; of allocations, calls of SQLite and looks at files,
 * which are many, the first by every chain of callers that leads to them, POINTS of them. Then
 * ends the program by SIGKILL before every call whose effect others can see. The law is in
 * trial.c.
 *
 * usage: fault PROGRAM INTERPOSER INPUTS [POINTS]    POINTS: 0 for all ways,
 *                                                    `every` for every call */
#include "fault.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A load may be killed at any point: at that many it is. */
enum { WORKERS_MOST = 16, POINTS_USUAL = 60, KILLS_OF_KEPT = 240 };

#define BIT(kind) (1U << (kind))
static const unsigned kinds_all = BIT(FAULT_KINDS) - 1;
static const unsigned kinds_many = BIT(FAULT_ALLOC) | BIT(FAULT_SQL) | BIT(FAULT_STAT);
static const unsigned kinds_visible = BIT(FAULT_WRITE) | BIT(FAULT_OPEN) | BIT(FAULT_SYNC) |
                                      BIT(FAULT_RENAME) | BIT(FAULT_REMOVE);
static const unsigned kinds_at_the_end = BIT(FAULT_WRITE) | BIT(FAULT_OPEN) | BIT(FAULT_SYNC) |
                                         BIT(FAULT_RENAME) | BIT(FAULT_REMOVE) |
                                         BIT(FAULT_STAT) | BIT(FAULT_LOCK);

const char *const fault_kind_names[FAULT_KINDS] = {
    "read", "write", "open", "sync",   "rename", "remove",
    "stat", "close", "lock", "thread", "alloc",  "sql",
};
const char *const fault_mode_names[FAULT_MODES] = {"count", "error", "interrupt", "short",
                                                   "kill"};

struct trials {
    struct trial *items;
    size_t count, capacity;
};

/* What came out, added up by all workers. */
struct score {
    _Atomic uint64_t fates[FAULT_MODES][FAULT_KINDS][FATES];
};

static void plan(struct bench *bench, const struct scenario *scenario, uint64_t points,
                 unsigned many, struct trials *trials);
static void plan_ways(const struct fault_page *page, const struct scenario *scenario,
                      enum fault_kind kind, uint64_t points, struct trials *trials);
static void plan_last(const struct scenario *scenario, enum fault_mode mode,
                      enum fault_kind kind, uint64_t count, uint64_t points,
                      struct trials *trials);
static void plan_spread(const struct scenario *scenario, enum fault_mode mode,
                        enum fault_kind kind, uint64_t count, uint64_t points,
                        struct trials *trials);
static void trials_add(struct trials *trials, struct trial trial);
static void work(struct bench *bench, const struct trials *trials, size_t worker,
                 size_t workers, struct score *score);
static void worker_place(struct bench *bench, size_t worker);
static int print_score(const struct score *score);

int main(int count, char **words)
{
    const struct scenario scenarios[] = {
        {"again", "--full", false, false, kinds_all},
        {"first", NULL, false, false, kinds_at_the_end},
        {"books-kept", NULL, true, false, kinds_at_the_end},
        {"close", NULL, true, true, kinds_at_the_end},
    };
    if (count < 4 || count > 5) {
        fprintf(stderr, "usage: fault PROGRAM INTERPOSER INPUTS [POINTS]\n");
        return 2;
    }
    struct bench bench = {.root = "/tmp/tieout-fault-XXXXXX"};
    struct trials trials = {0};
    char *paths[3];
    for (int i = 0; i < 3; i++) {
        if (!(paths[i] = realpath(words[i + 1], NULL)))
            tree_fail("there is no", words[i + 1]);
    }
    bench.program = paths[0], bench.interposer = paths[1], bench.input = paths[2];
    if (!mkdtemp(bench.root))
        tree_fail("cannot make", bench.root);
    uint64_t points = count < 5 ? POINTS_USUAL : strtoull(words[4], NULL, 10);
    bool every = count == 5 && strcmp(words[4], "every") == 0;
    if (points == 0)
        points = UINT64_MAX;
    size_t workers = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    workers = workers < 1 ? 1 : workers > WORKERS_MOST ? WORKERS_MOST : workers;
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        worker_place(&bench, WORKERS_MOST + i);
        plan(&bench, &scenarios[i], points, every ? 0 : kinds_many, &trials);
    }
    struct score *score = tree_shared(NULL, sizeof *score);
    for (size_t worker = 0; worker < workers; worker++)
        work(&bench, &trials, worker, workers, score);
    while (wait(NULL) > 0 || errno == EINTR)
        continue;
    tree_remove(bench.root);
    free(trials.items);
    for (int i = 0; i < 3; i++)
        free(paths[i]);
    return print_score(score);
}

/* Runs once to count, and lists what is to be tried. Scenarios that differ only at the end are
 * tried only there. */
static void plan(struct bench *bench, const struct scenario *scenario, uint64_t points,
                 unsigned many, struct trials *trials)
{
    scenario_make(bench, scenario);
    scenario_count(bench, scenario);
    const struct fault_page *page = bench->page;
    bool whole = scenario->kinds == kinds_all;
    uint64_t last = whole || points == UINT64_MAX ? UINT64_MAX : points / 6;
    uint64_t visible = 0;
    for (enum fault_kind kind = 0; kind < FAULT_KINDS; kind++) {
        if (kinds_visible & BIT(kind))
            visible += page->counts[kind];
        if (many & scenario->kinds & BIT(kind))
            plan_ways(page, scenario, kind, last < points ? last : points, trials);
        else if (scenario->kinds & BIT(kind))
            plan_last(scenario, FAULT_ERROR, kind, page->counts[kind], last, trials);
    }
    if (scenario->books_kept)
        plan_spread(scenario, FAULT_KILL, FAULT_WRITE, visible, KILLS_OF_KEPT, trials);
    else
        plan_last(scenario, FAULT_KILL, FAULT_WRITE, visible, last, trials);
    for (enum fault_mode mode = FAULT_INTERRUPT; mode <= FAULT_SHORT && whole; mode++) {
        plan_last(scenario, mode, FAULT_READ, page->counts[FAULT_READ], points / 2, trials);
        plan_last(scenario, mode, FAULT_WRITE, page->counts[FAULT_WRITE], points / 2, trials);
    }
}

/* The first call by every chain of callers; of too many chains some, spread evenly. */
static void plan_ways(const struct fault_page *page, const struct scenario *scenario,
                      enum fault_kind kind, uint64_t points, struct trials *trials)
{
    uint64_t firsts = page->first_counts[kind];
    uint64_t tried = firsts < points ? firsts : points;
    for (uint64_t i = 0; i < tried; i++)
        trials_add(trials, (struct trial){scenario, FAULT_ERROR, kind,
                                          page->firsts[kind][i * firsts / tried]});
    printf("  %s: %llu calls of %s, by %llu ways, of which %llu are tried\n", scenario->name,
           (unsigned long long)page->counts[kind], fault_kind_names[kind],
           (unsigned long long)firsts, (unsigned long long)tried);
}

/* The last `points` calls of `count`, or all. */
static void plan_last(const struct scenario *scenario, enum fault_mode mode,
                      enum fault_kind kind, uint64_t count, uint64_t points,
                      struct trials *trials)
{
    for (uint64_t at = count > points ? count - points : 0; at < count; at++)
        trials_add(trials, (struct trial){scenario, mode, kind, at + 1});
}

/* `points` calls of `count`, spread evenly, or all. */
static void plan_spread(const struct scenario *scenario, enum fault_mode mode,
                        enum fault_kind kind, uint64_t count, uint64_t points,
                        struct trials *trials)
{
    uint64_t tried = count < points ? count : points;
    for (uint64_t i = 0; i < tried; i++)
        trials_add(trials, (struct trial){scenario, mode, kind, i * count / tried + 1});
}

static void trials_add(struct trials *trials, struct trial trial)
{
    if (trials->count == trials->capacity) {
        trials->capacity = trials->capacity ? 2 * trials->capacity : 1024;
        trials->items = tree_resize(trials->items, trials->capacity * sizeof *trials->items);
    }
    trials->items[trials->count++] = trial;
}

/* Takes every trial that is this worker's, in a process and a directory of its own. */
static void work(struct bench *bench, const struct trials *trials, size_t worker,
                 size_t workers, struct score *score)
{
    pid_t child = fork();
    if (child < 0)
        tree_fail("no process for", "a worker");
    if (child > 0)
        return;
    worker_place(bench, worker);
    for (size_t i = worker; i < trials->count; i += workers) {
        const struct trial *trial = &trials->items[i];
        enum fate fate = trial_run(bench, trial);
        atomic_fetch_add(&score->fates[trial->mode][trial->kind][fate], 1);
    }
    _exit(0);
}

static void worker_place(struct bench *bench, size_t worker)
{
    static char page_path[PATH_ROOM];
    snprintf(bench->work, sizeof bench->work, "%s/work-%zu", bench->root, worker);
    snprintf(page_path, sizeof page_path, "%s/page-%zu", bench->root, worker);
    if (mkdir(bench->work, 0777) != 0)
        tree_fail("cannot make", bench->work);
    bench->page_path = page_path;
    bench->page = tree_shared(page_path, sizeof *bench->page);
}

static int print_score(const struct score *score)
{
    uint64_t good = 0, bad = 0;
    printf("  %-10s %-7s %7s %9s %7s %7s %7s\n", "fault", "call", "tried", "old kept", "whole",
           "killed", "wrong");
    for (size_t mode = 0; mode < FAULT_MODES; mode++) {
        for (size_t kind = 0; kind < FAULT_KINDS; kind++) {
            const _Atomic uint64_t *fates = score->fates[mode][kind];
            uint64_t reached = fates[FATE_REFUSED] + fates[FATE_WHOLE] + fates[FATE_KILLED];
            if (reached + fates[FATE_MISSED] + fates[FATE_WRONG] == 0)
                continue;
            printf(
                "  %-10s %-7s %7llu %9llu %7llu %7llu %7llu\n", fault_mode_names[mode],
                mode == FAULT_KILL ? "visible" : fault_kind_names[kind],
                (unsigned long long)(reached + fates[FATE_WRONG]),
                (unsigned long long)fates[FATE_REFUSED], (unsigned long long)fates[FATE_WHOLE],
                (unsigned long long)fates[FATE_KILLED], (unsigned long long)fates[FATE_WRONG]);
            good += reached;
            bad += fates[FATE_WRONG];
        }
    }
    printf("%llu passed, %llu failed\n", (unsigned long long)good, (unsigned long long)bad);
    return bad > 0 || good == 0;
}
