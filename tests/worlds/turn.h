/* The same world month after month: its files come in loads, each with a check as of the last day
 * so far, as a business keeps its books. What settles on the way is not read again, and the
 * reports must be those of one run, byte for byte. */
#ifndef TIEOUT_WORLDS_TURN_H
#define TIEOUT_WORLDS_TURN_H

#include "world.h"

/* How many things differ from the reports in place/one. */
size_t turn_judge(const char *program, const struct world *world, const char *place,
                  const char *name);

#endif
