/* manifest.json: what was read and written, with digests: the run's evidence of itself. */
#ifndef TIEOUT_REPORTS_REPORT_MANIFEST_H
#define TIEOUT_REPORTS_REPORT_MANIFEST_H

#include "reports/report_json.h"
#include "reports/report_model.h"
#include "reports/report_output.h"

enum status report_manifest_write(struct report_json *json, struct store *store,
                                  const struct report_model *model,
                                  const struct report_outputs *outputs,
                                  const struct digest *books, struct failure *failure);

#endif
