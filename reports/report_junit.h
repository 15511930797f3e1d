/* findings.xml: findings as the XML that CI servers read as test results. */
#ifndef TIEOUT_REPORTS_REPORT_JUNIT_H
#define TIEOUT_REPORTS_REPORT_JUNIT_H

#include "reports/report_catalog.h"

enum status report_junit_write(const struct report_drawing *drawing,
                               struct report_output *output, struct failure *failure);
/* Appends `text` as the content of an attribute or an element; what XML cannot hold becomes '?'.
 */
void report_junit_quote(struct buffer *into, struct str text);

#endif
