/* Everything a run writes for people and machines, drawn from the books alone: a writer draws
 * and does not judge. Tables are text: reports/tables/NAME.sql holds one SELECT and the kind of
 * each column.
 *
 * Every output goes into one directory (staging, made by the caller) and appears with all the
 * others. */
#ifndef TIEOUT_REPORTS_REPORT_H
#define TIEOUT_REPORTS_REPORT_H

#include "base/failure.h"
#include "store/store.h"

struct report_books;
struct report_outputs;

struct report_options {
    bool raw;    /* no apostrophes before cells a spreadsheet would run */
    bool full;   /* whole populations in net-terms, tax-collection; positions.csv as well */
    bool sealed; /* months are sealed: opening.csv, opening-timing.csv as well */
    bool closes; /* this one is being sealed, or was: closing.csv as well */
    struct str formats; /* names of --format, of --report (report_choice.h) */
    struct str reports;
    struct str present;         /* gross or net: report_present.h; empty: not said */
    struct report_books *books; /* prepared before (report_books.h), to be freed; or NULL */
    /* Writes what is not drawn from the books, once all else but the manifest is there, and names
     * it in outputs->beside; or NULL. */
    enum status (*beside)(void *context, struct report_outputs *outputs, const char *directory,
                          struct failure *failure);
    void *context;
};

/* Writes every CSV and every format that was asked for, summary.txt, summary.json and, last,
 * manifest.json into `directory`. The run's own words (version, options, as-of, heading) stand in
 * table meta, see report_model.h. `summary`, when not NULL, receives the text of summary.txt. */
enum status report_write_all(struct store *store, const char *directory,
                             const struct report_options *options, struct buffer *summary,
                             struct failure *failure);

/* Whether `name` is a file this program writes into a report directory (books.db too). */
bool report_is_output_name(struct str name);
/* Whether it is the folder of the texts a month was sealed with. */
bool report_is_output_folder(struct str name);

#endif
