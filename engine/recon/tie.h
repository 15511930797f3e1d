/* Controls: our own arithmetic against itself. Each is a row of table tie; an `off` is exit 4. */
#ifndef TIEOUT_RECON_TIE_H
#define TIEOUT_RECON_TIE_H

#include "recon/check.h"
#include "recon/facts.h"
#include "store/store.h"

struct tie_result {
    int64_t ties, penny, off, not_testable;
    int64_t controls_off;
};

/* The control checks, from what stands in the store after positions and rules:
 *   scanner-records, scanner-bytes   the second scanner = the reader, per file
 *   file-bytes                       header + record + noise bytes = file size, per file
 *   stored-sums                      sums by GMP while reading = sums by SQL after storing
 *   classes                          classes = what was read (conservation differences), per file
 *   ageing-billing, ageing-due       sum over buckets = open balance, per currency
 *   populations                      each report's population adds up to all, per currency
 *   tax-jurisdictions                the filing worksheet = the positions, per currency
 *   rules                            rules run = rules shipped
 * and those of later stages as they come. */
enum status tie_store_controls(struct store *store, int64_t rules_run, int64_t rules_shipped,
                               struct tie_result *result, struct failure *failure);
/* Whether a check has this name; all names, parted by commas and ends
 * of lines. */
bool tie_check_is_known(struct str name);
void tie_check_names(struct buffer *into);
/* Adds what was counted apart. */
void tie_result_add(struct tie_result *into, const struct tie_result *from);

/* One row more: prove, rules compared against rules that answer the same without a shortcut. */
enum status tie_store_prove(struct store *store, const struct check_result *checks,
                            struct tie_result *result, struct failure *failure);

#endif
