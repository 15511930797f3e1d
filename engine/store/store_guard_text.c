/* Splits SQL into words the way SQLite's tokenizer does; no grammar beyond that. */
#include "store/store_guard_text.h"

static size_t blank_length(struct str rest);
static size_t token_length(struct str rest, struct guard_token *token);
static size_t quoted_length(struct str rest, char end, struct guard_token *token);
static bool is_word(char byte);
static bool token_is(const struct guard_text *text, size_t at, const char *word);
static bool token_names(const struct guard_text *text, size_t at, struct str name);
static size_t skip_parentheses(const struct guard_text *text, size_t at);

struct guard_text guard_text_read(struct str sql, struct arena *arena)
{
    tie_assert(arena != NULL);
    /* A token is at least one byte. */
    struct guard_text text = {.tokens = arena_take(arena, sql.length * sizeof *text.tokens)};
    size_t at = 0;
    while (at < sql.length) {
        struct str rest = {sql.bytes + at, sql.length - at};
        size_t length = blank_length(rest);
        if (length == 0)
            length = token_length(rest, &text.tokens[text.count++]);
        tie_assert(length > 0 && length <= rest.length);
        at += length;
    }
    return text;
}

bool guard_text_asks(const struct guard_text *text)
{
    tie_assert(text != NULL);
    return token_is(text, 0, "select") || token_is(text, 0, "with");
}

/* name AS ( or name (columns) AS (, with [NOT] MATERIALIZED before the parenthesis. */
bool guard_text_defines(const struct guard_text *text, struct str name)
{
    tie_assert(text != NULL);
    for (size_t i = 0; i < text->count; i++) {
        if (!token_names(text, i, name))
            continue;
        size_t as = skip_parentheses(text, i + 1);
        if (token_is(text, as, "as") &&
            (token_is(text, as + 1, "(") || token_is(text, as + 1, "materialized") ||
             token_is(text, as + 1, "not")))
            return true;
    }
    return false;
}

bool guard_text_joins(const struct guard_text *text, struct str name)
{
    tie_assert(text != NULL);
    for (size_t i = 1; i < text->count; i++) {
        if (!token_names(text, i, name))
            continue;
        size_t before = i >= 3 && token_is(text, i - 1, ".") ? i - 3 : i - 1;
        if (token_is(text, before, "from") || token_is(text, before, "join"))
            return true;
    }
    return false;
}

/* The length of blanks or of one comment at the start. */
static size_t blank_length(struct str rest)
{
    size_t at = 0;
    while (at < rest.length &&
           (rest.bytes[at] == ' ' || (rest.bytes[at] >= '\t' && rest.bytes[at] <= '\r')))
        at++;
    if (at > 0)
        return at;
    bool line = str_starts(rest, STR("--"));
    if (!line && !str_starts(rest, STR("/*")))
        return 0;
    struct str body = {rest.bytes + 2, rest.length - 2};
    ptrdiff_t end = str_find(body, line ? STR("\n") : STR("*/"));
    return end < 0 ? rest.length : 2 + (size_t)end + (line ? 1 : 2);
}

static size_t token_length(struct str rest, struct guard_token *token)
{
    char first = rest.bytes[0];
    if (first == '\'' || first == '"' || first == '`' || first == '[')
        return quoted_length(rest, first == '[' ? ']' : first, token);
    size_t length = 0;
    while (length < rest.length && is_word(rest.bytes[length]))
        length++;
    token->kind = length > 0 ? GUARD_WORD : GUARD_SIGN;
    token->text = (struct str){rest.bytes, length > 0 ? length : 1};
    return token->text.length;
}

/* A doubled quote goes on; SQL's brackets know none. */
static size_t quoted_length(struct str rest, char end, struct guard_token *token)
{
    size_t at = 1;
    while (at < rest.length) {
        bool doubled = end != ']' && at + 1 < rest.length && rest.bytes[at + 1] == end;
        if (rest.bytes[at] == end && !doubled)
            break;
        at += rest.bytes[at] == end ? 2 : 1;
    }
    if (at > rest.length)
        at = rest.length;
    *token = (struct guard_token){GUARD_QUOTED, {rest.bytes + 1, at - 1}};
    return at < rest.length ? at + 1 : at;
}

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '$' ||
           (unsigned char)byte >= 0x80;
}

/* A keyword or a sign: never in quotes. */
static bool token_is(const struct guard_text *text, size_t at, const char *word)
{
    return at < text->count && text->tokens[at].kind != GUARD_QUOTED &&
           str_equal_nocase(text->tokens[at].text, str_from(word));
}

static bool token_names(const struct guard_text *text, size_t at, struct str name)
{
    return text->tokens[at].kind != GUARD_SIGN && str_equal_nocase(text->tokens[at].text, name);
}

/* Behind the group that opens at `at`; `at` itself when none does. */
static size_t skip_parentheses(const struct guard_text *text, size_t at)
{
    if (!token_is(text, at, "("))
        return at;
    int depth = 0;
    for (; at < text->count; at++) {
        depth += token_is(text, at, "(") ? 1 : 0;
        depth -= token_is(text, at, ")") ? 1 : 0;
        if (depth == 0)
            return at + 1;
    }
    return at;
}
