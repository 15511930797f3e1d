/* The rows of assumptions.csv, for the files assumptions*.c only. */
#ifndef TIEOUT_PIPELINE_ASSUMPTIONS_H
#define TIEOUT_PIPELINE_ASSUMPTIONS_H

#include "pipeline/run.h"
#include "store/store_read.h"

struct assumptions {
    struct run *run;
    struct store_insert *insert;
    struct failure *failure;
    int64_t ordinal;
    enum status status;
};

/* What a row says; texts live until the call returns. */
struct assumption {
    struct str setting, value, shipped;
};

/* amount "" where no amount moves; else its currency, unless the value names it already,
 * stands in brackets behind the setting. */
void assumptions_row(struct assumptions *assumptions, const struct assumption *row,
                     struct str currency, int64_t positions, struct str amount);

/* assumptions_options.c: options and policy values that depart from their default. */
void assumptions_options(struct assumptions *assumptions);
void assumptions_policy(struct assumptions *assumptions);

#endif
