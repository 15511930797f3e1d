/* The pages of a small database ("Database File Format", sections 1.3 and 1.6): page 1 is the
 * header and the schema, page 2 the root of the table, the others its leaves. A single leaf is
 * the root itself. */
#include "store/store_image.h"

#include "base/arena.h"
#include "store/store_row.h"

#include <stdlib.h>
#include <string.h>

enum {
    PAGE_BYTES = 32768,
    PAGES_MOST = 16,
    PAGE_SCHEMA = 1,
    PAGE_ROOT = 2,
    PAGE_FIRST_LEAF = 3,
    DATABASE_HEADER_BYTES = 100,
    LEAF_TABLE = 13, /* types of pages */
    INNER_TABLE = 5,
    LEAF_HEADER_BYTES = 8,
    INNER_HEADER_BYTES = 12,
    POINTER_BYTES = 2,
    SQLITE_VERSION_WRITTEN = 3040001,
};

static unsigned char *page(const struct store_image *image, size_t number);
static void leaf_begin(struct store_image *image);
static void leaf_end(struct store_image *image);
static void leaf_header(unsigned char *header, size_t rows, size_t content);
static void write_database_header(unsigned char *bytes, size_t pages);
static void write_schema(unsigned char *bytes, struct str name, struct str sql);
static void write_root(struct store_image *image);
static int64_t leaf_last_id(const struct store_image *image, size_t leaf);
static size_t get_varint(const unsigned char *from, uint64_t *value);
static void put_number(unsigned char *into, size_t bytes, size_t value);
static size_t get_number(const unsigned char *from, size_t bytes);

void store_image_init(struct store_image *image)
{
    tie_assert(image != NULL);
    *image = (struct store_image){.bytes = memory_resize(NULL, PAGES_MOST, PAGE_BYTES)};
}

void store_image_free(struct store_image *image)
{
    tie_assert(image != NULL);
    free(image->bytes);
    *image = (struct store_image){.bytes = NULL};
}

void store_image_start(struct store_image *image, struct str name, struct str sql)
{
    tie_assert(image != NULL && image->bytes != NULL);
    image->leaves = 0;
    image->rows = 0;
    memset(page(image, PAGE_SCHEMA), 0, 2 * (size_t)PAGE_BYTES);
    write_schema(page(image, PAGE_SCHEMA), name, sql);
    leaf_begin(image);
}

bool store_image_add(struct store_image *image, int64_t id, const unsigned char *record,
                     size_t length)
{
    tie_assert(image != NULL && image->leaves > 0);
    tie_assert(record != NULL && length > 0 && length <= STORE_IMAGE_RECORD_MOST);
    if (image->rows > 0 && id <= image->last_id)
        return false;
    size_t cell_most = 2 * ROW_VARINT_MOST + length;
    size_t pointers_end = LEAF_HEADER_BYTES + (image->leaf_rows + 1) * POINTER_BYTES;
    if (pointers_end + cell_most > image->leaf_content) {
        if (PAGE_FIRST_LEAF + image->leaves > PAGES_MOST)
            return false;
        leaf_end(image);
        leaf_begin(image);
    }
    unsigned char prefix[2 * ROW_VARINT_MOST];
    size_t prefix_length = row_put_varint(prefix, length);
    prefix_length += row_put_varint(prefix + prefix_length, (uint64_t)id);
    unsigned char *leaf = page(image, PAGE_FIRST_LEAF + image->leaves - 1);
    image->leaf_content -= prefix_length + length;
    memcpy(leaf + image->leaf_content, prefix, prefix_length);
    memcpy(leaf + image->leaf_content + prefix_length, record, length);
    put_number(leaf + LEAF_HEADER_BYTES + image->leaf_rows * POINTER_BYTES, POINTER_BYTES,
               image->leaf_content);
    image->leaf_rows++;
    image->rows++;
    image->last_id = id;
    return true;
}

struct str store_image_finish(struct store_image *image)
{
    tie_assert(image != NULL && image->rows > 0);
    leaf_end(image);
    size_t pages = PAGE_FIRST_LEAF - 1 + image->leaves;
    if (image->leaves == 1) {
        memcpy(page(image, PAGE_ROOT), page(image, PAGE_FIRST_LEAF), PAGE_BYTES);
        pages = PAGE_ROOT;
    } else {
        write_root(image);
    }
    write_database_header(image->bytes, pages);
    return (struct str){(const char *)image->bytes, pages * PAGE_BYTES};
}

static unsigned char *page(const struct store_image *image, size_t number)
{
    tie_assert(number >= 1 && number <= PAGES_MOST);
    return image->bytes + (number - 1) * PAGE_BYTES;
}

static void leaf_begin(struct store_image *image)
{
    image->leaves++;
    image->leaf_rows = 0;
    image->leaf_content = PAGE_BYTES;
}

