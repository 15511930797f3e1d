/* Lines of the inputs take part by the digests of their files and by the exact sums of every
 * component, which a control holds against the stored rows; positions at rest by the sums of
 * their populations. To hash millions of rows would cost more than to reconcile them. */
#include "reports/report_books.h"

#include "base/arena.h"
#include "reports/report_table.h"

#include <pthread.h>
#include <stdlib.h>

enum { PIECE_BYTES = 64 * 1024 };

static const struct str positions_path = STR_INIT("books/position_active.sql");

struct report_books {
    struct store *reader; /* beside the books; NULL: the books themselves */
    struct store *store;
    pthread_t thread;
    bool running;
    struct buffer positions; /* their part, when it was read ahead */
    struct digest digest;    /* with all below the thread's while it runs */
    enum status status;
    struct failure failure;
};

static enum status digest_all(struct store *store, struct str positions, struct digest *digest,
                              struct failure *failure);
static enum status start(struct report_books *books, struct store *store, void *(*work)(void *),
                         struct failure *failure);
static enum status wait_for(struct report_books *books, struct failure *failure);
static void *read_positions(void *books);
static void *take_digest(void *books);
static enum status add_table(struct digest_stream *stream, struct buffer *piece,
                             struct store *store, struct str path, struct str sql,
                             struct failure *failure);
static void add_row(struct buffer *piece, const struct store_query *query);
static void add_integer(struct buffer *piece, int64_t value);

enum status report_books_digest(struct store *store, struct digest *digest,
                                struct failure *failure)
{
    tie_assert(store != NULL && digest != NULL);
    return digest_all(store, STR(""), digest, failure);
}

enum status report_books_prepare(struct report_books **books, struct store *store,
                                 struct failure *failure)
{
    tie_assert(books != NULL && store != NULL);
    *books = memory_resize(NULL, 1, sizeof **books);
    **books = (struct report_books){.status = STATUS_OK};
    failure_init(&(*books)->failure);
    return start(*books, store, read_positions, failure);
}

enum status report_books_begin(struct report_books **books, struct store *store,
                               struct failure *failure)
{
    tie_assert(books != NULL && store != NULL);
    if (*books == NULL) {
        *books = memory_resize(NULL, 1, sizeof **books);
        **books = (struct report_books){.status = STATUS_OK};
        failure_init(&(*books)->failure);
    }
    enum status status = wait_for(*books, failure);
    return status == STATUS_OK ? start(*books, store, take_digest, failure) : status;
}

enum status report_books_end(struct report_books *books, struct digest *digest,
                             struct failure *failure)
{
    tie_assert(digest != NULL && failure != NULL);
    if (books == NULL)
        return STATUS_OK;
    enum status status = wait_for(books, failure);
    *digest = books->digest;
    report_books_free(books);
    return status;
}

void report_books_free(struct report_books *books)
{
    struct failure unheard;
    if (books == NULL)
        return;
    failure_init(&unheard);
    (void)wait_for(books, &unheard);
    buffer_free(&books->positions);
    free(books);
}

/* Books in memory have nobody beside them: the work is done at once. */
static enum status start(struct report_books *books, struct store *store, void *(*work)(void *),
                         struct failure *failure)
{
    enum status status = store_beside(&books->reader, store, failure);
    if (status != STATUS_OK)
        return status;
    books->store = books->reader != NULL ? books->reader : store;
    if (books->reader != NULL)
        books->running = pthread_create(&books->thread, NULL, work, books) == 0;
    if (!books->running)
        work(books);
    return STATUS_OK;
}

static enum status wait_for(struct report_books *books, struct failure *failure)
{
    if (books->running)
        (void)pthread_join(books->thread, NULL);
    books->running = false;
    store_close(books->reader);
    books->reader = NULL;
    if (books->status != STATUS_OK && failure->status == STATUS_OK)
        *failure = books->failure;
    return books->status;
}

static void *read_positions(void *argument)
{
    struct report_books *books = argument;
    struct str sql;
    bool found = report_text_find(positions_path.bytes, &sql);
    tie_assert(found);
    books->status =
        add_table(NULL, &books->positions, books->store, positions_path, sql, &books->failure);
    return NULL;
}

static void *take_digest(void *argument)
{
    struct report_books *books = argument;
    books->status = digest_all(books->store, buffer_str(&books->positions), &books->digest,
                               &books->failure);
    return NULL;
}

static enum status digest_all(struct store *store, struct str positions, struct digest *digest,
                              struct failure *failure)
{
    struct digest_stream *stream = digest_start();
    struct buffer piece = {0};
    enum status status = STATUS_OK;
    struct str path;
    struct str sql;
    size_t at = 0;
    while (status == STATUS_OK && report_text_next("books/", &at, &path, &sql)) {
        if (positions.length > 0 && str_equal(path, positions_path))
            digest_add(stream, positions);
        else
            status = add_table(stream, &piece, store, path, sql, failure);
    }
    *digest = digest_finish(stream);
    buffer_free(&piece);
    return status;
}

/* Its path and rows into `piece`, which is handed on to `stream` now and then and at the end;
 * without a stream it holds them all. */
static enum status add_table(struct digest_stream *stream, struct buffer *piece,
                             struct store *store, struct str path, struct str sql,
                             struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(&query, store, sql, failure);
    buffer_add(piece, path);
    buffer_add_byte(piece, '\n');
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        if (status == STATUS_OK && found)
            add_row(piece, query);
        if (stream != NULL && (!found || piece->length > PIECE_BYTES)) {
            digest_add(stream, buffer_str(piece));
            buffer_clear(piece);
        }
    }
    store_query_close(query);
    return status;
}

static void add_row(struct buffer *piece, const struct store_query *query)
{
    int columns = store_query_columns(query);
    for (int at = 0; at < columns; at++) {
        int64_t integer = 0;
        if (store_query_find_integer(query, at, &integer)) {
            add_integer(piece, integer);
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
