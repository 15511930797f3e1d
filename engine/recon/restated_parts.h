/* Inside restated only: one of the two files, reference by reference. */
#ifndef TIEOUT_RECON_RESTATED_PARTS_H
#define TIEOUT_RECON_RESTATED_PARTS_H

#include "recon/restated.h"
#include "store/store_read.h"

enum { RESTATED_PLAIN_MAX = 8, RESTATED_AMOUNTS_MAX = 15 };

/* What a table of lines holds beside line_id, reference_id and currency; NULL ends both. */
struct restated_layout {
    const char *reference; /* a stated total has none */
    const char *plain[RESTATED_PLAIN_MAX];
    const char *amounts[RESTATED_AMOUNTS_MAX];
};

struct restated_row {
    int64_t line_id;
    int64_t plain[RESTATED_PLAIN_MAX];
    int64_t amounts[RESTATED_AMOUNTS_MAX]; /* from the seller's side */
    bool matched;
};

/* One of the two files, and its rows of the group at hand. */
struct restated_side {
    const struct run_facts *facts;
    const struct restated_layout *layout;
    struct store_query *query;
    bool found; /* a row waits, of this reference and currency */
    int64_t reference_id;
    currency_code currency;
    struct restated_row *rows;
    size_t count, capacity;
};

/* Of role billed to stated_total. */
const struct restated_layout *restated_layout_of(enum role role);
/* The lines of the tables of the pair's files that take part, in the order of references; of the
 * older file or of the newer. Rows are kept for the next use. */
enum status restated_side_open(struct restated_side *side, const struct run_facts *facts,
                               const struct supersede_pair *pair, bool newer,
                               struct store *store, struct failure *failure);
/* The rows of this reference and currency, when they come next; else none. */
enum status restated_side_gather(struct restated_side *side, int64_t reference_id,
                                 currency_code currency, struct failure *failure);

#endif
