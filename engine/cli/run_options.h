/* What run, load, check and report share: their options, and how they tell what came of it.
 * Private to the command line. */
#ifndef TIEOUT_CLI_RUN_OPTIONS_H
#define TIEOUT_CLI_RUN_OPTIONS_H

#include "cli/progress.h"
#include "cli/verb.h"
#include "pipeline/pipeline.h"

/* All that were given; what a verb does not know is as if it were not. */
enum status run_options_parse(const struct arguments *arguments, struct arena *arena,
                              struct run_options *options, struct failure *failure);
/* STATUS_USAGE without --out, without --books. */
enum status run_options_out(const struct run_options *options, const char *verb,
                            struct failure *failure);
enum status run_options_books(const struct run_options *options, const char *verb,
                              struct failure *failure);
/* --fail-on; never, when it is not given. */
enum status run_options_fail_on(const struct arguments *arguments, int *level,
                                struct failure *failure);
/* STATUS_FINDINGS when one is of the level or above. */
enum status run_options_judge(const struct run_result *result, int level);
void run_options_tell_findings(const struct arguments *arguments,
                               const struct run_result *result, int level);
/* Prints the summary, and where the reports are. */
enum status run_options_page(const struct run_options *options, const struct buffer *summary,
                             struct failure *failure);
/* Starts the progress line, which what is done with these options draws and its notices take
 * away; progress_end ends it. */
void run_options_watch(struct run_options *options, struct progress *progress);

#endif
