/* What was written: a line of the manifest. And the one way to write a whole text as an output.
 */
#ifndef TIEOUT_REPORTS_REPORT_OUTPUT_H
#define TIEOUT_REPORTS_REPORT_OUTPUT_H

#include "base/file.h"

enum { REPORT_OUTPUTS_MAX = 64, REPORT_NO_ROWS = -1 };

struct report_output {
    const char *name; /* of the file; static */
    struct str about; /* what it shows; static */
    bool left_out;    /* by --report: drawn and counted, and no file */
    int64_t rows;     /* of a table, without its header; REPORT_NO_ROWS for other texts */
    int64_t bytes;
    struct digest digest;
};

struct report_outputs {
    struct report_output list[REPORT_OUTPUTS_MAX]; /* in order of writing */
    size_t count;
    /* Those that somebody else wrote behind them; not ours. */
    const struct report_output *beside;
    size_t beside_count;
};

/* The next output, filled with name and about; to be completed by whoever writes it. */
struct report_output *report_output_add(struct report_outputs *outputs, const char *name,
                                        struct str about);
/* The one of that name, or NULL. */
const struct report_output *report_output_find(const struct report_outputs *outputs,
                                               const char *name);
/* Writes `text` to a new file DIRECTORY/NAME and completes *output. */
enum status report_output_write(struct report_output *output, const char *directory,
                                struct str text, struct failure *failure);
/* DIRECTORY/NAME into `path` (cleared first). */
const char *report_output_path(struct buffer *path, const char *directory, const char *name);

#endif
