/* The shape of files as issued: every field in quotes, none with a quote inside. */
#ifndef TIEOUT_RECORD_RECORD_QUOTED_H
#define TIEOUT_RECORD_RECORD_QUOTED_H

#include "record/record_split.h"

/* Splits the record that `bytes` (at least one, and RECORD_SPLIT_PADDING behind them) begin with.
 * False, and nothing said of the record, when it is not of that shape, has more fields than there
 * is room for or than are looked for at once, or does not end with a line feed in `bytes`. */
bool record_quoted_split(struct record_split *split, struct str bytes);
/* The same without instructions of a particular processor; the two agree on every input. */
bool record_quoted_split_portable(struct record_split *split, struct str bytes);

#endif
