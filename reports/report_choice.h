/* The words of --format and --report: what is written beside the tables, and which of the tables.
 * A choice is a text of names, each once, in the order of their bytes, parted by blanks: as the
 * manifest, the books and a seal keep it. */
#ifndef TIEOUT_REPORTS_REPORT_CHOICE_H
#define TIEOUT_REPORTS_REPORT_CHOICE_H

#include "base/failure.h"
#include "base/str.h"

enum report_choice {
    REPORT_CHOICE_FORMAT, /* names of report_formats; empty: none */
    REPORT_CHOICE_REPORT  /* of report_listings without .csv; empty: all of them */
};

/* Appends the names that `given` holds, a text an option, names parted by commas or blanks. The
 * word for the empty choice (none, all) stands alone. An unknown name is STATUS_USAGE, and the
 * nearest is named. */
enum status report_choice_read(enum report_choice choice, const struct str *given, size_t count,
                               struct buffer *into, struct failure *failure);
/* positions.csv is of --full alone: STATUS_USAGE where it is named and will not come. */
enum status report_choice_check(struct str reports, bool full, struct failure *failure);
bool report_choice_holds(struct str choice, struct str name);
/* Whether the table NAME.csv is to be written. */
bool report_choice_writes(struct str reports, const char *file, bool stays);

#endif
