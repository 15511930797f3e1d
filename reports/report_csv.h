/* A report table as a CSV file. */
#ifndef TIEOUT_REPORTS_REPORT_CSV_H
#define TIEOUT_REPORTS_REPORT_CSV_H

#include "reports/report_output.h"
#include "reports/report_table.h"

/* Writes header and rows of an opened table to a new file at `path`. Cells of kind text go
 * through the apostrophe guard unless `raw`. Fills rows, bytes and digest of *output. */
enum status report_csv_write(struct report_table *table, const char *path, bool raw,
                             struct report_output *output, struct failure *failure);

#endif
