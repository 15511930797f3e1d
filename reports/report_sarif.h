/* findings.sarif: findings as SARIF 2.1.0, which code hosts show beside the files they are in. */
#ifndef TIEOUT_REPORTS_REPORT_SARIF_H
#define TIEOUT_REPORTS_REPORT_SARIF_H

#include "reports/report_catalog.h"

enum status report_sarif_write(const struct report_drawing *drawing,
                               struct report_output *output, struct failure *failure);

#endif
