/* The interned texts as rows of the books: reference, product ... payer. They are known before
 * the first position and nobody asks for them before the last, so they are written a few at a
 * time beside the positions, and the thread that copies rows never has them all at once. Private
 * to the pipeline. */
#ifndef TIEOUT_PIPELINE_INTERNED_ROWS_H
#define TIEOUT_PIPELINE_INTERNED_ROWS_H

#include "pipeline/run.h"

struct interned_rows;

/* Texts of lines: the intern that has them, the table that holds them, and into how many columns
 * they are parted there. Payers are no texts of lines. */
struct interned_texts {
    const char *table;
    struct intern *intern;
    size_t parts;
};
enum { INTERNED_TEXTS = 7 };
void interned_texts_of(struct ledger *ledger, struct interned_texts texts[INTERNED_TEXTS]);

/* In books that accumulate: the texts a load brought, all at once. */
enum status interned_rows_keep(struct run *run, struct failure *failure);

/* The payers and, unless a load kept them, all texts. Fails as the store does; *rows is to be
 * ended all the same. */
enum status interned_rows_begin(struct interned_rows **rows, struct run *run,
                                struct failure *failure);
/* Writes the share of all rows that belongs to the references up to this one, as far as it is
 * not written yet. */
enum status interned_rows_go_on(struct interned_rows *rows, uint32_t reference_id,
                                struct failure *failure);
/* Writes what is left, unless `failure` is set, and frees them. NULL is fine. */
enum status interned_rows_end(struct interned_rows *rows, struct failure *failure);

#endif
