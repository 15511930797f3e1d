/* Lines of the inputs take part by the digests of their files and by the exact sums of every
 * component, which a control holds against the stored rows; positions at rest by the sums of
 * their populations. To hash millions of rows would cost more than to reconcile them. */
#include "reports/report_books.h"

#include "base/arena.h"
#include "reports/report_table.h"

#include <pthread.h>
#include <stdlib.h>

enum { PIECE_BYTES = 64 * 1024 };

struct report_books {
    struct store *reader; /* beside the books; NULL: the books themselves */
    struct store *store;
    pthread_t thread;
    bool running;
    struct digest digest; /* from here on the thread's while it runs */
    enum status status;
    struct failure failure;
};

static void *take_digest(void *books);
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

enum status report_books_begin(struct report_books **books, struct store *store,
                               struct failure *failure)
{
    tie_assert(books != NULL && store != NULL);
    struct store *reader = NULL;
    *books = NULL;
    enum status status = store_beside(&reader, store, failure);
    if (status != STATUS_OK)
        return status;
    *books = memory_resize(NULL, 1, sizeof **books);
    **books = (struct report_books){.reader = reader, .store = store};
    failure_init(&(*books)->failure);
    if (reader != NULL)
        (*books)->running = pthread_create(&(*books)->thread, NULL, take_digest, *books) == 0;
    return STATUS_OK;
}

enum status report_books_end(struct report_books *books, struct digest *digest,
                             struct failure *failure)
{
    tie_assert(digest != NULL && failure != NULL);
    if (books == NULL)
        return STATUS_OK;
    if (books->running)
        (void)pthread_join(books->thread, NULL);
    else
        take_digest(books);
    enum status status = books->status;
    if (status != STATUS_OK && failure->status == STATUS_OK)
        *failure = books->failure;
    *digest = books->digest;
    store_close(books->reader);
    free(books);
    return status;
}

static void *take_digest(void *argument)
{
    struct report_books *books = argument;
    struct store *store = books->reader != NULL ? books->reader : books->store;
    books->status = report_books_digest(store, &books->digest, &books->failure);
    return NULL;
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