static void leaf_end(struct store_image *image)
{
    leaf_header(page(image, PAGE_FIRST_LEAF + image->leaves - 1), image->leaf_rows,
                image->leaf_content);
}

static void leaf_header(unsigned char *header, size_t rows, size_t content)
{
    memset(header, 0, LEAF_HEADER_BYTES);
    header[0] = LEAF_TABLE;
    put_number(header + 3, 2, rows);
    put_number(header + 5, 2, content);
}

/* What is not written is zero. */
static void write_database_header(unsigned char *bytes, size_t pages)
{
    memcpy(bytes, "SQLite format 3", 16);
    put_number(bytes + 16, 2, PAGE_BYTES);
    bytes[18] = 1; /* written with a rollback journal */
    bytes[19] = 1;
    bytes[21] = 64; /* fractions of a page: fixed by the format */
    bytes[22] = 32;
    bytes[23] = 32;
    put_number(bytes + 24, 4, 1); /* changes, and once more below: the page count holds */
    put_number(bytes + 28, 4, pages);
    put_number(bytes + 40, 4, 1); /* schemas so far */
    put_number(bytes + 44, 4, 4); /* schema format */
    put_number(bytes + 56, 4, 1); /* UTF-8 */
    put_number(bytes + 92, 4, 1);
    put_number(bytes + 96, 4, SQLITE_VERSION_WRITTEN);
}

/* One row: type, name, tbl_name, rootpage, sql. */
static void write_schema(unsigned char *bytes, struct str name, struct str sql)
{
    unsigned char header[2 + 5 * ROW_VARINT_MOST];
    size_t length = 1; /* of the header: its own length first */
    length += row_put_text_type(header + length, strlen("table"));
    length += row_put_text_type(header + length, name.length);
    length += row_put_text_type(header + length, name.length);
    header[length++] = 1; /* a whole number of one byte */
    length += row_put_text_type(header + length, sql.length);
    header[0] = (unsigned char)length;
    size_t payload = length + strlen("table") + 2 * name.length + 1 + sql.length;
    tie_assert(payload < PAGE_BYTES / 2);
    unsigned char prefix[ROW_VARINT_MOST + 1];
    size_t prefix_length = row_put_varint(prefix, payload);
    prefix[prefix_length++] = 1; /* the row's id */
    size_t content = PAGE_BYTES - payload - prefix_length;
    unsigned char *at = (unsigned char *)mempcpy(bytes + content, prefix, prefix_length);
    at = (unsigned char *)mempcpy(at, header, length);
    at = (unsigned char *)mempcpy(at, "table", strlen("table"));
    at = (unsigned char *)mempcpy(at, name.bytes, name.length);
    at = (unsigned char *)mempcpy(at, name.bytes, name.length);
    *at++ = PAGE_ROOT;
    memcpy(at, sql.bytes, sql.length);
    leaf_header(bytes + DATABASE_HEADER_BYTES, 1, content);
    put_number(bytes + DATABASE_HEADER_BYTES + LEAF_HEADER_BYTES, POINTER_BYTES, content);
}

/* A key for every leaf but the last: the highest id below it. */
static void write_root(struct store_image *image)
{
    unsigned char *root = page(image, PAGE_ROOT);
    size_t content = PAGE_BYTES;
    for (size_t leaf = 0; leaf + 1 < image->leaves; leaf++) {
        unsigned char cell[4 + ROW_VARINT_MOST];
        put_number(cell, 4, PAGE_FIRST_LEAF + leaf);
        size_t length = 4 + row_put_varint(cell + 4, (uint64_t)leaf_last_id(image, leaf));
        content -= length;
        memcpy(root + content, cell, length);
        put_number(root + INNER_HEADER_BYTES + leaf * POINTER_BYTES, POINTER_BYTES, content);
    }
    leaf_header(root, image->leaves - 1, content);
    root[0] = INNER_TABLE;
    put_number(root + LEAF_HEADER_BYTES, 4, PAGE_FIRST_LEAF + image->leaves - 1);
}

static int64_t leaf_last_id(const struct store_image *image, size_t leaf)
{
    const unsigned char *bytes = page(image, PAGE_FIRST_LEAF + leaf);
    size_t rows = get_number(bytes + 3, 2);
    const unsigned char *pointer = bytes + LEAF_HEADER_BYTES + (rows - 1) * POINTER_BYTES;
    const unsigned char *cell = bytes + get_number(pointer, POINTER_BYTES);
    uint64_t value = 0;
    cell += get_varint(cell, &value);
    get_varint(cell, &value);
    return (int64_t)value;
}

static size_t get_varint(const unsigned char *from, uint64_t *value)
{
    *value = 0;
    for (size_t at = 0; at < ROW_VARINT_MOST - 1; at++) {
        *value = *value << 7 | (from[at] & 0x7F);
        if (from[at] < 0x80)
            return at + 1;
    }
    *value = *value << 8 | from[ROW_VARINT_MOST - 1];
    return ROW_VARINT_MOST;
}

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
