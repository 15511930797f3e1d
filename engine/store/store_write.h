/* Writing: a fast, narrow way for lines, and one plain way for every other table. */
#ifndef TIEOUT_STORE_STORE_WRITE_H
#define TIEOUT_STORE_STORE_WRITE_H

#include "source/line.h"
#include "store/store.h"

/* --- rows of any table ----------------------------------------------------------------------
 */

enum store_kind { STORE_NULL, STORE_INTEGER, STORE_TEXT, STORE_BLOB };
struct store_cell {
    enum store_kind kind;
    int64_t integer;
    struct str text; /* or the bytes of a blob; copied or used before the call returns */
};
static inline struct store_cell store_null(void)
{
    return (struct store_cell){.kind = STORE_NULL};
}
static inline struct store_cell store_integer(int64_t value)
{
    return (struct store_cell){.kind = STORE_INTEGER, .integer = value};
}
static inline struct store_cell store_text(struct str text)
{
    return (struct store_cell){.kind = STORE_TEXT, .text = text};
}
static inline struct store_cell store_blob(struct str bytes) /* not for store_bulk_row */
{
    return (struct store_cell){.kind = STORE_BLOB, .text = bytes};
}
static inline struct store_cell store_day(day_number day) /* DAY_NONE is NULL */
{
    return day == DAY_NONE ? store_null() : store_integer(day);
}
static inline struct store_cell store_money(struct money amount)
{
    return store_integer(amount.micro);
}

/* A prepared INSERT of whole rows, columns in the order of schema.sql. */
struct store_insert;
enum status store_insert_open(struct store_insert **insert, struct store *store,
                              const char *table, size_t column_count, struct failure *failure);
enum status store_insert_row(struct store_insert *insert, const struct store_cell *cells,
                             struct failure *failure);
void store_insert_close(struct store_insert *insert); /* NULL is fine */

/* The fast way into a large table whose first column is its INTEGER PRIMARY KEY, STRICT and
 * without CHECK: two to three times the rows a second as long as ids rise. Rows are in the
 * table only after the finish of all; until then nobody reads or writes that table by another
 * way. Their copying is the work of a thread of its own; other uses of the store wait for it. */
struct store_bulk;
enum status store_bulk_open(struct store_bulk **bulk, struct store *store, const char *table,
                            size_t column_count, struct failure *failure);
/* A cell its column cannot hold is STATUS_EVIDENCE. */
enum status store_bulk_row(struct store_bulk *bulk, const struct store_cell *cells,
                           struct failure *failure);
/* Frees it, also after a failure. NULL is fine. */
enum status store_bulk_finish(struct store_bulk *bulk, struct failure *failure);

/* --- lines -------------------------------------------------------------------------------- */

/* A line with every text interned: what a row of line_<role> holds. Ids are those of the
 * interns. */
struct store_line {
    int64_t line_id; /* section_id * 2^32 + record */
    enum role role;
    uint32_t reference_id, product_id, customer_id, offer_id;
    uint32_t invoice_id, settlement_id, line_item_id, bill_id, jurisdiction_id;
    uint32_t payout_id;
    int64_t byte_offset, byte_length, line_first;
    currency_code currency;
    day_number dated, due, ar_period;
    uint64_t holds;
    enum tax_party party;
    enum tax_event event;
    enum pay_status status;
    int64_t billed_line; /* of a stated payment: the line_id of its bill */
    uint32_t flags, present;
    int64_t amounts_micro[COMPONENT_COUNT]; /* those of `present`; the others are not read */
};

/* A text that travels with a line, to become one of its ids on the way. */
struct store_text {
    uint32_t kind, hash; /* whatever they mean to the listener */
    struct str text;
};
enum { STORE_TEXTS_MOST = 6 };
struct store_texts {
    size_t count;
    struct store_text items[STORE_TEXTS_MOST];
};

/* A writer of its own thread: put copies the line into a batch; full batches travel through a
 * bounded queue to the thread that inserts them. Rows of one role keep their order. Between
 * open and finish nobody else may use the store. */
struct store_lines;
/* Who hears every line, in the order they were put, on the writer's thread and before it is
 * written; has heard all when store_lines_finish returns. */
struct store_listener {
    void *context;
    /* Texts of a line that is heard soon: a word to the memory, and another when it is near. */
    void (*expect)(void *context, const struct store_texts *texts, bool near);
    /* The line gets the ids of its texts. */
    void (*name)(void *context, const struct store_texts *texts, struct store_line *line);
    /* The line as it is written; those named meanwhile are some hundreds on. */
    void (*hear)(void *context, const struct store_line *line);
    /* Whether all named so far were named well; else none of them is written, nor any other. NULL:
     * they always are. */
    enum status (*good)(void *context, struct failure *failure);
};
/* `listener` may be NULL; else it is the caller's, and outlives the writer. */
enum status store_lines_open(struct store_lines **lines, struct store *store,
                             const struct store_listener *listener, struct failure *failure);
/* `texts` may be NULL. Fails with the writer's failure as soon as it is known. */
enum status store_lines_put(struct store_lines *lines, const struct store_line *line,
                            const struct store_texts *texts, struct failure *failure);
typedef void store_lines_listener(void *context, const struct store_line *line);
/* Reads every line the books hold to the listener, a role at a time, in the order of ids: as it
 * was put, but for flags that were set later (LINE_NET_OFF). A cell that holds what no line can is
 * STATUS_EVIDENCE: the books are damaged. */
enum status store_lines_read(struct store *store, store_lines_listener *listener, void *context,
                             struct failure *failure);
/* What tells whether lines are still what they were: the number of those before, and this one's
 * cells as the table of its role holds them, and its flags (but LINE_NET_OFF). The mixer is to be
 * opened while no store_lines is; closing NULL is fine. */
struct store_line_mixer;
enum status store_line_mixer_open(struct store_line_mixer **mixer, struct store *store,
                                  struct failure *failure);
void store_line_mixer_close(struct store_line_mixer *mixer);
uint64_t store_line_mix(const struct store_line_mixer *mixer, uint64_t mix,
                        const struct store_line *line);
/* Lines of one role, by their ids. */
struct store_line_run {
    enum role role;
    int64_t first_id, last_id;
};
/* The same of runs only, which ascend by role, then by id. */
enum status store_lines_read_runs(struct store *store, const struct store_line_run *runs,
                                  size_t count, store_lines_listener *listener, void *context,
                                  struct failure *failure);
/* Waits until everything is inserted; frees the writer, also after a failure. NULL is fine. */
enum status store_lines_finish(struct store_lines *lines, struct failure *failure);

#endif
