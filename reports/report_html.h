/* close.html: the close as one page that needs no network and no script, for a screen and for
 * paper. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_H
#define TIEOUT_REPORTS_REPORT_HTML_H

#include "reports/report_catalog.h"

enum status report_html_write(const struct report_drawing *drawing,
                              struct report_output *output, struct failure *failure);

#endif
