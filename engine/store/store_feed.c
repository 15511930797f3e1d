/* The virtual table line_feed. Its columns carry the names of schema.sql, so that a table of
 * lines is filled by naming its own columns; the amounts come last, in the order of their
 * components. */
#include "store/store_feed.h"

#include <stdlib.h>
#include <string.h>

enum feed_column {
    FEED_LINE_ID,
    FEED_REFERENCE_ID,
    FEED_BYTE_OFFSET,
    FEED_BYTE_LENGTH,
    FEED_LINE_FIRST,
    FEED_CURRENCY,
    FEED_DATED,
    FEED_DUE,
    FEED_AR_PERIOD,
    FEED_PRODUCT_ID,
    FEED_CUSTOMER_ID,
    FEED_OFFER_ID,
    FEED_INVOICE_ID,
    FEED_SETTLEMENT_ID,
    FEED_LINE_ITEM_ID,
    FEED_BILL_ID,
    FEED_JURISDICTION_ID,
    FEED_HOLDS,
    FEED_PARTY,
    FEED_EVENT,
    FEED_FLAGS,
    FEED_AMOUNTS, /* the first of COMPONENT_COUNT */
};

#define FEED_COLUMNS                                                                           \
    "line_id, reference_id, byte_offset, byte_length, line_first, currency, dated, due, "      \
    "ar_period, product_id, customer_id, offer_id, invoice_id, settlement_id, line_item_id, "  \
    "bill_id, jurisdiction_id, holds, party, event, flags"

enum { HEAD_BYTES = offsetof(struct store_line, amounts_micro) };

struct feed_table {
    sqlite3_vtab base; /* first: SQLite knows only this part */
    const struct feed *feed;
};

struct feed_cursor {
    sqlite3_vtab_cursor base; /* first, as above */
    const struct feed *feed;
    size_t next; /* offset of the line after the current one */
    bool ended;
    sqlite3_int64 row;
    struct store_line line; /* the current one; amounts that are not present are 0 */
    char currency[CURRENCY_TEXT_BYTES];
};

static int feed_connect(sqlite3 *db, void *feed, int count, const char *const *arguments,
                        sqlite3_vtab **table, char **message);
static int feed_disconnect(sqlite3_vtab *table);
static int feed_best_index(sqlite3_vtab *table, sqlite3_index_info *index);
static int feed_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor);
static int feed_close(sqlite3_vtab_cursor *cursor);
static int feed_filter(sqlite3_vtab_cursor *cursor, int number, const char *text, int count,
                       sqlite3_value **values);
static int feed_next(sqlite3_vtab_cursor *cursor);
static int feed_eof(sqlite3_vtab_cursor *cursor);
static int feed_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column);
static int feed_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row);
static void cursor_read(struct feed_cursor *cursor);
static bool cursor_shows(const struct feed_cursor *cursor);
static void result_day(sqlite3_context *context, day_number day);
static void result_currency(struct feed_cursor *cursor, sqlite3_context *context);

/* Without xCreate the table exists by itself, under the module's name. */
static const sqlite3_module feed_module = {
    .xConnect = feed_connect,
    .xDisconnect = feed_disconnect,
    .xBestIndex = feed_best_index,
    .xOpen = feed_open,
    .xClose = feed_close,
    .xFilter = feed_filter,
    .xNext = feed_next,
    .xEof = feed_eof,
    .xColumn = feed_column,
    .xRowid = feed_rowid,
};

void feed_add(struct feed_batch *batch, const struct store_line *line)
{
    tie_assert(batch != NULL && line != NULL);
    tie_assert((unsigned)line->role < ROLE_ASIDE && line->present >> COMPONENT_COUNT == 0);
    char *bytes = batch->bytes + batch->used;
    memcpy(bytes, line, HEAD_BYTES);
    bytes += HEAD_BYTES;
    for (uint32_t left = line->present; left != 0; left &= left - 1) {
        memcpy(bytes, &line->amounts_micro[__builtin_ctz(left)], sizeof(int64_t));
        bytes += sizeof(int64_t);
    }
    batch->used = (size_t)(bytes - batch->bytes);
    batch->roles |= (uint32_t)1 << line->role;
    batch->flagged |= (line->flags & ~(uint32_t)LINE_MONEY) != 0;
}

int feed_register(sqlite3 *db, struct feed *feed)
{
    return sqlite3_create_module_v2(db, "line_feed", &feed_module, feed, NULL);
}

int feed_unregister(sqlite3 *db)
{
    return sqlite3_create_module_v2(db, "line_feed", NULL, NULL, NULL);
}

static int feed_connect(sqlite3 *db, void *feed, int count, const char *const *arguments,
                        sqlite3_vtab **table, char **message)
{
    (void)count, (void)arguments, (void)message;
    struct buffer declaration = {0};
    buffer_add_c(&declaration, "CREATE TABLE line_feed (" FEED_COLUMNS);
    for (int component = 0; component < COMPONENT_COUNT; component++) {
        buffer_add_c(&declaration, ", ");
        buffer_add(&declaration, component_name((enum component)component));
    }
    buffer_add_byte(&declaration, ')');
    int code = sqlite3_declare_vtab(db, buffer_c(&declaration));
    buffer_free(&declaration);
    struct feed_table *made = code == SQLITE_OK ? calloc(1, sizeof *made) : NULL;
    if (made == NULL)
        return code == SQLITE_OK ? SQLITE_NOMEM : code;
    made->feed = feed;
    *table = &made->base;
    return SQLITE_OK;
}

static int feed_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* There is one way to read it: from start to end. */
static int feed_best_index(sqlite3_vtab *table, sqlite3_index_info *index)
{
    (void)table;
    index->estimatedCost = 1000;
    return SQLITE_OK;
}

