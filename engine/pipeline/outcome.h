/* How a run ends: outputs are made in a directory beside the target and exchanged with it in
 * one step; rejects and controls that are off decide how they are headed. Private to the
 * pipeline. */
#ifndef TIEOUT_PIPELINE_OUTCOME_H
#define TIEOUT_PIPELINE_OUTCOME_H

#include "pipeline/run.h"

struct outcome {
    struct run *run;
    struct str staging;   /* directory of the reports, "" before outcome_begin */
    const char *heading;  /* "", INCOMPLETE, DOES NOT TIE */
    int64_t unmet;        /* required checks that are not testable, or not there */
    struct str unmet_why; /* a line each */
};

/* Makes the staging directory and the new books in it; opens run->store. */
enum status outcome_begin(struct outcome *outcome, struct failure *failure);
/* Looks for the checks --require asked for. */
enum status outcome_require(struct outcome *outcome, struct failure *failure);
/* STATUS_OK, or the status with which reports are still written, and the heading they carry. */
enum status outcome_judge(struct outcome *outcome, const struct run_result *result);
/* Puts the heading into the books. */
enum status outcome_store_heading(struct outcome *outcome, struct failure *failure);
/* Writes every report, closes the books, and puts all of it in its place at once. */
enum status outcome_write(struct outcome *outcome, struct buffer *summary,
                          struct failure *failure);
/* Says in words why a run whose reports were written did not end well. */
void outcome_explain(const struct outcome *outcome, const struct run_result *result,
                     struct failure *failure);
/* Removes what was not published; quiet when everything was. */
void outcome_discard(struct outcome *outcome);

#endif
