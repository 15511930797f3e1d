/* What must hold for every byte before a comma is looked for: UTF-8, no NUL, and no CR but
 * before an LF. The check goes ahead of the splitter and never beyond the first bad byte, so
 * that which failure is met first depends on the bytes alone and not on how they were read. */
#ifndef TIEOUT_RECORD_RECORD_CHECK_H
#define TIEOUT_RECORD_RECORD_CHECK_H

#include "record/record_trouble.h"

/* How many bytes of `bytes` are good, from its beginning (which must be the beginning of a
 * character). Fewer than all: *kind tells what is wrong with the next one, or is
 * RECORD_TROUBLE_NONE when a character or a CR LF is cut off and more bytes may come (never
 * when `at_end`). */
size_t record_check(struct str bytes, bool at_end, enum record_trouble_kind *kind);

#endif
