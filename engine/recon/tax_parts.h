/* Inside the tax book only: what its parts hand each other. */
#ifndef TIEOUT_RECON_TAX_PARTS_H
#define TIEOUT_RECON_TAX_PARTS_H

#include "money/money_total.h"
#include "recon/position_parts.h"
#include "recon/tax_book.h"

/* --- tax_key.c: sorting by a few numbers --------------------------------------------------- */

enum { TAX_KEY_PARTS = 6 };
struct tax_key {
    int64_t parts[TAX_KEY_PARTS]; /* what is compared, first part first */
    size_t at;                    /* whose key it is */
};
struct tax_keys {
    struct tax_key *items;
    size_t count, capacity;
};
void tax_keys_clear(struct tax_keys *keys);
/* A new key, zero but for `at`; valid until the next. */
struct tax_key *tax_keys_add(struct tax_keys *keys, size_t at);
/* Equal keys by `at`. */
void tax_keys_sort(struct tax_keys *keys);
/* The first `parts` parts are equal. */
bool tax_key_same(const struct tax_key *a, const struct tax_key *b, size_t parts);
void tax_keys_free(struct tax_keys *keys);

/* --- tax_place.c: what is known of a jurisdiction, read off once ---------------------------- */

struct tax_place {
    uint32_t place; /* country, state, level, name: one number, one place */
    uint32_t kind;  /* a place and a tax type */
    uint32_t order; /* kinds sorted by their five texts */
    bool has_rate;
    struct money_rate rate;
    bool certified; /* a certificate id is on the line */
};
struct tax_places {
    struct tax_place *of; /* by jurisdiction id */
    struct intern places, kinds;
    uint32_t *orders; /* by kind */
};
void tax_places_read(struct tax_places *places, const struct ledger *ledger);
void tax_places_free(struct tax_places *places);

/* --- tax_check.c: what rows of the report say of themselves --------------------------------- */

enum tax_check_kind { TAX_CHECK_RATE, TAX_CHECK_BASE, TAX_CHECK_TOTAL, TAX_CHECK_REFUND };
struct str tax_check_kind_name(enum tax_check_kind kind);
/* What does not hold of a row, or of rows that belong together: then it is about the first. */
struct tax_finding {
    enum tax_check_kind kind;
    int64_t line_id;
    uint64_t order; /* canonical, of that line */
    bool known;     /* expected fits into 64 bits */
    struct money expected, actual;
    int64_t rows;
    day_number day;
    uint32_t line_item_id;
    struct tax_key key; /* of rows that belong together; across references too */
};
struct tax_checks {
    struct tax_finding *items;
    size_t count, capacity;
    struct tax_keys keys;
    struct tax_total *totals; /* tax_totals.h */
    size_t total_count;
    uint8_t *sold; /* a bit by line item id: a forward row of it is loaded */
    size_t sold_bytes;
};
/* After the last reference: rows of one group that stand under several references are put
 * together, refunds whose sale is loaded are dropped, and what is left is sorted by line. */
void tax_checks_settle(struct tax_checks *checks, struct money penny);
void tax_checks_free(struct tax_checks *checks);

/* --- tax_worksheet.c: the rows a seller files by --------------------------------------------- */

enum worksheet_sum {
    WORKSHEET_GROSS_SALES,
    WORKSHEET_TAXABLE,
    WORKSHEET_NONTAXABLE,
    WORKSHEET_EXEMPT,
    WORKSHEET_TAX,
    WORKSHEET_TAX_REFUND,
    WORKSHEET_COLLECTED,
    WORKSHEET_REFUND_DISBURSED,
    WORKSHEET_SUMS,
};
/* Of the row for payouts that no tax row can be given: no month, no place, no party. */
#define WORKSHEET_UNALLOCATED UINT32_MAX
struct worksheet_key {
    day_number month; /* its first day; DAY_NONE: unallocated */
    currency_code currency;
    uint32_t kind; /* of struct tax_places, or WORKSHEET_UNALLOCATED */
    enum tax_party party;
};
struct worksheet_row {
    struct worksheet_key key;
    int64_t lines;
    struct money_total *sums[WORKSHEET_SUMS]; /* NULL: nothing but zeros yet */
};
struct worksheet {
    struct worksheet_row *rows;
    size_t row_count, row_capacity;
    uint32_t *slots; /* open addressing: row + 1, 0 empty */
    size_t slot_count;
    day_number last_day, last_month;
    struct tax_keys sales, forward, refund; /* of the position at hand */
    struct money *bases, *shares;
    size_t share_capacity;
};
/* The row of a key; made when it is not there. Its number stays. */
size_t worksheet_row_find(struct worksheet *worksheet, const struct worksheet_key *key);
void worksheet_row_add(struct worksheet *worksheet, size_t row, enum worksheet_sum sum,
                       struct money amount);
enum status worksheet_store(const struct worksheet *worksheet, const struct tax_places *places,
                            struct store *store, struct failure *failure);
void worksheet_free(struct worksheet *worksheet);

struct tax_book {
    const struct ledger *ledger;
    struct money penny;
    struct tax_places places;
    struct tax_checks checks;
    struct worksheet worksheet;
};

/* tax_check.c: what the tax lines of a reference say of themselves. True when something does not
 * hold: a rule will ask. */
bool position_check_tax(struct tax_book *book, const struct reference_lines *reference);
/* tax_worksheet.c: the tax lines of a position, and what was paid out for them. */
void position_worksheet(struct tax_book *book, const struct position_work *work,
                        const struct position *position);

#endif
