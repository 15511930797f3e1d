/* The texts of one line that come together, on their way to their ids; those that stand by
 * themselves: ledger_names.h. */
#ifndef TIEOUT_RECON_LEDGER_TEXTS_H
#define TIEOUT_RECON_LEDGER_TEXTS_H

#include "recon/ledger_parts.h"

/* Filled by ledger_texts_begin; nothing in it outlives the line. */
struct ledger_texts {
    const struct line *line;
    struct ledger_parts product, customer, offer, jurisdiction, payout;
};

/* In three steps, which a caller does well to part by other work: a new line's texts may lie
 * anywhere in memory, and are fetched meanwhile. */
void ledger_texts_begin(struct ledger_texts *texts, struct ledger *ledger, enum role role,
                        const struct line *line);
void ledger_texts_expect(const struct ledger_texts *texts);
void ledger_texts_end(struct ledger_texts *texts, struct ledger_ids *ids);

#endif
