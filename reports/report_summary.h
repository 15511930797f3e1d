/* summary.json: the figures of the page, for machines. */
#ifndef TIEOUT_REPORTS_REPORT_SUMMARY_H
#define TIEOUT_REPORTS_REPORT_SUMMARY_H

#include "reports/report_json.h"
#include "reports/report_model.h"

enum status report_summary_write(struct report_json *json, struct store *store,
                                 const struct report_model *model, struct failure *failure);

#endif
