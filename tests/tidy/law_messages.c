/* Every sentence the program may say when something goes wrong stands in a test, or is excused by
 * name with the reason. The sentence is the format of a failure. A test meets it when the longest
 * piece of it between two conversions stands there, or when the test looks for some of its
 * words. */
#include "tidy/tables.h"
#include "tidy/tidy.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_BYTES_MIN = 10 };

struct text {
    char *bytes;
    size_t length;
};

static struct text tests_text(const struct tidy_tree *tree);
static void text_add(struct text *text, const char *bytes, size_t length);
static void text_join_literals(struct text *text);
static void messages_file(const struct tidy_file *file, const char *tests,
                          struct tidy_report *report);
static char *message_at(const struct tidy_file *file, size_t line, size_t column);
static bool literals_go_on(const struct tidy_file *file, size_t *line, size_t *column);
static char *message_longest(const char *message);
static bool message_met(const char *message, const char *tests);
static bool message_excused(const char *message);

void tidy_law_messages(const struct tidy_tree *tree, struct tidy_report *report)
{
    struct text tests = tests_text(tree);
    for (size_t i = 0; i < tree->count; i++) {
        if (tidy_below(tree->files[i].path, "engine/ reports/") &&
            tidy_ends(tree->files[i].path, ".c"))
            messages_file(&tree->files[i], tests.bytes, report);
    }
    free(tests.bytes);
}

static struct text tests_text(const struct tidy_tree *tree)
{
    struct text text = {0};
    text_add(&text, "", 0);
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_below(file->path, "tests/ fixtures/") ||
            tidy_below(file->path, "tests/tidy/ tests/bench/"))
            continue;
        for (size_t line = 0; line < file->lines; line++) {
            text_add(&text, file->line[line], strlen(file->line[line]));
            text_add(&text, "\n", 1);
        }
    }
    text_join_literals(&text);
    return text;
}

static void text_add(struct text *text, const char *bytes, size_t length)
{
    if (length > 0 || !text->bytes) {
        size_t room = 1;
        while (room < text->length + length + 1)
            room *= 2;
        text->bytes = tidy_resize(text->bytes, room, 1);
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

/* A sentence of a test may go on in the next literal: what lies between the two is taken out. */
static void text_join_literals(struct text *text)
{
    size_t kept = 0;
    for (size_t at = 0; at < text->length; at++) {
        size_t next = at + 1 + strspn(text->bytes + at + 1, " \n");
        bool joins = text->bytes[at] == '"' && text->bytes[next] == '"' &&
                     memchr(text->bytes + at, '\n', next - at);
        if (joins)
            at = next;
        else
            text->bytes[kept++] = text->bytes[at];
    }
    text->bytes[kept] = '\0';
    text->length = kept;
}

static void messages_file(const struct tidy_file *file, const char *tests,
                          struct tidy_report *report)
{
    for (size_t line = 0; line < file->lines; line++) {
        const char *at = strstr(file->code[line], "failure_set(");
        char *message = at ? message_at(file, line, (size_t)(at - file->code[line])) : NULL;
        if (!message)
            continue;
        if (!message_met(message, tests) && !message_excused(message))
            tidy_report_add(report, file->path, line + 1,
                            "no test meets '%s': write one, in tests/cli/ or beside the code",
                            message);
        free(message);
    }
}

static bool message_met(const char *message, const char *tests)
{
    char *piece = message_longest(message);
    bool met = strstr(tests, piece) != NULL;
    /* A test may look for some words only: a literal of two words or more. */
    for (const char *open = strchr(tests, '"'); open && !met;) {
        size_t length = strcspn(open + 1, "\"\n");
        if (length >= WORDS_BYTES_MIN && memchr(open + 1, ' ', length)) {
            char *words = tidy_copy(open + 1, length);
            met = strstr(message, words) != NULL;
            free(words);
        }
        open += 1 + length;
        open = *open == '\0' ? NULL : strchr(open + (*open == '"'), '"');
    }
    free(piece);
    return met;
}

/* The literals behind the call, as one; NULL when it ends without one. */
static char *message_at(const struct tidy_file *file, size_t line, size_t column)
{
    for (; line < file->lines; line++, column = 0) {
        const char *code = file->code[line] + column;
        size_t skipped = strcspn(code, "\";");
        if (code[skipped] == ';')
            return NULL;
        if (code[skipped] == '"') {
            column += skipped;
            break;
        }
    }
    if (line == file->lines)
        return NULL;
    struct text message = {0};
    do {
        const char *open = file->code[line] + column + 1;
        size_t length = strcspn(open, "\"");
        text_add(&message, file->line[line] + column + 1, length);
        column += length + 2;
    } while (literals_go_on(file, &line, &column));
    return message.bytes;
}

static bool literals_go_on(const struct tidy_file *file, size_t *line, size_t *column)
{
    while (*line < file->lines) {
        const char *code = file->code[*line];
        if (*column < strlen(code)) {
            *column += strspn(code + *column, " ");
            if (code[*column] != '\0')
                return code[*column] == '"';
        }
        ++*line;
        *column = 0;
    }
    return false;
}

static char *message_longest(const char *message)
{
    const char *longest = message;
    size_t most = 0;
    for (const char *at = message; *at;) {
        size_t length = strcspn(at, "%");
        if (length > most) {
            longest = at;
            most = length;
        }
        at += length;
        if (*at == '%')
            at += 1 + strspn(at + 1, "-+ #0123456789.*lzjhtq");
        at += *at != '\0' && length < strlen(message);
    }
    return tidy_copy(longest, most);
}

static bool message_excused(const char *message)
{
    for (size_t i = 0; i < tidy_excuse_count; i++) {
        if (strcmp(tidy_excuses[i].message, message) == 0)
            return true;
    }
    return false;
}
