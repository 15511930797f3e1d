/* One call fails in one run; then everything is looked at: how the run ended, what it said, what
 * is where the outputs are, and what is left lying about.
 *
 * The law: outputs are the old ones, byte for byte, and the program ends with 3 or 4 and a
 * sentence; or they are the new ones, whole, and it ends with 0, or with 4 and a sentence that
 * says that they are in place. Nothing else is in the directory afterwards. Books that are kept
 * are looked at by kept.c. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* What is where the outputs belong. */
enum place { PLACE_OLD, PLACE_NEW, PLACE_OTHER };

static enum fate judge(const struct bench *bench, const struct trial *trial,
                       const struct ending *ending);
static enum fate judge_killed(const struct bench *bench, const struct trial *trial);
static enum fate judge_exit(const struct bench *bench, const struct trial *trial,
                            const struct ending *ending);
static enum fate judge_kept(const struct bench *bench, const struct trial *trial,
                            enum fate fate);
static enum place look(const struct bench *bench, const struct scenario *scenario,
                       const char *name);
static bool sentence_good(const char *said);
static enum fate wrong(const struct trial *trial, const char *why, const char *detail);
static void scenario_path(char *into, const struct bench *bench,
                          const struct scenario *scenario, const char *when, const char *name);
static void work_path(char *into, const struct bench *bench, const char *name);
static void work_reset(const struct bench *bench, const struct scenario *scenario);
static void page_ask(struct fault_page *page, const struct trial *trial);

static const char *const outputs[] = {"out", "books.db"};
enum { OUTPUTS = sizeof outputs / sizeof *outputs };

/* The outputs before and after a run in which nothing fails. */
void scenario_make(const struct bench *bench, const struct scenario *scenario)
{
    static const char *const whens[] = {"old", "new"};
    char from[PATH_ROOM], to[PATH_ROOM];
    struct ending ending = {0};
    const struct trial none = {scenario, FAULT_KILL, FAULT_READ, 0};
    page_ask(bench->page, &none);
    for (size_t when = 0; when < 2; when++) {
        if (when == 0 && scenario->books_kept)
            run_before(bench, scenario, &ending);
        else if (when == 1 || scenario->earlier)
            run_program(bench, scenario, when == 0 ? scenario->earlier : NULL, &ending);
        if (ending.status != 0)
            tree_fail("the month does not run:", ending.said);
        scenario_path(to, bench, scenario, whens[when], "");
        for (size_t i = 0; i < OUTPUTS; i++) {
            work_path(from, bench, outputs[i]);
            scenario_path(to, bench, scenario, whens[when], outputs[i]);
            tree_copy(from, to);
        }
    }
}

void scenario_count(const struct bench *bench, const struct scenario *scenario)
{
    struct ending ending = {0};
    const struct trial counted = {scenario, FAULT_COUNT, FAULT_READ, 0};
    work_reset(bench, scenario);
    page_ask(bench->page, &counted);
    run_program(bench, scenario, NULL, &ending);
    if (ending.status != 0)
        tree_fail("the month does not run:", ending.said);
}

enum fate trial_run(const struct bench *bench, const struct trial *trial)
{
    struct ending ending = {0};
    work_reset(bench, trial->scenario);
    page_ask(bench->page, trial);
    run_program(bench, trial->scenario, NULL, &ending);
    enum fate fate = judge(bench, trial, &ending);
    if (fate == FATE_WRONG && ending.said[0] != '\0')
        fprintf(stderr, "  it said: %s", ending.said);
    return fate;
}

static enum fate judge(const struct bench *bench, const struct trial *trial,
                       const struct ending *ending)
{
    if (WIFSIGNALED(ending->status) && WTERMSIG(ending->status) == SIGKILL &&
        trial->mode == FAULT_KILL)
        return judge_killed(bench, trial);
    if (WIFSIGNALED(ending->status))
        return wrong(trial, "the program was ended by", strsignal(WTERMSIG(ending->status)));
    char *stranger = tree_stranger(bench->work, outputs, OUTPUTS);
    /* What may not be removed stays; nothing can be done about it but saying so. */
    bool left = stranger && trial->kind != FAULT_REMOVE;
    /* What could not be taken back is, by whoever opens the books next. */
    if (trial->scenario->books_kept && stranger && strcmp(stranger, "books.db-journal") == 0)
        left = false;
    enum fate fate = left ? wrong(trial, "left behind:", stranger) : FATE_MISSED;
    free(stranger);
    if (left)
        return fate;
    return judge_exit(bench, trial, ending);
}

static enum fate judge_exit(const struct bench *bench, const struct trial *trial,
                            const struct ending *ending)
{
    int code = WEXITSTATUS(ending->status);
    enum place out = look(bench, trial->scenario, "out");
    bool fired = bench->page->fired;
    if (code == 0 && out == PLACE_NEW)
        return judge_kept(bench, trial, fired ? FATE_WHOLE : FATE_MISSED);
    if (code == 0)
        return wrong(trial, "it ended with 0, but the outputs are not the new ones", "");
    if (code != 3 && code != 4)
        return wrong(trial, "it ended with another code than 3 or 4", "");
    if (!sentence_good(ending->said))
        return wrong(trial, "it ended without a clear sentence", "");
    if (trial->mode != FAULT_ERROR)
        return wrong(trial, "it failed although nothing failed", "");
    if (out == PLACE_OLD)
        return judge_kept(bench, trial, FATE_REFUSED);
    if (out == PLACE_NEW && strstr(ending->said, "are in place"))
        return judge_kept(bench, trial, FATE_WHOLE);
    return wrong(trial, "the outputs are neither the old nor the new ones, or not what it said",
                 "");
}

