/* Inside the position pass only: asks memory for what the references to come will need, a few
 * steps before they need it. It changes no figure, and may be left out. */
#ifndef TIEOUT_RECON_POSITION_AHEAD_H
#define TIEOUT_RECON_POSITION_AHEAD_H

#include "recon/position_parts.h"

enum { POSITION_AHEAD_SLOTS = 32 };

/* How far a reference to come has been followed. */
struct position_ahead_slot {
    uint32_t movement; /* asked for last, as an offset; 0: all are */
    uint32_t customer_id;
};

/* Zero-initialise. */
struct position_ahead {
    struct position_ahead_slot slots[POSITION_AHEAD_SLOTS];
};

/* Before reference `id` is taken, for each id in turn. */
void position_look_ahead(struct position_ahead *ahead, const struct position_work *work,
                         uint32_t id);

#endif
