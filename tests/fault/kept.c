/* Books that are kept, after a run into them went wrong or was killed: they open, SQLite finds
 * them whole, they answer as before the load or as after it and never in between, and the same
 * run ends well. */
#include "fault.h"

#include "store/store_read.h"

#include <string.h>
#include <sys/wait.h>

static const char *close_look(const struct bench *bench, const struct scenario *scenario,
                              struct ending *ending);
static bool integrity_good(const struct bench *bench);

const char *kept_look(const struct bench *bench, const struct scenario *scenario,
                      struct ending *ending)
{
    static const char *const check[] = {"check", "--books", "books.db", NULL};
    static const char *const report[] = {"report", "--books", "books.db",
                                         "--out",  "seen",    NULL};
    char seen[PATH_ROOM];
    trial_path(seen, bench, "seen");
    trial_no_fault(bench, scenario);
    if (!integrity_good(bench))
        return "the books do not open, or are not whole";
    if (scenario->closes)
        return close_look(bench, scenario, ending);
    run_words(bench, check, ending);
    if (ending->status != 0)
        return "the books cannot be checked:";
    run_words(bench, report, ending);
    if (ending->status != 0)
        return "the books cannot be reported on:";
    bool known = trial_is_new(bench, scenario, "seen", true);
    tree_remove(seen);
    if (!known)
        return "the books hold neither what they held nor what they were to hold";
    run_program(bench, scenario, NULL, ending);
    if (ending->status != 0 || !trial_is_new(bench, scenario, "out", false))
        return "the run after it went wrong:";
    return NULL;
}

/* Sealed or not sealed: the report of the last check is the pack, or what it was before. Sealed
 * once more: it is, or it is sealed already; and then the report is the pack. */
static const char *close_look(const struct bench *bench, const struct scenario *scenario,
                              struct ending *ending)
{
    static const char *const seen_words[] = {"report", "--books", "books.db",
                                             "--out",  "seen",    NULL};
    static const char *const out_words[] = {"report", "--books", "books.db",
                                            "--out",  "out",     NULL};
    char seen[PATH_ROOM];
    trial_path(seen, bench, "seen");
    run_words(bench, seen_words, ending);
    if (ending->status != 0)
        return "the books cannot be reported on:";
    bool known = trial_is_new(bench, scenario, "seen", true);
    bool sealed = trial_is_new(bench, scenario, "seen", false);
    tree_remove(seen);
    if (!known)
        return "the books are neither sealed nor as they were";
    run_program(bench, scenario, NULL, ending);
    if (WEXITSTATUS(ending->status) != (sealed ? 3 : 0))
        return "the seal after it went wrong:";
    if (sealed && strstr(ending->said, "is sealed already") == NULL)
        return "the seal is there, and it does not say so:";
    run_words(bench, out_words, ending);
    return ending->status == 0 && trial_is_new(bench, scenario, "out", false)
               ? NULL
               : "the pack is not written:";
}

/* Opening takes back what was not finished. */
static bool integrity_good(const struct bench *bench)
{
    struct store *store = NULL;
    struct failure failure;
    struct buffer answer = {0};
    char path[PATH_ROOM];
    failure_init(&failure);
    trial_path(path, bench, "books.db");
    bool good =
        store_open(&store, path, &failure) == STATUS_OK &&
        store_read_text(store, STR("PRAGMA integrity_check"), &answer, &failure) == STATUS_OK &&
        str_equal(buffer_str(&answer), STR("ok"));
    store_close(store);
    buffer_free(&answer);
    return good;
}
