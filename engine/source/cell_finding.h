/* Ids of findings, as findings.csv prints them. Private to cell.c. */
#ifndef TIEOUT_SOURCE_CELL_FINDING_H
#define TIEOUT_SOURCE_CELL_FINDING_H

#include "base/arena.h"
#include "base/str.h"

enum { CELL_FINDING_DIGITS = 20 };

/* Twenty hex digits, blanks at the ends cut. Letters come in lower case: the answer lies in
 * `cell`, or in `arena` when it had to be rewritten. False: no such id. */
bool cell_finding_id(struct str cell, struct arena *arena, struct str *id);

#endif
