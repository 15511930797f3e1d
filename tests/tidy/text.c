/* Words, paths and memory. */
#include "tidy/tidy.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void text_fail(void);

void *tidy_resize(void *memory, size_t count, size_t size)
{
    void *resized = size > 0 && count > SIZE_MAX / size ? NULL : realloc(memory, count * size);
    if (!resized)
        text_fail();
    return resized;
}

static _Noreturn void text_fail(void)
{
    fputs("tidy: out of memory\n", stderr);
    exit(2);
}

char *tidy_copy(const char *text, size_t length)
{
    char *copy = tidy_resize(NULL, length + 1, 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *tidy_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = NULL;
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0)
        text_fail();
    return text;
}

bool tidy_starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

bool tidy_ends(const char *text, const char *with)
{
    size_t length = strlen(text), end = strlen(with);
    return length >= end && strcmp(text + length - end, with) == 0;
}

bool tidy_below(const char *path, const char *prefixes)
{
    for (char *prefix; (prefix = tidy_next(&prefixes)) != NULL;) {
        if (tidy_starts(path, prefix))
            return true;
    }
    return false;
}

bool tidy_named(const char *path, const char *endings)
{
    for (char *ending; (ending = tidy_next(&endings)) != NULL;) {
        if (tidy_ends(path, ending))
            return true;
    }
    return false;
}

const char *tidy_word(const char *text, const char *word, const char *more)
{
    size_t length = strlen(word);
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        bool starts = at == text || !tidy_is_word(at[-1], more);
        if (starts && !tidy_is_word(at[length], more))
            return at;
    }
    return NULL;
}

bool tidy_is_word(char c, const char *more)
{
    return c != '\0' && (isalnum((unsigned char)c) || strchr(more, c));
}

char *tidy_next(const char **list)
{
    const char *from = *list + strspn(*list, " ");
    size_t length = strcspn(from, " ");
    *list = from + length;
    return length > 0 ? tidy_copy(from, length) : NULL;
}

bool tidy_among(const char *list, const char *word, size_t length)
{
    for (char *next; (next = tidy_next(&list)) != NULL;) {
        if (strlen(next) == length && strncmp(next, word, length) == 0)
            return true;
    }
    return false;
}
