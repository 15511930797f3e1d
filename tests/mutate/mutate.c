/* A row of a report is lost, stands twice, or is a cent off: is it always seen? Takes worlds of
 * fixtures/stories, changes one thing in one file, runs the program and compares its reports
 * with those of the world as it is; mutate.h says what counts as seen. Every row is dropped and
 * doubled, and every amount of it, column by column, moved by a cent: in all worlds together some
 * thousands, of which CHANGES are tried in each, spread evenly.
 *
 * usage: mutate PROGRAM CHANGES WORLD...      CHANGES of a world: 0 for all there are */
#include "mutate.h"

#include "plan.h"
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS_MOST = 16, WORDS_MOST = 64 };

static const char *const change_names[CHANGES] = {"row dropped", "row doubled", "cent moved"};
static const char *const seen_names[SEEN_COUNT] = {"refused", "named",  "found",
                                                   "verdict", "figure", "unseen"};

struct score {
    _Atomic uint64_t seen[CHANGES][SEEN_COUNT];
};

static void work(const char *program, const char *root, const struct plan *plan, size_t worker,
                 size_t workers, struct score *score);
static enum seen try(const char *program, const struct plan *plan,
                     const struct mutation *mutation, const char *place);
static int run(const char *program, const char *world, const char *out);
static void mutated(const struct tree_bytes *file, const struct mutation *mutation,
                    const char *path);
static void cent_more(char *into, const char *cell, size_t length);
static int print_score(const struct score *score);

int main(int count, char **words)
{
    char root[] = "/tmp/tieout-mutate-XXXXXX";
    if (count < 4) {
        fprintf(stderr, "usage: mutate PROGRAM CHANGES WORLD...\n");
        return 2;
    }
    char *program = realpath(words[1], NULL);
    if (!program || !mkdtemp(root))
        tree_fail("cannot begin with", words[1]);
    struct plan plan = {0};
    plan_make(&plan, words + 3, (size_t)count - 3, strtoull(words[2], NULL, 10));
    struct score *score = tree_shared(NULL, sizeof *score);
    size_t workers = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    workers = workers < 1 ? 1 : workers > WORKERS_MOST ? WORKERS_MOST : workers;
    for (size_t worker = 0; worker < workers; worker++)
        work(program, root, &plan, worker, workers, score);
    while (wait(NULL) > 0 || errno == EINTR)
        continue;
    tree_remove(root);
    plan_free(&plan);
    free(program);
    return print_score(score);
}

/* In a process of its own: the changes that are this worker's. */
static void work(const char *program, const char *root, const struct plan *plan, size_t worker,
                 size_t workers, struct score *score)
{
    char place[PATH_ROOM / 4];
    pid_t child = fork();
    if (child < 0)
        tree_fail("no process for", "a worker");
    if (child > 0)
        return;
    snprintf(place, sizeof place, "%s/%zu", root, worker);
    if (mkdir(place, 0777) != 0)
        tree_fail("cannot make", place);
    for (size_t i = worker; i < plan->count; i += workers) {
        const struct mutation *mutation = &plan->mutations[i];
        enum seen seen = try(program, plan, mutation, place);
        atomic_fetch_add(&score->seen[mutation->change][seen], 1);
        if (seen == SEEN_NOT)
            printf("unseen: %s %s of %s in %s/%s\n", change_names[mutation->change],
                   mutation->column, mutation->reference, plan->worlds[mutation->world].path,
                   plan->worlds[mutation->world].files[mutation->file]);
    }
    fflush(stdout);
    _exit(0);
}

static enum seen try(const char *program, const struct plan *plan,
                     const struct mutation *mutation, const char *place)
{
    char world[PATH_ROOM / 2], before[PATH_ROOM], after[PATH_ROOM], file[PATH_ROOM];
    const struct plan_world *from = &plan->worlds[mutation->world];
    snprintf(world, sizeof world, "%s/world", place);
    snprintf(before, sizeof before, "%s/before-%u", place, mutation->world);
    snprintf(after, sizeof after, "%s/after", place);
    if (!tree_exists(before)) {
        tree_remove(world);
        if (run(program, from->path, before) != from->exit)
            tree_fail("it does not run as expected:", from->path);
    }
    tree_remove(world);
    tree_remove(after);
    tree_copy(from->path, world);
    snprintf(file, sizeof file, "%s/in/%s", world, from->files[mutation->file]);
    struct tree_bytes bytes = tree_read(file);
    mutated(&bytes, mutation, file);
    free(bytes.at);
    if (run(program, world, after) != from->exit)
        return SEEN_REFUSED;
    return seen_compare(before, after, mutation->reference);
}

