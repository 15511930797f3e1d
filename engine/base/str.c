/* Text by pointer and length, and the growing buffer. Nothing here looks at a locale: bytes are
 * compared as unsigned bytes and only ASCII letters have a case. */
#include "base/str.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char lower(char byte);
static size_t blank_at_start(struct str text);
static size_t blank_at_end(struct str text);
static void buffer_reserve(struct buffer *buffer, size_t more);

struct str str_from(const char *text)
{
    tie_assert(text != NULL);
    return (struct str){text, strlen(text)};
}

bool str_equal(struct str a, struct str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool str_equal_nocase(struct str a, struct str b)
{
    if (a.length != b.length)
        return false;
    for (size_t at = 0; at < a.length; at++)
        if (lower(a.bytes[at]) != lower(b.bytes[at]))
            return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.bytes, b.bytes, common);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

bool str_starts(struct str text, struct str prefix)
{
    return text.length >= prefix.length &&
           str_equal((struct str){text.bytes, prefix.length}, prefix);
}

bool str_ends(struct str text, struct str suffix)
{
    if (text.length < suffix.length || suffix.length == 0)
        return suffix.length == 0;
    const char *tail = text.bytes + (text.length - suffix.length);
    return str_equal((struct str){tail, suffix.length}, suffix);
}

ptrdiff_t str_find(struct str text, struct str needle)
{
    if (needle.length == 0)
        return 0;
    if (needle.length > text.length)
        return -1;
    const char *found = memmem(text.bytes, text.length, needle.bytes, needle.length);
    return found == NULL ? -1 : found - text.bytes;
}

struct str str_trim(struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    for (size_t blank = 0; (blank = blank_at_start(text)) > 0;) {
        text.bytes += blank;
        text.length -= blank;
    }
    for (size_t blank = 0; (blank = blank_at_end(text)) > 0;)
        text.length -= blank;
    return text;
}

struct str str_split(struct str text, char separator, struct str *rest)
{
    tie_assert(rest != NULL);
    const char *found = NULL;
    if (text.length > 0)
        found = memchr(text.bytes, separator, text.length);
    if (found == NULL) {
        *rest = (struct str){NULL, 0};
        return text;
    }
    size_t before = (size_t)(found - text.bytes);
    *rest = (struct str){found + 1, text.length - before - 1};
    return (struct str){text.bytes, before};
}

bool str_is_digits(struct str text)
{
    for (size_t at = 0; at < text.length; at++)
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
    return text.length > 0;
}

bool str_to_count(struct str text, int64_t most, int64_t *count)
{
    tie_assert(count != NULL && most >= 0);
    if (!str_is_digits(text))
        return false;
    int64_t value = 0;
    for (size_t at = 0; at < text.length; at++) {
        int64_t digit = text.bytes[at] - '0';
        if (value > (most - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    if (value > most)
        return false;
    *count = value;
    return true;
}

void buffer_free(struct buffer *buffer)
{
    tie_assert(buffer != NULL);
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    tie_assert(buffer != NULL);
    buffer->length = 0;
    if (buffer->bytes != NULL)
        buffer->bytes[0] = '\0';
}

void buffer_add(struct buffer *buffer, struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    buffer_reserve(buffer, text.length);
    if (text.length > 0)
        memcpy(buffer->bytes + buffer->length, text.bytes, text.length);
    buffer->length += text.length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_c(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, str_from(text));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_reserve(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_count(struct buffer *buffer, int64_t count)
{
    char text[24];
    size_t at = sizeof text;
    uint64_t left = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;
    do {
        text[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (count < 0)
        text[--at] = '-';
    buffer_add(buffer, (struct str){text + at, sizeof text - at});
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    tie_assert(buffer != NULL && format != NULL);
    va_list values;
    va_list again;
    va_start(values, format);
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    tie_assert(length >= 0);
    buffer_reserve(buffer, (size_t)length);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
    va_end(again);
    va_end(values);
}

struct str buffer_str(const struct buffer *buffer)
{
    tie_assert(buffer != NULL);
    return (struct str){buffer->bytes, buffer->length};
}

const char *buffer_c(const struct buffer *buffer)
{
    tie_assert(buffer != NULL);
    return buffer->bytes == NULL ? "" : buffer->bytes;
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Bytes of the blank the text starts with: 1 for space and tab, 2 for U+00A0, else 0. */
static size_t blank_at_start(struct str text)
{
    if (text.length > 0 && (text.bytes[0] == ' ' || text.bytes[0] == '\t'))
        return 1;
    return str_starts(text, STR("\xC2\xA0")) ? 2 : 0;
}

static size_t blank_at_end(struct str text)
{
    if (text.length == 0)
        return 0;
    char last = text.bytes[text.length - 1];
    if (last == ' ' || last == '\t')
        return 1;
    return str_ends(text, STR("\xC2\xA0")) ? 2 : 0;
}

/* Room for `more` bytes and the closing NUL. */
static void buffer_reserve(struct buffer *buffer, size_t more)
{
    tie_assert(buffer != NULL);
    if (more < buffer->capacity - buffer->length)
        return;
    if (more > PTRDIFF_MAX / 2 - buffer->length)
        memory_exhausted();
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity - buffer->length <= more)
        capacity *= 2;
    buffer->bytes = memory_resize(buffer->bytes, capacity, 1);
    buffer->capacity = capacity;
}
