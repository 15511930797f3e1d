/* The files of a world: their names, columns, and what stands in a column that no one cares
 * about. */
#ifndef TIEOUT_WORLDS_REPORTS_H
#define TIEOUT_WORLDS_REPORTS_H

#include "world.h"

size_t report_width(enum report report);
const char *report_column_name(enum report report, size_t column);
const char *report_default(enum report report, size_t column);
/* CELLS_MOST when the report has no such column. */
size_t report_column(enum report report, const char *name);

#endif
