/* One digest for what the books hold, whatever order it was loaded in. */
#ifndef TIEOUT_REPORTS_REPORT_BOOKS_H
#define TIEOUT_REPORTS_REPORT_BOOKS_H

#include "base/digest.h"
#include "store/store.h"

/* SHA-256 over the answers of every text in reports/tables/books/, in order of path: for each
 * the path and a line feed, then its rows. A cell is `n;` for NULL, `i` DIGITS `;` for an
 * INTEGER, `t` LENGTH `:` BYTES `;` for a text; a row ends with a line feed. No id of the books
 * takes part. */
enum status report_books_digest(struct store *store, struct digest *digest,
                                struct failure *failure);

/* The same beside other work: on a thread of its own, by a connection of its own. Each step
 * commits what is open. */
struct report_books;
/* Reads the positions a rule asks about ahead, while the rules are asked: they are most of what
 * is digested, and no rule changes them. */
enum status report_books_prepare(struct report_books **books, struct store *store,
                                 struct failure *failure);
/* Takes the digest while the reports are written; *books is what was prepared, or NULL. Ended
 * once, also when the reports fail. */
enum status report_books_begin(struct report_books **books, struct store *store,
                               struct failure *failure);
/* Waits for the digest; frees `books`, which may be NULL. */
enum status report_books_end(struct report_books *books, struct digest *digest,
                             struct failure *failure);
/* Waits for what is under way and frees it unheard; NULL is fine. */
void report_books_free(struct report_books *books);

#endif
