/* What the parts of the fault driver share: the worlds a fault is tried in, one trial, and what
 * became of it. */
#ifndef TIEOUT_FAULT_H
#define TIEOUT_FAULT_H

#include "page.h"
#include "tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { SAID_ROOM = 4096, ARGUMENTS_MOST = 16 };

/* A way to run the month: what was there before, and what is asked for. */
struct scenario {
    const char *name;
    const char *earlier; /* an argument of the run before; NULL: there was none */
    bool books_kept;     /* --books books.db, which hold the first half of the files */
    bool closes;         /* they hold all of them; the month is sealed */
    unsigned kinds;      /* a bit of each kind that is tried */
};

struct trial {
    const struct scenario *scenario;
    enum fault_mode mode;
    enum fault_kind kind;
    uint64_t at;
};

enum fate {
    FATE_REFUSED, /* exit 3 or 4, and what was there before is there */
    FATE_WHOLE,   /* exit 0, or 4 saying so, and the new outputs are whole */
    FATE_KILLED,
    FATE_MISSED, /* the call was not reached */
    FATE_WRONG,
    FATES,
};

/* Where everything lies. Each worker has a directory of its own: it runs there, and compares
 * with `old` and `new` of its scenario. */
struct bench {
    const char *program, *interposer, *input;
    char root[PATH_ROOM / 4]; /* of all scratch */
    char work[PATH_ROOM / 2]; /* of this worker */
    const char *page_path;
    struct fault_page *page;
};

/* How one run of the program ended. */
struct ending {
    int status;           /* as of waitpid */
    char said[SAID_ROOM]; /* on stderr */
};

/* fault.c */
extern const char *const fault_kind_names[FAULT_KINDS];
extern const char *const fault_mode_names[FAULT_MODES];

/* trial.c */
enum fate trial_run(const struct bench *bench, const struct trial *trial);
/* Makes the outputs to compare with. */
void scenario_make(const struct bench *bench, const struct scenario *scenario);
/* Runs it once and leaves the counts on the page. */
void scenario_count(const struct bench *bench, const struct scenario *scenario);

/* run.c */
void run_program(const struct bench *bench, const struct scenario *scenario, const char *extra,
                 struct ending *ending);
/* The run before that one into books that are kept: with the first half of the files, or all. */
void run_before(const struct bench *bench, const struct scenario *scenario,
                struct ending *ending);
/* Any verb with its words, the last of them NULL. */
void run_words(const struct bench *bench, const char *const *words, struct ending *ending);

/* kept.c: whether the books are whole, hold what they held or what they were to hold, and take
 * the run, or are asked for the seal, once more. NULL, or what is wrong. */
const char *kept_look(const struct bench *bench, const struct scenario *scenario,
                      struct ending *ending);

/* trial.c, for kept.c */
bool trial_is_new(const struct bench *bench, const struct scenario *scenario, const char *name,
                  bool or_old);
void trial_no_fault(const struct bench *bench, const struct scenario *scenario);
void trial_path(char *into, const struct bench *bench, const char *name);

#endif
