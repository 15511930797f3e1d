/* A position as a row of the books. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_POSITION_ROWS_H
#define TIEOUT_PIPELINE_POSITION_ROWS_H

#include "pipeline/run.h"

struct positions {
    struct run *run;
    struct store_bulk *active, *rest, *currency, *cut;
    struct store_insert *payer, *class, *differs, *prior, *line_currency;
    struct store_insert *waited; /* evidence for check_follow.c; NULL: nothing waited */
    struct interned_rows *interned;
    int64_t next_id, next_cut_id;
    bool keeps_verdicts; /* some setting departs: what it moved will be asked */
};

/* The columns of position_active, position_rest and position_cut in schema.sql. */
enum { POSITION_ACTIVE_COLUMNS = 107, POSITION_REST_COLUMNS = 33, POSITION_CUT_COLUMNS = 36 };

enum status position_row_active(struct positions *positions, const struct position *position,
                                struct failure *failure);
enum status position_row_rest(struct positions *positions, const struct position *position,
                              struct failure *failure);
/* Of the position handed out last. */
enum status position_row_cut(struct positions *positions, const struct position_then *then,
                             struct failure *failure);
/* Days, which may be negative; NULL for POSITION_DAYS_UNKNOWN. */
struct store_cell position_cell_days(int32_t days);

#endif
