/* Books that accumulate, in steps: opened and refilled, loaded into, checked, reported on, closed.
 * Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_BOOKS_H
#define TIEOUT_PIPELINE_BOOKS_H

#include "pipeline/outcome.h"
#include "pipeline/refill.h"

/* One use of the books. */
struct books {
    struct run_options options; /* as given, and as earlier loads gave them */
    struct run run;
    struct outcome outcome;
    bool made; /* and nothing is committed yet */
};

/* What pipeline_run does with --books. */
enum status books_run(const struct run_options *options, struct run_result *result,
                      struct failure *failure);

enum status books_are_there(const char *path, struct failure *failure);
/* Options, books, and what they hold; books_end also after a failure. */
enum status books_begin(struct books *books, const struct run_options *options,
                        enum refill_for what, struct failure *failure);
enum status books_end(struct books *books, enum status status);
/* A check up to its commit; *verdict is that of outcome_judge. After run_settle_files. */
enum status books_answer(struct books *books, struct run_result *result, enum status *verdict,
                         struct failure *failure);

/* The reports of the last check into the staging directory of a target, and in its place. */
struct pack;
enum status books_report(struct store *store, const struct run_options *options,
                         struct buffer *summary, struct failure *failure);
/* The first half of it; the second is file_stage_commit. `pack` is opened. */
enum status books_write(struct store *store, const struct run_options *options,
                        struct pack *pack, const char *staging, struct buffer *summary,
                        struct failure *failure);

#endif
