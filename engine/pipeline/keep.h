/* What a load adds to books that accumulate, from memory into the tables refill.h reads. Private
 * to the pipeline. */
#ifndef TIEOUT_PIPELINE_KEEP_H
#define TIEOUT_PIPELINE_KEEP_H

#include "pipeline/run.h"

/* Inputs whose bytes the books hold already are left out, with a notice; their names are new
 * ones of the same file. Before run_load. */
enum status keep_drop_known(struct run *run, struct failure *failure);
/* The hashes of what was read: before run_settle_files, which uses them up. */
enum status keep_hashes(struct run *run, struct failure *failure);
/* All else, after run_settle_files. Whether anything was new at all: *news. */
enum status keep_rows(struct run *run, bool *news, struct failure *failure);
/* Everything that follows from what the books keep is forgotten, to be made anew. */
enum status keep_forget_answers(struct store *store, struct failure *failure);

#endif
