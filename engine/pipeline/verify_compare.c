/* The reports as they stand and as they come out again, byte for byte; the manifest last, since
 * it repeats what every other file says. */
#include "base/file.h"
#include "base/limits.h"
#include "pipeline/verify_parts.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    struct file_source source;
    char *bytes; /* a piece */
    size_t count;
};

static enum status compare_names(struct verify *verify, const struct str *given,
                                 size_t given_count, const struct str *again,
                                 size_t again_count, struct failure *failure);
static enum status compare_file(struct verify *verify, struct str name,
                                struct failure *failure);
static enum status compare_streams(struct reading *given, struct reading *again, int64_t *line,
                                   bool *same, struct failure *failure);
static enum status read_piece(struct reading *reading, struct failure *failure);
static size_t count_lines(const char *bytes, size_t count);
static void tell_difference(struct verify *verify, struct str name, const char *given,
                            const char *again, int64_t line, struct failure *failure);
static bool is_text(struct verify *verify, const char *path);
static struct str line_of(struct verify *verify, const char *path, int64_t line);
static enum status compare_books(struct verify *verify, struct failure *failure);
static enum status compare_lines(struct verify *verify, struct failure *failure);
static bool among(const struct str *names, size_t count, struct str name);
static const char *path_of(struct verify *verify, const char *directory, struct str name);

enum status verify_compare(struct verify *verify, struct buffer *told, struct failure *failure)
{
    tie_assert(verify && told && verify->again.length > 0);
    const char *directory = verify->options->directory;
    struct str *given = NULL;
    struct str *again = NULL;
    size_t given_count = 0;
    size_t again_count = 0;
    enum status status = verify_names(verify, directory, &given, &given_count, failure);
    if (status == STATUS_OK)
        status = verify_names(verify, verify->again.bytes, &again, &again_count, failure);
    if (status == STATUS_OK)
        status = compare_names(verify, given, given_count, again, again_count, failure);
    for (size_t i = 0; status == STATUS_OK && i < again_count; i++)
        if (!str_equal(again[i], STR("books.db")) && !str_equal(again[i], STR("manifest.json")))
            status = compare_file(verify, again[i], failure);
    if (status == STATUS_OK)
        status = compare_file(verify, STR("manifest.json"), failure);
    bool moved = false;
    if (status == STATUS_OK && verify->books)
        status = verify_books_moved(verify->books,
                                    path_of(verify, verify->again.bytes, STR("books.db")),
                                    &moved, failure);
    if (status == STATUS_OK && verify->books && !moved)
        status = compare_books(verify, failure);
    if (status == STATUS_OK && moved)
        status = compare_lines(verify, failure);
    if (status != STATUS_OK)
        return status;
    buffer_format(told, "%s: identical. %zu files, made again from %zu input%s.\n", directory,
                  again_count - 1, verify->input_count, verify->input_count == 1 ? "" : "s");
    buffer_add_c(told,
                 moved ? "The books hold other files by now, or were checked in another way: "
                         "what they hold of\nthese files is the same.\n"
                 : verify->books ? "The books hold the same rows.\n"
                                 : "books.db is not here: only its digest in manifest.json was "
                                   "compared. --books FILE compares its rows.\n");
    return STATUS_OK;
}

/* What is missing, and what nobody wrote. */
static enum status compare_names(struct verify *verify, const struct str *given,
                                 size_t given_count, const struct str *again,
                                 size_t again_count, struct failure *failure)
{
    for (size_t i = 0; i < again_count; i++) {
        if (str_equal(again[i], STR("books.db")) || among(given, given_count, again[i]))
            continue;
        failure_set(failure, STATUS_EVIDENCE, "%.*s is missing", (int)again[i].length,
                    again[i].bytes);
        failure_place(failure, verify->options->directory, 0, 0);
        return STATUS_EVIDENCE;
    }
    for (size_t i = 0; i < given_count; i++) {
        if (among(again, again_count, given[i]))
            continue;
        failure_set(failure, STATUS_EVIDENCE, "the run writes no %.*s", (int)given[i].length,
                    given[i].bytes);
        failure_place(failure, verify->options->directory, 0, 0);
        return STATUS_EVIDENCE;
    }
    return STATUS_OK;
}

static enum status compare_file(struct verify *verify, struct str name, struct failure *failure)
{
    struct reading given = {.source = {.descriptor = -1}};
    struct reading again = {.source = {.descriptor = -1}};
    const char *paths[] = {path_of(verify, verify->options->directory, name),
                           path_of(verify, verify->again.bytes, name)};
    int64_t line = 1;
    bool same = true;
    given.bytes = arena_take(&verify->arena, LIMIT_READ_BYTES);
    again.bytes = arena_take(&verify->arena, LIMIT_READ_BYTES);
    enum status status = file_open(&given.source, paths[0], failure);
    if (status == STATUS_OK) {
        status = file_open(&again.source, paths[1], failure);
        if (status == STATUS_OK) {
            status = compare_streams(&given, &again, &line, &same, failure);
            file_close(&again.source);
        }
        file_close(&given.source);
    }
    if (status != STATUS_OK || same)
        return status;
    tell_difference(verify, name, paths[0], paths[1], line, failure);
    return STATUS_EVIDENCE;
}

