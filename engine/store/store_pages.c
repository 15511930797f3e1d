/* The file while SQLite is away: new pages go to its end, a piece at a time; the roots, which
 * SQLite made, stay where they are. A table's inner pages are made from its leaves when all are
 * known, level by level, until one page holds what is left: the root. */
#include "store/store_pages.h"

#include "base/arena.h"
#include "base/limits.h"
#include "store/store_read.h"
#include "store/store_row.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    PAGE_BYTES = LIMIT_STORE_PAGE_BYTES,
    PIECE_PAGES = 32,                       /* written at a time */
    LOCK_PAGE = (1 << 30) / PAGE_BYTES + 1, /* SQLite locks its bytes and keeps nothing there */
    LEAF_TABLE = 13,                        /* types of pages */
    INNER_TABLE = 5,
    LEAF_HEADER_BYTES = 8,
    INNER_HEADER_BYTES = 12,
    POINTER_BYTES = 2,
    CHILD_BYTES = 4,
    INNER_CELL_MOST = CHILD_BYTES + ROW_VARINT_MOST + POINTER_BYTES,
    /* Of the database's header. */
    HEADER_CHANGES = 24,
    HEADER_PAGES = 28,
    HEADER_CHANGES_AGAIN = 92, /* as at HEADER_CHANGES: the number of pages holds */
    HEADER_BYTES = 100,
};

struct page_child {
    uint32_t page;
    int64_t last_id; /* the highest below it */
};

struct store_pages {
    int descriptor;
    int users;
    uint32_t next;  /* page to be written next */
    uint32_t first; /* page of the piece's first one */
    size_t held;    /* pages in the piece */
    unsigned char *piece;
    struct store_aside *waiting; /* rows SQLite is to insert */
    size_t waiting_count;
    int error; /* errno of the first write that failed */
};

static enum status let_go(struct store *store, struct failure *failure);
static enum status take_back(struct store *store, struct failure *failure);
static void write_header(struct store_pages *pages);
static enum status write_failed(const struct store *store, int error, struct failure *failure);
static uint32_t page_take(struct store_pages *pages, const unsigned char *bytes);
static void piece_write(struct store_pages *pages);
static void page_write(struct store_pages *pages, uint32_t number, const unsigned char *bytes,
                       size_t length);
static void leaf_begin(struct page_table *table);
static void leaf_end(struct page_table *table);
static void child_add(struct page_table *table, uint32_t page, int64_t last_id);
static size_t inner_page(const struct page_child *children, size_t count, unsigned char *bytes);
static void inner_level(struct page_table *table, struct store_pages *pages);
static void page_header(unsigned char *header, int type, size_t cells, size_t content);
static void put_number(unsigned char *into, size_t bytes, size_t value);
static size_t get_number(const unsigned char *from, size_t bytes);

/* --- SQLite goes and comes -----------------------------------------------------------------
 */

enum status store_leave(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    if (store->pages == NULL) {
        enum status status = let_go(store, failure);
        if (status != STATUS_OK || store->pages == NULL)
            return status;
    }
    store->pages->users++;
    return STATUS_OK;
}

enum status store_return(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    if (store->pages == NULL || --store->pages->users > 0)
        return STATUS_OK;
    return take_back(store, failure);
}

void store_pages_discard(struct store *store)
{
    tie_assert(store != NULL);
    if (store->pages == NULL)
        return;
    if (store->pages->descriptor >= 0)
        (void)close(store->pages->descriptor);
    for (size_t i = 0; i < store->pages->waiting_count; i++)
        arena_free(&store->pages->waiting[i].arena);
    free(store->pages->waiting);
    free(store->pages->piece);
    free(store->pages);
    store->pages = NULL;
}

static enum status let_go(struct store *store, struct failure *failure)
{
    if (store_in_memory(store))
        return STATUS_OK;
    enum status status = store_commit(store, failure);
    if (status != STATUS_OK)
        return status;
    int code = sqlite3_close(store->db);
    tie_assert(code == SQLITE_OK);
    store->db = NULL;
    struct store_pages *pages = memory_resize(NULL, 1, sizeof *pages);
    *pages = (struct store_pages){.descriptor = open(store->path, O_RDWR | O_CLOEXEC)};
    off_t size = pages->descriptor < 0 ? -1 : lseek(pages->descriptor, 0, SEEK_END);
    pages->error = size < 0 ? errno : 0;
    pages->next = size < 0 ? 1 : (uint32_t)(size / PAGE_BYTES) + 1;
    pages->piece = memory_resize(NULL, PIECE_PAGES, PAGE_BYTES);
    store->pages = pages;
    return STATUS_OK;
}

