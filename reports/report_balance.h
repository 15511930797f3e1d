/* What a journal proposes, added up before anybody books it: each entry comes to nothing, and the
 * receivable of each currency closes as the roll-forward does, to which another way led. */
#ifndef TIEOUT_REPORTS_REPORT_BALANCE_H
#define TIEOUT_REPORTS_REPORT_BALANCE_H

#include "base/failure.h"
#include "base/str.h"

struct report_balance;
struct report_balance *report_balance_new(void);
void report_balance_free(struct report_balance *balance); /* NULL is fine */

/* Postings of an entry come together; *first says that this one begins an entry. `amount` is a
 * decimal text, a debit positive. STATUS_EVIDENCE when the entry before is not balanced. */
enum status report_balance_add(struct report_balance *balance, struct str entry,
                               struct str amount, bool *first, struct failure *failure);
/* The same posting, where it is one to the receivable. */
void report_balance_receive(struct report_balance *balance, struct str currency,
                            struct str amount);
/* What the roll-forward closes with; false for a text that is no amount. */
bool report_balance_close(struct report_balance *balance, struct str currency,
                          struct str closing);
/* After all of them: the last entry, and every receivable. STATUS_EVIDENCE likewise. */
enum status report_balance_end(struct report_balance *balance, struct failure *failure);

#endif
