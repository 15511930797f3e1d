/* Inside the position pass only: positions on other days, and what moved them since. */
#ifndef TIEOUT_RECON_POSITION_CUT_H
#define TIEOUT_RECON_POSITION_CUT_H

#include "recon/position_parts.h"

/* Another day to build positions for. */
struct position_cut {
    const struct cut_day *cut;
    struct run_facts facts; /* as of that day */
    day_number newest_list; /* not after it */
};

/* position_cut.c: the position at hand on other days. `closing` is as of work->facts->as_of, and
 * work->own are its lines. `fits` is false when a sum passes its bound. */
void position_cuts_init(struct position_work *work);
enum status position_cuts(struct position_work *work, const struct position *closing,
                          const struct position_sink *sink, bool *fits,
                          struct failure *failure);

/* position_roll.c: what moved a position after `day`. First the lines of the closing, then those
 * of the opening (NULL when there is none), each while they are work->own. False: overflow. */
struct position_rolling {
    struct position_roll roll;
    struct money early; /* of closing lines not after the day, in the closing basis */
};
bool position_roll_closing(const struct position_work *work, const struct position *closing,
                           day_number day, struct position_rolling *rolling);
bool position_roll_opening(const struct position_work *work, const struct position *closing,
                           const struct position *opening, struct position_rolling *rolling);
bool position_roll_is_zero(const struct position_roll *roll);

#endif