static enum status take_back(struct store *store, struct failure *failure)
{
    struct store_pages *pages = store->pages;
    piece_write(pages);
    write_header(pages);
    int error = pages->error;
    struct store_aside *waiting = pages->waiting;
    size_t waiting_count = pages->waiting_count;
    pages->waiting = NULL;
    pages->waiting_count = 0;
    store_pages_discard(store);
    enum status status = error == 0 ? STATUS_OK : write_failed(store, error, failure);
    status = status_worse(status, store_reopen(store, failure));
    for (size_t i = 0; i < waiting_count; i++)
        status = status_worse(status, store_aside_finish(&waiting[i], failure));
    free(waiting);
    return status;
}

void store_pages_await(struct store *store, struct store_aside *aside)
{
    tie_assert(store->pages != NULL && aside != NULL);
    struct store_pages *pages = store->pages;
    pages->waiting =
        memory_resize(pages->waiting, pages->waiting_count + 1, sizeof *pages->waiting);
    pages->waiting[pages->waiting_count++] = *aside;
    *aside = (struct store_aside){.store = store};
}

/* How many pages there are now; a change, so that nobody believes an old figure. */
static void write_header(struct store_pages *pages)
{
    unsigned char header[HEADER_BYTES];
    if (pages->error != 0)
        return;
    if (pread(pages->descriptor, header, sizeof header, 0) != HEADER_BYTES) {
        pages->error = EIO;
        return;
    }
    size_t changes = get_number(header + HEADER_CHANGES, 4) + 1;
    put_number(header + HEADER_CHANGES, 4, changes);
    put_number(header + HEADER_PAGES, 4, pages->next - 1);
    put_number(header + HEADER_CHANGES_AGAIN, 4, changes);
    page_write(pages, 1, header, sizeof header);
}

static enum status write_failed(const struct store *store, int error, struct failure *failure)
{
    errno = error;
    return failure_system(failure, "the books could not be written", store->path);
}

/* --- pages of the file ---------------------------------------------------------------------
 */

/* A new page of these bytes; its number. */
static uint32_t page_take(struct store_pages *pages, const unsigned char *bytes)
{
    if (pages->next == LOCK_PAGE) {
        piece_write(pages);
        pages->next++;
    }
    if (pages->held == PIECE_PAGES)
        piece_write(pages);
    if (pages->held == 0)
        pages->first = pages->next;
    memcpy(pages->piece + pages->held++ * PAGE_BYTES, bytes, PAGE_BYTES);
    return pages->next++;
}

static void piece_write(struct store_pages *pages)
{
    if (pages->held > 0)
        page_write(pages, pages->first, pages->piece, pages->held * PAGE_BYTES);
    pages->held = 0;
}

static void page_write(struct store_pages *pages, uint32_t number, const unsigned char *bytes,
                       size_t length)
{
    off_t offset = (off_t)(number - 1) * PAGE_BYTES;
    while (length > 0 && pages->error == 0) {
        ssize_t written = pwrite(pages->descriptor, bytes, length, offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            pages->error = written < 0 ? errno : EIO;
            return;
        }
        bytes += written;
        length -= (size_t)written;
        offset += written;
    }
}

/* --- tables --------------------------------------------------------------------------------
 */

enum status page_table_open(struct page_table *table, struct store *store, struct str name,
                            struct failure *failure)
{
    tie_assert(table != NULL && store != NULL && store->db != NULL);
    struct buffer sql = {0};
    int64_t root = 0;
    *table = (struct page_table){.root = 0};
    if (store_in_memory(store))
        return STATUS_OK;
    buffer_format(&sql,
                  "SELECT coalesce(max(rootpage), 0) FROM sqlite_schema WHERE type = 'table' "
                  "AND name = '%.*s' AND NOT EXISTS (SELECT 1 FROM \"%.*s\")",
                  (int)name.length, name.bytes, (int)name.length, name.bytes);
    enum status status = store_read_integer(store, buffer_str(&sql), &root, failure);
    buffer_free(&sql);
    tie_assert(root >= 0 && root <= UINT32_MAX);
    if (status != STATUS_OK || root == 0)
        return status;
    table->root = (uint32_t)root;
    table->leaf = memory_resize(NULL, 1, PAGE_BYTES);
    leaf_begin(table);
    return STATUS_OK;
}

bool page_table_add(struct page_table *table, struct store *store, int64_t id,
                    const unsigned char *record, size_t length)
{
    tie_assert(table != NULL && record != NULL && length > 0);
    if (table->root == 0 || length > STORE_PAGES_RECORD_MOST ||
        (table->child_count + table->rows > 0 && id <= table->last_id))
        return false;
    tie_assert(store->pages != NULL);
    unsigned char prefix[2 * ROW_VARINT_MOST];
    size_t prefix_length = row_put_varint(prefix, length);
    prefix_length += row_put_varint(prefix + prefix_length, (uint64_t)id);
    size_t pointers_end = LEAF_HEADER_BYTES + (table->rows + 1) * POINTER_BYTES;
    if (pointers_end + prefix_length + length > table->content) {
        leaf_end(table);
        child_add(table, page_take(store->pages, table->leaf), table->last_id);
        leaf_begin(table);
    }
    table->content -= prefix_length + length;
    memcpy(table->leaf + table->content, prefix, prefix_length);
    memcpy(table->leaf + table->content + prefix_length, record, length);
    put_number(table->leaf + LEAF_HEADER_BYTES + table->rows * POINTER_BYTES, POINTER_BYTES,
               table->content);
    table->rows++;
    table->last_id = id;
    return true;
}

