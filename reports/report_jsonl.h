/* findings.jsonl: what findings.csv holds, a finding a line. */
#ifndef TIEOUT_REPORTS_REPORT_JSONL_H
#define TIEOUT_REPORTS_REPORT_JSONL_H

#include "reports/report_catalog.h"

enum status report_jsonl_write(const struct report_drawing *drawing,
                               struct report_output *output, struct failure *failure);

#endif
