/* Inside source/: what to do with each cell of a table's records, worked out once per header,
 * so that building a line touches only cells that mean something. */
#ifndef TIEOUT_SOURCE_CELL_PLAN_H
#define TIEOUT_SOURCE_CELL_PLAN_H

#include "source/era.h"

enum cell_action {
    STEP_MONEY,
    STEP_TEXT,
    STEP_COUNTRY, /* a text of which NA is Namibia, not a placeholder */
    STEP_ACCOUNT,
    STEP_RATE,
    STEP_FINDING,
    STEP_REFERENCE,
    STEP_CURRENCY,
    STEP_DATED,
    STEP_DUE,
    STEP_AR_PERIOD,
    STEP_PARTY,
    STEP_EVENT,
    STEP_CHOICE, /* the role, the status, or both */
    STEP_PAID_NET,
    STEP_PAID_ON,
};

/* What the cell of a STEP_CHOICE says. */
enum { CHOICE_OF_ROLE = 1, CHOICE_OF_STATUS = 2 };

struct cell_step {
    enum cell_action action;
    uint32_t cell;        /* from 0 */
    int target;           /* a component, a text field, or bits of CHOICE_* */
    bool only_when_empty; /* a second column of the same text */
};

struct cell_plan {
    const struct cell_step *steps; /* by cell; second columns of a text last, in map order */
    size_t step_count;
    enum money_grammar money_grammar;
    enum role role;
    const struct choice_set *roles, *statuses;
    bool has_party;
    bool has_paid;       /* the header has the column of stated payments */
    bool gross_opposite; /* a printed plus is the seller's minus */
};

/* The plan of a fitting match, in `arena`. */
const struct cell_plan *cell_plan_new(const struct era_match *match, struct arena *arena);

#endif
