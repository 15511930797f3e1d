/* The words for everything a file can be refused for: what, where in the line, and what to do.
 */
#include "record/record_trouble.h"

#include "record/record_reader.h"

#include "base/limits.h"

#include <string.h>

#define SAVE_AGAIN "Save the file again as \"CSV UTF-8\"."
#define LOST_QUOTE                                                                             \
    "Most often a closing quote was lost here: fetch the file again from where it came."

static void say(const struct record_trouble *trouble, struct str bytes,
                struct failure *failure);
static void say_bytes(const struct record_trouble *trouble, struct str bytes,
                      struct failure *failure);
static void say_utf8(const struct record_trouble *trouble, struct str bytes,
                     struct failure *failure);
static void say_quote(const struct record_trouble *trouble, struct str bytes,
                      struct failure *failure);
static void say_limit(const struct record_trouble *trouble, struct failure *failure);
static size_t line_begin(struct str bytes, size_t at);
static int64_t line_feeds(struct str bytes, size_t end);
static void show(struct str bytes, size_t first, size_t at, struct failure *failure);

enum status record_trouble_refuse(const struct record_trouble *trouble, const char *path,
                                  int64_t line, struct str bytes, struct failure *failure)
{
    tie_assert(trouble->kind != RECORD_TROUBLE_NONE);
    tie_assert(trouble->at <= bytes.length);
    if (failure->status != STATUS_OK)
        return failure->status;
    say(trouble, bytes, failure);
    if (trouble->kind == RECORD_TROUBLE_FILE_BYTES) {
        failure_place(failure, path, 0, 0);
        return STATUS_REFUSED;
    }
    size_t first = line_begin(bytes, trouble->at);
    failure_place(failure, path, line + line_feeds(bytes, trouble->at),
                  (int64_t)(trouble->at - first + 1));
    show(bytes, first, trouble->at, failure);
    return STATUS_REFUSED;
}

static void say(const struct record_trouble *trouble, struct str bytes, struct failure *failure)
{
    if (trouble->kind <= RECORD_TROUBLE_CR)
        say_bytes(trouble, bytes, failure);
    else if (trouble->kind <= RECORD_TROUBLE_UNTERMINATED)
        say_quote(trouble, bytes, failure);
    else
        say_limit(trouble, failure);
}

static void say_bytes(const struct record_trouble *trouble, struct str bytes,
                      struct failure *failure)
{
    if (trouble->kind == RECORD_TROUBLE_NUL) {
        (void)failure_set(failure, STATUS_REFUSED, "a NUL byte: this is no text file");
        failure_remedy(failure, "A text with NUL bytes is most often UTF-16. %s", SAVE_AGAIN);
    } else if (trouble->kind == RECORD_TROUBLE_UTF8) {
        say_utf8(trouble, bytes, failure);
    } else {
        (void)failure_set(failure, STATUS_REFUSED, "a CR that no LF follows");
        failure_remedy(failure, "Line ends must be LF or CR LF. %s", SAVE_AGAIN);
    }
}

/* A file that begins with the byte order mark of UTF-16 is told so: "Unicode text" is what
 * spreadsheets call it when they save. */
static void say_utf8(const struct record_trouble *trouble, struct str bytes,
                     struct failure *failure)
{
    (void)failure_set(failure, STATUS_REFUSED, "bytes that are no UTF-8");
    struct str show = {bytes.bytes + trouble->at, bytes.length - trouble->at};
    if (str_starts(show, STR("\xff\xfe")) || str_starts(show, STR("\xfe\xff")))
        failure_remedy(failure, "They are the byte order mark of UTF-16. %s", SAVE_AGAIN);
    else
        failure_remedy(failure, "%s", SAVE_AGAIN);
}

static void say_quote(const struct record_trouble *trouble, struct str bytes,
                      struct failure *failure)
{
    const char *twice = "Within a cell a quote is written twice, and the whole cell is quoted: "
                        "\"a 3\"\" disk\". Fetch the file again from where it came.";
    if (trouble->kind == RECORD_TROUBLE_QUOTE) {
        (void)failure_set(failure, STATUS_REFUSED, "a quote stands inside an unquoted cell");
        failure_remedy(failure, "%s", twice);
    } else if (trouble->kind == RECORD_TROUBLE_AFTER_QUOTE) {
        struct str rest = {bytes.bytes + trouble->at, bytes.length - trouble->at};
        (void)failure_set(failure, STATUS_REFUSED, "a quoted cell goes on behind its quote");
        failure_remedy(failure, "%s", str_starts(rest, STR(";")) ? RECORD_SEMICOLONS : twice);
    } else {
        (void)failure_set(failure, STATUS_REFUSED,
                          "the quoted cell that begins here never ends");
        failure_remedy(failure, "The file is cut off, or a closing quote was lost: fetch it "
                                "again from where it came.");
    }
}

static void say_limit(const struct record_trouble *trouble, struct failure *failure)
{
    if (trouble->kind == RECORD_TROUBLE_FIELD_BYTES) {
        (void)failure_set(failure, STATUS_REFUSED,
                          "the cell that begins here is longer than %zu bytes",
                          LIMIT_FIELD_BYTES);
        failure_remedy(failure, "%s", LOST_QUOTE);
    } else if (trouble->kind == RECORD_TROUBLE_RECORD_BYTES) {
        (void)failure_set(failure, STATUS_REFUSED,
                          "the record that begins here is longer than %zu bytes",
                          LIMIT_RECORD_BYTES);
        failure_remedy(failure, "%s", LOST_QUOTE);
    } else if (trouble->kind == RECORD_TROUBLE_RECORD_FIELDS) {
        (void)failure_set(failure, STATUS_REFUSED,
                          "the record that begins here has more than %d cells",
                          LIMIT_RECORD_FIELDS);
        failure_remedy(failure, "Most often line ends were lost: fetch the file again from "
                                "where it came.");
    } else if (trouble->kind == RECORD_TROUBLE_FILE_RECORDS) {
        (void)failure_set(failure, STATUS_REFUSED, "the file has more than %lld records",
                          (long long)LIMIT_FILE_RECORDS);
        failure_remedy(failure, "Cut the file in two at a record's end.");
    } else {
        (void)failure_set(failure, STATUS_REFUSED, "the file is larger than %lld bytes",
                          (long long)LIMIT_FILE_BYTES);
        failure_remedy(failure, "Cut the file in two at a record's end.");
    }
}

/* The first byte of the line that holds the byte at `at`. */
static size_t line_begin(struct str bytes, size_t at)
{
    while (at > 0 && bytes.bytes[at - 1] != '\n')
        at--;
    return at;
}

static int64_t line_feeds(struct str bytes, size_t end)
{
    int64_t count = 0;
    for (size_t i = 0; i < end; i++)
        count += bytes.bytes[i] == '\n';
    return count;
}

/* The line up to a little behind the place; failure_excerpt leaves out what is too long before.
 */
static void show(struct str bytes, size_t first, size_t at, struct failure *failure)
{
    size_t left = bytes.length - at;
    size_t length = left < RECORD_TROUBLE_SHOW_AFTER ? left : RECORD_TROUBLE_SHOW_AFTER;
    const char *feed = length == 0 ? NULL : memchr(bytes.bytes + at, '\n', length);
    size_t to = feed == NULL ? at + length : (size_t)(feed - bytes.bytes);
    while (to > at && to < bytes.length && ((unsigned char)bytes.bytes[to] & 0xc0) == 0x80)
        to--;
    struct str text = {bytes.bytes + first, to - first};
    failure_excerpt(failure, text, at - first, 1);
}
