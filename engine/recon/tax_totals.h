/* Inside the tax book only: Total Tax of a file, each total once, and what its rows come to. */
#ifndef TIEOUT_RECON_TAX_TOTALS_H
#define TIEOUT_RECON_TAX_TOTALS_H

#include "recon/tax_parts.h"

__extension__ typedef __int128 tax_wide;

/* Total Tax of a file in a currency. */
struct tax_total {
    int64_t file_and_currency; /* as the first part of a key */
    tax_wide reported, computed;
    int64_t groups;
    int64_t apart; /* groups whose rows are not their total to the micro */
};

struct tax_total *tax_total_of(struct tax_checks *checks, int64_t file_and_currency);
/* A group's Total Tax and what its rows come to; and that so many parts of one group
 * have come together as `finding`. */
void tax_total_add(struct tax_checks *checks, const struct tax_key *key, tax_wide reported,
                   tax_wide computed);
void tax_total_together(struct tax_checks *checks, const struct tax_finding *finding,
                        size_t parts);
enum status tax_totals_store(const struct tax_checks *checks, struct store *store,
                             struct failure *failure);

#endif
