/* The journal: balanced entries for the books of account (docs/JOURNAL.md), posting by posting, as
 * they are drawn from the books of a run. Whoever writes them in some form walks them here. */
#ifndef TIEOUT_REPORTS_REPORT_JOURNAL_H
#define TIEOUT_REPORTS_REPORT_JOURNAL_H

#include "reports/report_catalog.h"
#include "reports/report_table.h"

/* Texts until the next posting. */
struct report_posting {
    bool first; /* of its entry */
    day_number day;
    struct str entry, currency, kind, account, payer, flow, report, file, payout, references;
    int64_t lines;
    struct str amount; /* decimal; a debit is positive */
};

struct report_journal_form {
    void *context;
    void (*head)(void *context, const struct report_table *table); /* before all; or NULL */
    void (*posting)(void *context, const struct report_table *table,
                    const struct report_posting *posting);
    /* After all: what the receivable closes with, currency by currency, on the day of as_of; or
     * NULL. */
    void (*closing)(void *context, day_number as_of, struct str currency, struct str amount);
};

/* Each posting once, entry by entry. An entry that is not balanced, or a receivable that does not
 * close as the roll-forward does, is STATUS_EVIDENCE: after the last posting at the latest. */
enum status report_journal_walk(const struct report_drawing *drawing,
                                const struct report_journal_form *form,
                                struct report_output *output, struct failure *failure);

/* journal.csv: a posting a row. */
enum status report_journal_write(const struct report_drawing *drawing,
                                 struct report_output *output, struct failure *failure);

#endif
