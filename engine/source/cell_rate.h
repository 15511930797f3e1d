/* Rates of tax, as canonical decimal text. Private to cell.c. */
#ifndef TIEOUT_SOURCE_CELL_RATE_H
#define TIEOUT_SOURCE_CELL_RATE_H

#include "base/base.h"
#include "base/str.h"

/* [+-]digits[.digits] without what says nothing: a plus, zeros at either end, a bare point. The
 * answer lies in `cell`. False: no rate. */
bool cell_rate_canonical(struct str cell, struct str *rate);

#endif
