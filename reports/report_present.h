/* --present: whether a journal shows revenue gross, with the listing fee as an expense, or net of
 * it. It is the accounting policy of whoever asks, so it is said and never assumed. */
#ifndef TIEOUT_REPORTS_REPORT_PRESENT_H
#define TIEOUT_REPORTS_REPORT_PRESENT_H

#include "base/failure.h"
#include "base/str.h"

/* gross or net into *present, which stays as it is when nothing is given; static. Another word, or
 * both, is STATUS_USAGE. */
enum status report_present_read(const struct str *given, size_t count, struct str *present,
                                struct failure *failure);
/* STATUS_USAGE where a format of the journal is among `formats` and nothing was said. */
enum status report_present_check(struct str formats, struct str present,
                                 struct failure *failure);

#endif
