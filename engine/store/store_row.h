/* A line as the record SQLite keeps of a row. Columns are found by their names in schema.sql,
 * which stays the only list of them. */
#ifndef TIEOUT_STORE_STORE_ROW_H
#define TIEOUT_STORE_STORE_ROW_H

#include "store/store_write.h"

#include <string.h>

enum row_kind {
    ROW_ID,       /* line_id: it stands beside the record, which holds NULL for it */
    ROW_INTEGER,  /* int64_t */
    ROW_COUNT,    /* uint32_t */
    ROW_DAY,      /* NULL for DAY_NONE */
    ROW_CURRENCY, /* NULL for CURRENCY_NONE */
};
/* Where a column's value stands in struct store_line. */
struct row_column {
    enum row_kind kind;
    size_t offset;
};

enum {
    ROW_COLUMNS_MOST = 64,
    /* A length, and for each column its type, at most 8 bytes, and room to write 8 at once. */
    ROW_BYTES_MOST = 1 + ROW_COLUMNS_MOST * 9 + 8,
};

/* By the name of a column of a line table; false when lines have no such value. */
bool row_column_find(struct str name, struct row_column *column);
/* The record of these columns into `record` of ROW_BYTES_MOST; its length. Amounts that are not
 * present must be 0 in the line. */
size_t row_encode(const struct store_line *line, const struct row_column *columns, size_t count,
                  unsigned char *record);

/* Types of the format; a text of n bytes is ROW_TEXT + 2 n, in one byte up to ROW_TEXT_SHORT. */
enum { ROW_NULL = 0, ROW_ZERO = 8, ROW_TEXT = 13, ROW_TEXT_SHORT = 57 };
enum { ROW_VARINT_MOST = 9 };

/* The parts of any record. A whole number into `body`, of which eight bytes are overwritten,
 * and its type; the end of what matters of the body. */
static inline unsigned char *row_put_integer(unsigned char *body, unsigned char *type,
                                             int64_t value)
{
    static const unsigned char bytes_of_type[] = {0, 1, 2, 3, 4, 6, 8};
    if (value == 0 || value == 1) {
        *type = (unsigned char)(ROW_ZERO + value);
        return body;
    }
    /* The bits beside the sign: a negative number needs as many as its complement. */
    uint64_t magnitude = (uint64_t)(value < 0 ? ~value : value);
    int bits = magnitude == 0 ? 1 : 65 - __builtin_clzll(magnitude);
    int bytes = (bits + 7) / 8;
    *type = (unsigned char)(bytes <= 4 ? bytes : bytes <= 6 ? 5 : 6);
    bytes = bytes_of_type[*type];
    uint64_t high_first = __builtin_bswap64((uint64_t)value << (64 - 8 * bytes));
    memcpy(body, &high_first, sizeof high_first);
    return body + bytes;
}
/* A number of variable length; its bytes. */
size_t row_put_varint(unsigned char *into, uint64_t value);
/* The type of a text of `length` bytes; the bytes of the type. */
size_t row_put_text_type(unsigned char *into, size_t length);

#endif
