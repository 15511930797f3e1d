/* The rows of the four reports against populations.csv: a position that was counted as listed and
 * has no row, or has two, must not go unseen. */
#ifndef TIEOUT_REPORTS_REPORT_LISTED_H
#define TIEOUT_REPORTS_REPORT_LISTED_H

#include "reports/report_output.h"
#include "store/store.h"

/* After the tables were written, before anything is put in place. STATUS_EVIDENCE when one has
 * more or fewer rows than its population counts. */
enum status report_listed_check(const struct report_outputs *outputs, struct store *store,
                                bool full, struct failure *failure);

#endif
