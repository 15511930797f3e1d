/* What a setting moved: positions are built once more with that one setting at its default and
 * everything else as given, and compared with those of the run. A second pass is only made for
 * settings that depart from their default. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_MOVED_H
#define TIEOUT_PIPELINE_MOVED_H

#include "pipeline/run.h"

enum moved_setting {
    MOVED_AS_OF,
    MOVED_CURRENCY,
    MOVED_EMPTY,
    MOVED_TERMS,
    MOVED_HISTORY,
    MOVED_PAYOUT_GAP,
    MOVED_PENNY,
    MOVED_GRACE,
    MOVED_SETTING_COUNT,
};

/* The positions of one currency that are not what they would be by default. */
struct moved_sum {
    currency_code currency;
    int64_t positions;
    struct money_total *amount; /* what is open on them; see docs/POSITIONS.md */
};
struct moved {
    bool known;             /* false: by default there would be no figures at all */
    day_number as_of;       /* by default */
    struct moved_sum *sums; /* by currency */
    size_t count;
};

/* The setting departs from its default. */
bool moved_departs(const struct run *run, enum moved_setting setting);
bool moved_any(const struct run *run);
/* Keeps what the comparison needs of a position of the run; not called when none departs. */
void moved_keep(struct run *run, const struct position *position);
/* Free with moved_free. */
void moved_by(struct run *run, enum moved_setting setting, struct moved *moved);
void moved_free(struct moved *moved);

#endif
