/* Lines of the inputs take part by the digests of their files and by the exact sums of every
 * component, which a control holds against the stored rows; positions at rest by the sums of
 * their populations. To hash millions of rows would cost more than to reconcile them. */
#include "reports/report_books.h"

#include "reports/report_table.h"

enum { PIECE_BYTES = 64 * 1024 };

static enum status add_table(struct digest_stream *stream, struct store *store, struct str path,
                             struct str sql, struct failure *failure);
static void add_row(struct buffer *piece, const struct store_query *query);
static void add_integer(struct buffer *piece, int64_t value);

enum status report_books_digest(struct store *store, struct digest *digest,
                                struct failure *failure)
{
    tie_assert(store != NULL && digest != NULL);
    struct digest_stream *stream = digest_start();
    enum status status = STATUS_OK;
    struct str path;
    struct str sql;
    size_t at = 0;
    while (status == STATUS_OK && report_text_next("books/", &at, &path, &sql))
        status = add_table(stream, store, path, sql, failure);
    *digest = digest_finish(stream);
    return status;
}

static enum status add_table(struct digest_stream *stream, struct store *store, struct str path,
                             struct str sql, struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer piece = {0};
    bool found = true;
    enum status status = store_query_open(&query, store, sql, failure);
    buffer_add(&piece, path);
    buffer_add_byte(&piece, '\n');
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        if (status == STATUS_OK && found)
            add_row(&piece, query);
        if (piece.length > PIECE_BYTES) {
            digest_add(stream, buffer_str(&piece));
            buffer_clear(&piece);
        }
    }
    digest_add(stream, buffer_str(&piece));
    buffer_free(&piece);
    store_query_close(query);
    return status;
}

static void add_row(struct buffer *piece, const struct store_query *query)
{
    int columns = store_query_columns(query);
    for (int at = 0; at < columns; at++) {
        if (store_query_is_integer(query, at)) {
            add_integer(piece, store_query_integer(query, at));
        } else if (store_query_is_null(query, at)) {
            buffer_add(piece, STR("n;"));
        } else {
            struct str text = store_query_text(query, at);
            buffer_add_byte(piece, 't');
            buffer_add_count(piece, (int64_t)text.length);
            buffer_add_byte(piece, ':');
            buffer_add(piece, text);
            buffer_add_byte(piece, ';');
        }
    }
    buffer_add_byte(piece, '\n');
}

/* Most cells are zeros, and there are millions of them. */
static void add_integer(struct buffer *piece, int64_t value)
{
    if (value == 0) {
        buffer_add(piece, STR("i0;"));
        return;
    }
    buffer_add_byte(piece, 'i');
    buffer_add_count(piece, value);
    buffer_add_byte(piece, ';');
}
