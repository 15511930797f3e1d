/* What went wrong, kept in fixed buffers and printed once. Bytes that come from a file are made
 * harmless before they reach a terminal: control bytes and broken UTF-8 become '.', so that one
 * character stays one column and the carets stand below what they mean. */
#include "base/failure.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

/* What stands for bytes that were left out at either end of an excerpt. */
#define ELLIPSIS "..."

enum { CONTEXT_BYTES = 60 /* shown before the caret when the start is left out */ };

static void format_cut(char *into, size_t size, const char *format, va_list values)
    PRINTF_LIKE(3, 0);
static size_t character_size(struct str text, size_t at);
static size_t sequence_size(unsigned char lead);
static bool is_control(struct str text, size_t at, size_t size);
static size_t window_start(struct str text, size_t caret);
static void excerpt_add(struct failure *failure, struct str text, size_t at, size_t *length);
static void print_excerpt(const struct failure *failure, FILE *stream);
static void print_clean(struct str text, FILE *stream);
static void print_lines(const char *text, FILE *stream);

void failure_init(struct failure *failure)
{
    tie_assert(failure != NULL);
    *failure = (struct failure){.status = STATUS_OK, .excerpt_caret = -1};
}

enum status failure_set(struct failure *failure, enum status status, const char *format, ...)
{
    tie_assert(failure != NULL && format != NULL);
    tie_assert(status != STATUS_OK);
    if (failure->status != STATUS_OK)
        return failure->status;
    failure->status = status;
    va_list values;
    va_start(values, format);
    format_cut(failure->message, sizeof failure->message, format, values);
    va_end(values);
    return status;
}

void failure_remedy(struct failure *failure, const char *format, ...)
{
    tie_assert(failure != NULL && format != NULL);
    if (failure->status == STATUS_OK || failure->remedy[0] != '\0')
        return;
    va_list values;
    va_start(values, format);
    format_cut(failure->remedy, sizeof failure->remedy, format, values);
    va_end(values);
}

void failure_place(struct failure *failure, const char *path, int64_t line, int64_t column)
{
    tie_assert(failure != NULL);
    tie_assert(line >= 0 && column >= 0);
    if (failure->status == STATUS_OK)
        return;
    bool path_known = failure->path[0] != '\0';
    if (!path_known && path != NULL)
        snprintf(failure->path, sizeof failure->path, "%s", path);
    /* A line belongs to the path it was said with: never put one file's line on another's path.
     */
    if (failure->line == 0 &&
        (!path_known || path == NULL || strcmp(failure->path, path) == 0)) {
        failure->line = line;
        failure->column = column;
    }
}

void failure_excerpt(struct failure *failure, struct str text, size_t caret, size_t caret_count)
{
    tie_assert(failure != NULL);
    tie_assert(text.bytes != NULL || text.length == 0);
    if (failure->status == STATUS_OK || failure->excerpt[0] != '\0' || text.length == 0)
        return;
    size_t at = window_start(text, caret);
    size_t length = 0;
    int characters = 0;
    if (at > 0) {
        memcpy(failure->excerpt, ELLIPSIS, sizeof ELLIPSIS);
        length = sizeof ELLIPSIS - 1;
        characters = (int)length;
    }
    failure->excerpt_caret = -1;
    size_t most = sizeof failure->excerpt - sizeof ELLIPSIS;
    for (; at < text.length; at += character_size(text, at)) {
        if (length + character_size(text, at) > most) {
            memcpy(failure->excerpt + length, ELLIPSIS, sizeof ELLIPSIS);
            break;
        }
        if (caret_count > 0 && at <= caret && caret < at + character_size(text, at))
            failure->excerpt_caret = characters;
        excerpt_add(failure, text, at, &length);
        characters++;
    }
    if (caret_count > 0 && caret >= text.length)
        failure->excerpt_caret = characters;
    int room = failure->excerpt_caret < characters ? characters - failure->excerpt_caret : 1;
    if (failure->excerpt_caret >= 0)
        failure->excerpt_caret_count = caret_count < (size_t)room ? (int)caret_count : room;
}

enum status failure_system(struct failure *failure, const char *what, const char *path)
{
    int cause = errno;
    tie_assert(failure != NULL && what != NULL);
    char words[128];
    if (failure->status == STATUS_OK) {
        failure_set(failure, STATUS_EVIDENCE, "%s: %s", what,
                    strerror_r(cause, words, sizeof words));
        failure_place(failure, path, 0, 0);
    }
    return failure->status;
}

