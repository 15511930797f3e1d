/* Text as a pointer and a length (never owned), and a growing buffer (owned). Bytes are
 * compared as unsigned bytes: order never depends on a locale. */
#ifndef TIEOUT_BASE_STR_H
#define TIEOUT_BASE_STR_H

#include "base/base.h"

/* Bytes somebody else owns. `bytes` may be NULL only when length is 0. Not NUL-terminated. */
struct str {
    const char *bytes;
    size_t length;
};

/* A literal or any C string as str; for a literal the length is known when compiling. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* The same as an initialiser of a static table. */
#define STR_INIT(literal)                                                                      \
    {                                                                                          \
        (literal), sizeof(literal) - 1                                                         \
    }
struct str str_from(const char *text);

bool str_equal(struct str a, struct str b);
/* Equal but for the case of ASCII letters. */
bool str_equal_nocase(struct str a, struct str b);
/* <0, 0, >0 by unsigned bytes, a prefix first. */
int str_compare(struct str a, struct str b);
bool str_starts(struct str text, struct str prefix);
bool str_ends(struct str text, struct str suffix);
/* Offset of the first `needle` in `text`, or -1. An empty needle is at 0. */
ptrdiff_t str_find(struct str text, struct str needle);
/* Without spaces and tabs (and U+00A0) at both ends. */
struct str str_trim(struct str text);
/* The part before the first `separator`; *rest becomes what follows it (or an empty str, with
 * bytes NULL, when there was none). */
struct str str_split(struct str text, char separator, struct str *rest);
/* All digits, at least one. */
bool str_is_digits(struct str text);
/* A whole decimal number in [0, most]; false when it is none or larger. */
bool str_to_count(struct str text, int64_t most, int64_t *count);

/* A growing text. Zero-initialise it; buffer_free when done. Out of memory ends the program.
 * The bytes are always followed by a NUL that does not count, once anything was added. */
struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
};

void buffer_free(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);
void buffer_add(struct buffer *buffer, struct str text);
void buffer_add_c(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_count(struct buffer *buffer, int64_t count);
void buffer_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
/* The bytes so far; valid until the next change. */
struct str buffer_str(const struct buffer *buffer);
/* The same as a C string ("" when empty). */
const char *buffer_c(const struct buffer *buffer);

#endif