/* A leaf alone is the root itself. */
void page_table_finish(struct page_table *table, struct store *store)
{
    tie_assert(table != NULL);
    if (table->root != 0 && table->rows > 0) {
        struct store_pages *pages = store->pages;
        tie_assert(pages != NULL);
        leaf_end(table);
        if (table->child_count > 0) {
            child_add(table, page_take(pages, table->leaf), table->last_id);
            memset(table->leaf, 0, PAGE_BYTES);
            while (inner_page(table->children, table->child_count, table->leaf) <
                   table->child_count)
                inner_level(table, pages);
        }
        page_write(pages, table->root, table->leaf, PAGE_BYTES);
    }
    free(table->leaf);
    free(table->children);
    *table = (struct page_table){.root = 0};
}

static void leaf_begin(struct page_table *table)
{
    memset(table->leaf, 0, PAGE_BYTES); /* no bytes of other rows between them */
    table->rows = 0;
    table->content = PAGE_BYTES;
}

static void leaf_end(struct page_table *table)
{
    page_header(table->leaf, LEAF_TABLE, table->rows, table->content);
}

static void child_add(struct page_table *table, uint32_t page, int64_t last_id)
{
    if (table->child_count == table->child_capacity) {
        table->child_capacity = table->child_capacity > 0 ? 2 * table->child_capacity : 64;
        table->children =
            memory_resize(table->children, table->child_capacity, sizeof *table->children);
    }
    table->children[table->child_count++] = (struct page_child){page, last_id};
}

/* An inner page over the first of `children`: as many as it has room for, whose number it
 * returns. A key for each of them but the last, which stands in the header. */
static size_t inner_page(const struct page_child *children, size_t count, unsigned char *bytes)
{
    size_t content = PAGE_BYTES;
    size_t cells = 0;
    while (cells + 1 < count &&
           INNER_HEADER_BYTES + cells * POINTER_BYTES + INNER_CELL_MOST <= content) {
        unsigned char cell[CHILD_BYTES + ROW_VARINT_MOST];
        put_number(cell, CHILD_BYTES, children[cells].page);
        size_t length =
            CHILD_BYTES + row_put_varint(cell + CHILD_BYTES, (uint64_t)children[cells].last_id);
        content -= length;
        memcpy(bytes + content, cell, length);
        put_number(bytes + INNER_HEADER_BYTES + cells * POINTER_BYTES, POINTER_BYTES, content);
        cells++;
    }
    page_header(bytes, INNER_TABLE, cells, content);
    put_number(bytes + LEAF_HEADER_BYTES, CHILD_BYTES, children[cells].page);
    return cells + 1;
}

/* Puts inner pages over all children; they are the children then. A page with one child alone
 * would have no key, so the last but one leaves it a second. */
static void inner_level(struct page_table *table, struct store_pages *pages)
{
    size_t made = 0;
    for (size_t at = 0; at < table->child_count;) {
        size_t left = table->child_count - at;
        memset(table->leaf, 0, PAGE_BYTES);
        size_t taken = inner_page(table->children + at, left, table->leaf);
        if (left - taken == 1) {
            memset(table->leaf, 0, PAGE_BYTES);
            taken = inner_page(table->children + at, left - 2, table->leaf);
        }
        int64_t last_id = table->children[at + taken - 1].last_id;
        table->children[made++] = (struct page_child){page_take(pages, table->leaf), last_id};
        at += taken;
    }
    table->child_count = made;
    memset(table->leaf, 0, PAGE_BYTES);
}

static void page_header(unsigned char *header, int type, size_t cells, size_t content)
{
    memset(header, 0, LEAF_HEADER_BYTES);
    header[0] = (unsigned char)type;
    put_number(header + 3, 2, cells);
    put_number(header + 5, 2, content);
}

/* Highest byte first. */
static void put_number(unsigned char *into, size_t bytes, size_t value)
{
    while (bytes > 0) {
        into[--bytes] = (unsigned char)value;
        value >>= 8;
    }
}

static size_t get_number(const unsigned char *from, size_t bytes)
{
    size_t value = 0;
    for (size_t at = 0; at < bytes; at++)
        value = value << 8 | from[at];
    return value;
}