/* Whatever became of the reports, kept books must be good for the next run. */
static enum fate judge_kept(const struct bench *bench, const struct trial *trial,
                            enum fate fate)
{
    struct ending ending = {0};
    if (!trial->scenario->books_kept)
        return fate;
    const char *why = kept_look(bench, trial->scenario, &ending);
    return why ? wrong(trial, why, ending.said) : fate;
}

/* After a kill: old or new, each whole; and the next run does what it always does. */
static enum fate judge_killed(const struct bench *bench, const struct trial *trial)
{
    const struct scenario *scenario = trial->scenario;
    struct ending ending = {0};
    const struct trial none = {scenario, FAULT_KILL, FAULT_READ, 0};
    for (size_t i = 0; i < (scenario->books_kept ? 1 : OUTPUTS); i++) {
        if (look(bench, scenario, outputs[i]) == PLACE_OTHER)
            return wrong(trial, "killed, and neither old nor new:", outputs[i]);
    }
    if (scenario->books_kept)
        return judge_kept(bench, trial, FATE_KILLED);
    char *stranger = tree_stranger(bench->work, outputs, OUTPUTS);
    bool strange = stranger && !strstr(stranger, ".tieout-");
    enum fate fate = strange ? wrong(trial, "a name nobody knows:", stranger) : FATE_KILLED;
    /* What the kill left is there for the next run to meet, if anything is. */
    page_ask(bench->page, &none);
    if (!strange && stranger)
        run_program(bench, scenario, NULL, &ending);
    if (!strange && stranger &&
        (ending.status != 0 || look(bench, scenario, "out") != PLACE_NEW))
        fate = wrong(trial, "the run after the kill went wrong:", ending.said);
    free(stranger);
    return fate;
}

static enum place look(const struct bench *bench, const struct scenario *scenario,
                       const char *name)
{
    char here[PATH_ROOM], there[PATH_ROOM];
    work_path(here, bench, name);
    scenario_path(there, bench, scenario, "new", name);
    if (tree_equal(here, there))
        return PLACE_NEW;
    scenario_path(there, bench, scenario, "old", name);
    return tree_equal(here, there) ? PLACE_OLD : PLACE_OTHER;
}

bool trial_is_new(const struct bench *bench, const struct scenario *scenario, const char *name,
                  bool or_old)
{
    char here[PATH_ROOM], there[PATH_ROOM];
    work_path(here, bench, name);
    scenario_path(there, bench, scenario, "new", "out");
    if (tree_equal(here, there))
        return true;
    scenario_path(there, bench, scenario, "old", "out");
    return or_old && tree_equal(here, there);
}

void trial_no_fault(const struct bench *bench, const struct scenario *scenario)
{
    const struct trial none = {scenario, FAULT_KILL, FAULT_READ, 0};
    page_ask(bench->page, &none);
}

void trial_path(char *into, const struct bench *bench, const char *name)
{
    work_path(into, bench, name);
}

/* The program's name, then some words, then the end of a line. */
static bool sentence_good(const char *said)
{
    static const char name[] = "tieout: ";
    size_t length = strlen(said);
    return strncmp(said, name, sizeof name - 1) == 0 && length > sizeof name + 10 &&
           said[length - 1] == '\n' && !strstr(said, "(null)");
}

static enum fate wrong(const struct trial *trial, const char *why, const char *detail)
{
    fprintf(stderr, "%s, %s %s %llu: %s %s\n", trial->scenario->name,
            fault_mode_names[trial->mode],
            trial->mode == FAULT_KILL ? "at visible call" : fault_kind_names[trial->kind],
            (unsigned long long)trial->at, why, detail);
    return FATE_WRONG;
}

static void scenario_path(char *into, const struct bench *bench,
                          const struct scenario *scenario, const char *when, const char *name)
{
    snprintf(into, PATH_ROOM, "%s/%s-%s-%s", bench->root, scenario->name, when, name);
}

static void work_path(char *into, const struct bench *bench, const char *name)
{
    snprintf(into, PATH_ROOM, "%s/%s", bench->work, name);
}

/* Everything as the run before left it. */
static void work_reset(const struct bench *bench, const struct scenario *scenario)
{
    char from[PATH_ROOM], to[PATH_ROOM];
    for (char *stranger = NULL;
         (stranger = tree_stranger(bench->work, outputs, OUTPUTS)) != NULL; free(stranger)) {
        work_path(to, bench, stranger);
        tree_remove(to);
    }
    for (size_t i = 0; i < OUTPUTS; i++) {
        if (look(bench, scenario, outputs[i]) == PLACE_OLD)
            continue;
        work_path(to, bench, outputs[i]);
        tree_remove(to);
        scenario_path(from, bench, scenario, "old", outputs[i]);
        tree_copy(from, to);
    }
}

static void page_ask(struct fault_page *page, const struct trial *trial)
{
    page->mode = trial->mode;
    page->kind = trial->kind;
    page->at = trial->at;
    page->visible = 0;
    page->fired = 0;
    for (size_t kind = 0; kind < FAULT_KINDS; kind++)
        page->counts[kind] = 0;
}
