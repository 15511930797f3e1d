/* What a run can write into a report directory, as data: the tables, and the formats that --format
 * asks for. A new format is a row here, and a file that writes it. */
#ifndef TIEOUT_REPORTS_REPORT_CATALOG_H
#define TIEOUT_REPORTS_REPORT_CATALOG_H

#include "reports/report.h"
#include "reports/report_model.h"
#include "reports/report_output.h"

/* REPORT_FULL: with --full alone. REPORT_SEALED: of books with sealed months. REPORT_CLOSE: of a
 * close. */
enum report_when { REPORT_ALWAYS, REPORT_FULL, REPORT_SEALED, REPORT_CLOSE };

struct report_listing {
    const char *name; /* of the file: NAME.csv */
    const char *path; /* of its text */
    enum report_when when;
    bool takes_full; /* --full widens it, as ?1 */
    bool stays;      /* written whatever --report names: what says how far the others hold */
};

extern const struct report_listing report_listings[];
extern const size_t report_listing_count;

/* What a writer of a format draws from. */
struct report_drawing {
    struct store *store;
    const struct report_model *model;
    const struct report_options *options;
    const char *directory;
    const struct report_outputs *outputs; /* written before it, and its own */
};

struct report_format {
    const char *name; /* of --format */
    const char *file; /* what it writes */
    const char *help; /* what it is, a sentence part */
    /* Writes the file and completes *output: about, rows, bytes, digest. */
    enum status (*write)(const struct report_drawing *drawing, struct report_output *output,
                         struct failure *failure);
};

extern const struct report_format report_formats[];
extern const size_t report_format_count;

/* Whether this run has reason to write a table. */
bool report_is_due(const struct report_options *options, enum report_when when);

#endif
