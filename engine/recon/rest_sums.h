/* Positions at rest in sums: as many as all others twenty times over, so they are read once, for
 * whoever holds something against them. Table rest_sum (temporary): currency, positions,
 * tax_calculated, tax; sums as texts of any size. */
#ifndef TIEOUT_RECON_REST_SUMS_H
#define TIEOUT_RECON_REST_SUMS_H

#include "recon/settled_rows.h"
#include "store/store_read.h"

/* What exact_sums_by says of those from an id on, into `rows`; `reader` may stand beside the
 * books. */
enum status rest_sums_read(struct store *reader, int64_t from_id, struct buffer *rows,
                           struct failure *failure);
/* Makes the table of what was read and, unless it is NULL, of what settled positions add. */
enum status rest_sums_write(struct store *store, struct str rows,
                            const struct settled_rows *settled, struct failure *failure);

#endif
