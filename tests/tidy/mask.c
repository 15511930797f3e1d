/* What the compiler reads, and nothing else: comments and the insides of literals become
 * blanks, so that no law takes a word of prose for code. Lines and columns stay. */
#include "tidy/tidy.h"

static size_t mask_comment(char *text, size_t at, size_t length);
static size_t mask_literal(char *text, size_t at, size_t length);
static void mask_blank(char *c);

void tidy_mask(char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        bool slash = text[at] == '/' && at + 1 < length;
        if (slash && (text[at + 1] == '*' || text[at + 1] == '/'))
            at = mask_comment(text, at, length);
        else if (text[at] == '"' || text[at] == '\'')
            at = mask_literal(text, at, length);
        else
            at++;
    }
}

static size_t mask_comment(char *text, size_t at, size_t length)
{
    bool block = text[at + 1] == '*';
    mask_blank(&text[at++]);
    mask_blank(&text[at++]);
    while (at < length) {
        if (!block && text[at] == '\n')
            break;
        if (block && text[at] == '*' && at + 1 < length && text[at + 1] == '/') {
            mask_blank(&text[at++]);
            mask_blank(&text[at++]);
            break;
        }
        mask_blank(&text[at++]);
    }
    return at;
}

/* The quotes stay. A literal that does not end on its line is none. */
static size_t mask_literal(char *text, size_t at, size_t length)
{
    char quote = text[at++];
    while (at < length && text[at] != quote && text[at] != '\n') {
        bool escaped = text[at] == '\\' && at + 1 < length && text[at + 1] != '\n';
        mask_blank(&text[at++]);
        if (escaped)
            mask_blank(&text[at++]);
    }
    return at < length ? at + 1 : at;
}

static void mask_blank(char *c)
{
    if (*c != '\n')
        *c = ' ';
}
