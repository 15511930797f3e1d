/* Texts of a line that always come together (the parts of a product, of a customer), interned
 * as one text with LEDGER_PART between them. Private to the ledger. */
#ifndef TIEOUT_RECON_LEDGER_PARTS_H
#define TIEOUT_RECON_LEDGER_PARTS_H

#include "recon/ledger.h"

/* Fields that are interned as one text; at least one. */
struct ledger_parts {
    const enum text_field *fields;
    size_t count;
};

/* The id of the line's parts; 0 when all are empty. *last is what was found for the line before
 * and becomes what is found now. */
uint32_t ledger_parts_put(struct intern *intern, struct ledger_parts parts,
                          const struct line *line, struct intern_found *last);

#endif