/* *line: that of the first byte that differs. */
static enum status compare_streams(struct reading *given, struct reading *again, int64_t *line,
                                   bool *same, struct failure *failure)
{
    for (;;) {
        enum status status = read_piece(given, failure);
        if (status == STATUS_OK)
            status = read_piece(again, failure);
        if (status != STATUS_OK || (given->count == 0 && again->count == 0))
            return status;
        size_t count = given->count < again->count ? given->count : again->count;
        size_t at = 0;
        while (at < count && given->bytes[at] == again->bytes[at])
            at++;
        *line += (int64_t)count_lines(given->bytes, at);
        *same = at == given->count && at == again->count;
        if (!*same)
            return STATUS_OK;
    }
}

static enum status read_piece(struct reading *reading, struct failure *failure)
{
    size_t got = 1;
    reading->count = 0;
    while (got > 0 && reading->count < LIMIT_READ_BYTES) {
        enum status status = file_read(&reading->source, reading->bytes + reading->count,
                                       LIMIT_READ_BYTES - reading->count, &got, failure);
        if (status != STATUS_OK)
            return status;
        reading->count += got;
    }
    return STATUS_OK;
}

static size_t count_lines(const char *bytes, size_t count)
{
    size_t lines = 0;
    for (size_t i = 0; i < count; i++)
        lines += bytes[i] == '\n';
    return lines;
}

static void tell_difference(struct verify *verify, struct str name, const char *given,
                            const char *again, int64_t line, struct failure *failure)
{
    static const char why[] = "Either the file was changed after it was written, or the "
                              "program or a library is\nanother: manifest.json holds their "
                              "versions.";
    struct str other = line_of(verify, again, line);
    failure_set(failure, STATUS_EVIDENCE, "not what the run gives");
    if (!is_text(verify, again)) {
        failure_place(failure, given, 0, 0);
        failure_remedy(failure, "%s", why);
        return;
    }
    failure_place(failure, given, line, 0);
    failure_excerpt(failure, line_of(verify, given, line), 0, 0);
    failure_remedy(failure, "Made again, that line of %.*s is: %.*s\n%s", (int)name.length,
                   name.bytes, (int)(other.length < 200 ? other.length : 200), other.bytes,
                   why);
}

/* A workbook has no lines that anybody could read. */
static bool is_text(struct verify *verify, const char *path)
{
    struct failure ignored;
    struct str text = {0};
    failure_init(&ignored);
    return file_slurp(path, LIMIT_MANIFEST_BYTES, &verify->arena, &text, &ignored) !=
               STATUS_OK ||
           text.length == 0 || memchr(text.bytes, '\0', text.length) == NULL;
}

/* "" when the file has no such line, or cannot be read. */
static struct str line_of(struct verify *verify, const char *path, int64_t line)
{
    struct failure ignored;
    struct str text = {0};
    struct str rest = {0};
    failure_init(&ignored);
    if (file_slurp(path, LIMIT_MANIFEST_BYTES, &verify->arena, &text, &ignored) != STATUS_OK)
        return (struct str){"", 0};
    for (int64_t i = 1; i < line && text.length > 0; i++, text = rest)
        str_split(text, '\n', &rest);
    return text.length > 0 ? str_split(text, '\n', &rest) : (struct str){"", 0};
}

static enum status compare_books(struct verify *verify, struct failure *failure)
{
    const char *given = verify->options->books_path;
    if (!given)
        given = path_of(verify, verify->options->directory, STR("books.db"));
    store_close(verify->books);
    verify->books = NULL;
    enum status status =
        verify_books(given, path_of(verify, verify->again.bytes, STR("books.db")), failure);
    if (status == STATUS_OK)
        status = store_open(&verify->books, given, failure);
    return status;
}

static enum status compare_lines(struct verify *verify, struct failure *failure)
{
    const char *given = verify->options->books_path;
    enum status status = verify_lines(
        verify->books, path_of(verify, verify->again.bytes, STR("books.db")), failure);
    failure_place(failure, given ? given : verify->options->directory, 0, 0);
    return status;
}

static bool among(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

static const char *path_of(struct verify *verify, const char *directory, struct str name)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%.*s", directory, (int)name.length, name.bytes);
    const char *kept = arena_copy(&verify->arena, buffer_str(&path)).bytes;
    buffer_free(&path);
    return kept;
}
