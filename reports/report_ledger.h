/* journal.hledger and journal.beancount: the journal (report_journal.h) in the plain texts that
 * ledgers of that kind read. What the receivable closes with stands at the end as an assertion, so
 * that the ledger itself holds it. */
#ifndef TIEOUT_REPORTS_REPORT_LEDGER_H
#define TIEOUT_REPORTS_REPORT_LEDGER_H

#include "reports/report_catalog.h"

enum status report_ledger_hledger(const struct report_drawing *drawing,
                                  struct report_output *output, struct failure *failure);
enum status report_ledger_beancount(const struct report_drawing *drawing,
                                    struct report_output *output, struct failure *failure);

/* Appends a text from outside so that it means nothing but itself: bytes that some ledger reads as
 * more than a letter, and all that are not ASCII, become %XX. */
void report_ledger_text(struct buffer *into, struct str text);

#endif