void failure_print(const struct failure *failure, FILE *stream)
{
    tie_assert(failure != NULL && stream != NULL);
    if (failure->status == STATUS_OK)
        return;
    fputs("tieout: ", stream);
    if (failure->path[0] != '\0')
        print_clean(str_from(failure->path), stream);
    if (failure->line > 0)
        fprintf(stream, "%s%" PRId64, failure->path[0] != '\0' ? ":" : "line ", failure->line);
    if (failure->line > 0 && failure->column > 0)
        fprintf(stream, ":%" PRId64, failure->column);
    if (failure->path[0] != '\0' || failure->line > 0)
        fputs(": ", stream);
    print_clean(str_from(failure->message), stream);
    fputc('\n', stream);
    print_excerpt(failure, stream);
    print_lines(failure->remedy, stream);
}

/* Names of files and cells come from outside: a byte that would speak to the terminal is shown
 * as \xNN. */
static void print_clean(struct str text, FILE *stream)
{
    size_t size = 0;
    for (size_t at = 0; at < text.length; at += size) {
        size = character_size(text, at);
        if (!is_control(text, at, size)) {
            fwrite(text.bytes + at, 1, size, stream);
            continue;
        }
        for (size_t next = 0; next < size; next++)
            fprintf(stream, "\\x%02x", (unsigned char)text.bytes[at + next]);
    }
}

/* vsnprintf, but a text that is too long is cut between two characters. */
static void format_cut(char *into, size_t size, const char *format, va_list values)
{
    int length = vsnprintf(into, size, format, values);
    tie_assert(length >= 0);
    if ((size_t)length < size)
        return;
    size_t end = size - 1;
    while (end > 0 && ((unsigned char)into[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && end - 1 + sequence_size((unsigned char)into[end - 1]) > size - 1)
        end--;
    else
        end = size - 1;
    into[end] = '\0';
}

/* Bytes of the character at `at`: 1 as well for a byte that begins none. */
static size_t character_size(struct str text, size_t at)
{
    size_t size = sequence_size((unsigned char)text.bytes[at]);
    if (size > text.length - at)
        return 1;
    for (size_t next = 1; next < size; next++)
        if (((unsigned char)text.bytes[at + next] & 0xC0) != 0x80)
            return 1;
    return size;
}

/* The length a UTF-8 sequence with this first byte must have. */
static size_t sequence_size(unsigned char lead)
{
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 1;
}

/* What must not reach a terminal: C0 and C1 controls, and bytes that are no character. */
static bool is_control(struct str text, size_t at, size_t size)
{
    unsigned char first = (unsigned char)text.bytes[at];
    if (size == 1)
        return first < 0x20 || first >= 0x7F;
    return first == 0xC2 && (unsigned char)text.bytes[at + 1] < 0xA0;
}

/* 0 when the caret is near the start, else a character boundary a little before it. */
static size_t window_start(struct str text, size_t caret)
{
    if (text.length < FAILURE_EXCERPT_BYTES - sizeof ELLIPSIS || caret <= 2 * CONTEXT_BYTES)
        return 0;
    size_t start = (caret < text.length ? caret : text.length) - CONTEXT_BYTES;
    while (start > 0 && ((unsigned char)text.bytes[start] & 0xC0) == 0x80)
        start--;
    return start;
}

static void excerpt_add(struct failure *failure, struct str text, size_t at, size_t *length)
{
    size_t size = character_size(text, at);
    if (is_control(text, at, size)) {
        failure->excerpt[*length] = '.';
        *length += 1;
    } else {
        memcpy(failure->excerpt + *length, text.bytes + at, size);
        *length += size;
    }
    failure->excerpt[*length] = '\0';
}

/* The excerpt behind its line number, and below it the carets behind as wide a margin. */
static void print_excerpt(const struct failure *failure, FILE *stream)
{
    if (failure->excerpt[0] == '\0')
        return;
    char number[24] = "";
    int width = 0;
    if (failure->line > 0)
        width = snprintf(number, sizeof number, "%" PRId64, failure->line) + 1;
    fprintf(stream, "  %-*s| %s\n", width, number, failure->excerpt);
    if (failure->excerpt_caret < 0)
        return;
    fprintf(stream, "  %*s| %*s", width, "", failure->excerpt_caret, "");
    for (int caret = 0; caret < failure->excerpt_caret_count; caret++)
        fputc('^', stream);
    fputc('\n', stream);
}

/* Each line of `text`, indented by two blanks. */
static void print_lines(const char *text, FILE *stream)
{
    struct str rest = str_from(text);
    while (rest.length > 0) {
        struct str line = str_split(rest, '\n', &rest);
        fputs(line.length > 0 ? "  " : "", stream);
        print_clean(line, stream);
        fputc('\n', stream);
    }
}
