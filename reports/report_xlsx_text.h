/* Text as a cell of a workbook holds it. The file is XML, which has no way to write some
 * characters; the form writes others as _xHHHH_, and so must what only looks like that. */
#ifndef TIEOUT_REPORTS_REPORT_XLSX_TEXT_H
#define TIEOUT_REPORTS_REPORT_XLSX_TEXT_H

#include "base/str.h"

/* Appends `text`: what is no character stands as '?'; a literal _xHHHH_ so that it is read back
 * as it stands. Beyond LIMIT_SHEET_CELL_UNITS it is cut, and ends with three points. */
void report_xlsx_text_add(struct buffer *into, struct str text);
/* Whether it is whole then. */
bool report_xlsx_text_fits(struct str text);

#endif