/* The program's exit code, run in `world` with its arguments. */
static int run(const char *program, const char *world, const char *out)
{
    const char *words[WORDS_MOST] = {program, "run", "in", "--out", out};
    size_t count = 5;
    char path[PATH_ROOM];
    int status = 0;
    snprintf(path, sizeof path, "%s/args", world);
    char *arguments = tree_exists(path) ? tree_read(path).at : strdup("");
    for (char *rest = arguments, *word; (word = strtok_r(rest, "\n", &rest)) != NULL;)
        if (count < WORDS_MOST - 1)
            words[count++] = word;
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        if (chdir(world) != 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
            _exit(125);
        execv(program, (char *const *)(uintptr_t)words);
        _exit(126);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        tree_fail("cannot run", program);
    free(arguments);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* The file with the change, at `path`. */
static void mutated(const struct tree_bytes *file, const struct mutation *mutation,
                    const char *path)
{
    size_t row = (size_t)mutation->row_offset;
    size_t row_end = row + (size_t)mutation->row_length;
    size_t cell = (size_t)mutation->cell_offset;
    size_t cell_end = cell + (size_t)mutation->cell_length;
    char amount[64];
    char *made = tree_resize(NULL, file->count + (row_end - row) + sizeof amount + 1);
    size_t cut = mutation->change == CHANGE_DROP     ? row
                 : mutation->change == CHANGE_DOUBLE ? row_end
                                                     : cell;
    size_t on = mutation->change == CHANGE_DOUBLE ? row
                : mutation->change == CHANGE_DROP ? row_end
                                                  : cell_end;
    memcpy(made, file->at, cut);
    size_t used = cut;
    if (mutation->change == CHANGE_DOUBLE && file->at[row_end - 1] != '\n')
        made[used++] = '\n'; /* the last row had no line end */
    if (mutation->change == CHANGE_CENT) {
        cent_more(amount, file->at + cell, cell_end - cell);
        used = (size_t)(stpcpy(made + used, amount) - made);
    }
    memcpy(made + used, file->at + on, file->count - on);
    tree_write(path, made, used + file->count - on);
    free(made);
}

/* A plain amount of two decimals a cent further from zero; zero becomes a cent. */
static void cent_more(char *into, const char *cell, size_t length)
{
    memcpy(into, cell, length);
    into[length] = '\0';
    char *digits = into + (into[0] == '-');
    for (char *at = into + length - 1;; at--) {
        if (at < digits) { /* 9.99: one more digit in front */
            memmove(digits + 1, digits, strlen(digits) + 1);
            *digits = '1';
            return;
        }
        if (*at == '.')
            continue;
        if (*at < '9') {
            ++*at;
            return;
        }
        *at = '0';
    }
}

static int print_score(const struct score *score)
{
    uint64_t good = 0, bad = 0;
    printf("  %-12s %7s", "change", "tried");
    for (size_t seen = 0; seen < SEEN_COUNT; seen++)
        printf(" %7s", seen_names[seen]);
    printf("\n");
    for (size_t change = 0; change < CHANGES; change++) {
        uint64_t tried = 0;
        for (size_t seen = 0; seen < SEEN_COUNT; seen++)
            tried += score->seen[change][seen];
        printf("  %-12s %7llu", change_names[change], (unsigned long long)tried);
        for (size_t seen = 0; seen < SEEN_COUNT; seen++)
            printf(" %7llu", (unsigned long long)score->seen[change][seen]);
        printf("\n");
        good += tried - score->seen[change][SEEN_NOT];
        bad += score->seen[change][SEEN_NOT];
    }
    printf("%llu passed, %llu failed\n", (unsigned long long)good, (unsigned long long)bad);
    return bad > 0 || good == 0;
}
