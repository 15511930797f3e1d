/* Texts of a line that always come together (the parts of a product, of a customer), interned
 * as one text with LEDGER_PART between them: a line costs one look-up for each of them. Private
 * to the ledger. */
#ifndef TIEOUT_RECON_LEDGER_PARTS_H
#define TIEOUT_RECON_LEDGER_PARTS_H

#include "recon/ledger.h"

/* Fields that are interned as one text, and that text on its way to its id. */
struct ledger_parts {
    struct intern *intern;
    struct intern_found *last; /* what was found for the line before, then what is found now */
    const enum text_field *fields;
    size_t count;
    size_t length; /* of all parts together; from here on filled while it is looked up */
    uint32_t hash;
    bool known; /* it is the last one, or all parts are empty */
};

/* A look-up in three steps, so that the places of several texts are fetched from memory at the
 * same time: hash, a word to the memory about the text, id. The id is 0 when all parts are empty.
 */
void ledger_parts_begin(struct ledger_parts *parts, const struct line *line);
void ledger_parts_expect(const struct ledger_parts *parts);
uint32_t ledger_parts_end(struct ledger_parts *parts, const struct line *line);
/* The id of parts that were joined before, as if a line had brought them. */
uint32_t ledger_parts_put(struct intern *intern, struct str joined);

#endif
