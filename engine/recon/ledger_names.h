/* The texts of a line that are interned each by itself: reference, line item, bill, invoice,
 * settlement. There are millions of them, anywhere in memory: they travel with the line to the
 * thread that writes, and are looked up there, a few lines after the memory was told. */
#ifndef TIEOUT_RECON_LEDGER_NAMES_H
#define TIEOUT_RECON_LEDGER_NAMES_H

#include "recon/ledger.h"

/* Those of a line, as they travel; they live as long as the line. */
void ledger_names_of(enum role role, const struct line *line, struct store_texts *names);
/* Words to the memory about them, as a store_listener gives them. */
void ledger_names_expect(const struct ledger *ledger, const struct store_texts *names,
                         bool near);
/* Puts their ids into `line`, 0 for what it has none of. */
void ledger_names_put(struct ledger *ledger, const struct store_texts *names,
                      struct store_line *line);

#endif