static int feed_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    struct feed_cursor *made = calloc(1, sizeof *made);
    if (made == NULL)
        return SQLITE_NOMEM;
    made->feed = ((struct feed_table *)table)->feed;
    *cursor = &made->base;
    return SQLITE_OK;
}

static int feed_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int feed_filter(sqlite3_vtab_cursor *base, int number, const char *text, int count,
                       sqlite3_value **values)
{
    (void)number, (void)text, (void)count, (void)values;
    struct feed_cursor *cursor = (struct feed_cursor *)base;
    tie_assert(cursor->feed->batch != NULL);
    cursor->next = 0;
    cursor->row = 0;
    cursor->ended = false;
    return feed_next(base);
}

static int feed_next(sqlite3_vtab_cursor *base)
{
    struct feed_cursor *cursor = (struct feed_cursor *)base;
    do {
        if (cursor->next >= cursor->feed->batch->used) {
            cursor->ended = true;
            return SQLITE_OK;
        }
        cursor_read(cursor);
    } while (!cursor_shows(cursor));
    cursor->row++;
    return SQLITE_OK;
}

static int feed_eof(sqlite3_vtab_cursor *cursor)
{
    return ((const struct feed_cursor *)cursor)->ended;
}

static int feed_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    struct feed_cursor *cursor = (struct feed_cursor *)base;
    const struct store_line *line = &cursor->line;
    if (column >= FEED_AMOUNTS) {
        sqlite3_result_int64(context, line->amounts_micro[column - FEED_AMOUNTS]);
        return SQLITE_OK;
    }
    switch ((enum feed_column)column) {
    case FEED_LINE_ID:
        sqlite3_result_int64(context, line->line_id);
        break;
    case FEED_REFERENCE_ID:
        sqlite3_result_int64(context, line->reference_id);
        break;
    case FEED_BYTE_OFFSET:
        sqlite3_result_int64(context, line->byte_offset);
        break;
    case FEED_BYTE_LENGTH:
        sqlite3_result_int64(context, line->byte_length);
        break;
    case FEED_LINE_FIRST:
        sqlite3_result_int64(context, line->line_first);
        break;
    case FEED_CURRENCY:
        result_currency(cursor, context);
        break;
    case FEED_DATED:
        result_day(context, line->dated);
        break;
    case FEED_DUE:
        result_day(context, line->due);
        break;
    case FEED_AR_PERIOD:
        result_day(context, line->ar_period);
        break;
    case FEED_PRODUCT_ID:
        sqlite3_result_int64(context, line->product_id);
        break;
    case FEED_CUSTOMER_ID:
        sqlite3_result_int64(context, line->customer_id);
        break;
    case FEED_OFFER_ID:
        sqlite3_result_int64(context, line->offer_id);
        break;
    case FEED_INVOICE_ID:
        sqlite3_result_int64(context, line->invoice_id);
        break;
    case FEED_SETTLEMENT_ID:
        sqlite3_result_int64(context, line->settlement_id);
        break;
    case FEED_LINE_ITEM_ID:
        sqlite3_result_int64(context, line->line_item_id);
        break;
    case FEED_BILL_ID:
        sqlite3_result_int64(context, line->bill_id);
        break;
    case FEED_JURISDICTION_ID:
        sqlite3_result_int64(context, line->jurisdiction_id);
        break;
    case FEED_HOLDS:
        sqlite3_result_int64(context, (int64_t)line->holds);
        break;
    case FEED_PARTY:
        sqlite3_result_int64(context, line->party);
        break;
    case FEED_EVENT:
        sqlite3_result_int64(context, line->event);
        break;
    case FEED_FLAGS:
        sqlite3_result_int64(context, line->flags);
        break;
    case FEED_AMOUNTS:
        break;
    }
    return SQLITE_OK;
}

static int feed_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row)
{
    *row = ((const struct feed_cursor *)cursor)->row;
    return SQLITE_OK;
}

/* Spreads the line at `next` into the cursor; the amounts of the line before become 0 again. */
static void cursor_read(struct feed_cursor *cursor)
{
    const struct feed_batch *batch = cursor->feed->batch;
    const char *bytes = batch->bytes + cursor->next;
    struct store_line *line = &cursor->line;
    for (uint32_t left = line->present; left != 0; left &= left - 1)
        line->amounts_micro[__builtin_ctz(left)] = 0;
    memcpy(line, bytes, HEAD_BYTES);
    bytes += HEAD_BYTES;
    for (uint32_t left = line->present; left != 0; left &= left - 1) {
        memcpy(&line->amounts_micro[__builtin_ctz(left)], bytes, sizeof(int64_t));
        bytes += sizeof(int64_t);
    }
    cursor->next = (size_t)(bytes - batch->bytes);
    tie_assert(cursor->next <= batch->used);
}

static bool cursor_shows(const struct feed_cursor *cursor)
{
    if (cursor->feed->role == ROLE_COUNT)
        return (cursor->line.flags & ~(uint32_t)LINE_MONEY) != 0;
    return cursor->line.role == cursor->feed->role;
}

static void result_day(sqlite3_context *context, day_number day)
{
    if (day != DAY_NONE)
        sqlite3_result_int64(context, day);
}

/* The text stays in the cursor until the next row, when SQLite has long taken it into its own.
 */
static void result_currency(struct feed_cursor *cursor, sqlite3_context *context)
{
    if (cursor->line.currency == CURRENCY_NONE)
        return;
    currency_format(cursor->line.currency, cursor->currency);
    sqlite3_result_text(context, cursor->currency, CURRENCY_TEXT_BYTES - 1, SQLITE_STATIC);
}
