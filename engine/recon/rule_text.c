/* Reads the comment form of rules. Pure: it judges no key and no value. */
#include "recon/rule_text.h"

#include <string.h>

enum { RULE_TEXT_WORDS = 32 };

static void line_read_comment(struct rule_line *line, struct str comment);

bool rule_cursor_next(struct rule_cursor *cursor, struct rule_line *line)
{
    tie_assert(cursor->number >= 0);
    if (cursor->rest.length == 0)
        return false;
    struct str rest;
    struct str text = str_split(cursor->rest, '\n', &rest);
    struct str whole = {cursor->rest.bytes, cursor->rest.length - rest.length};
    cursor->rest = rest;
    *line = (struct rule_line){.kind = RULE_LINE_SQL, .value = whole};
    line->number = ++cursor->number;
    if (str_starts(text, STR("--")))
        line_read_comment(line, (struct str){text.bytes + 2, text.length - 2});
    else if (str_trim(text).length == 0)
        line->kind = RULE_LINE_EMPTY;
    return true;
}

struct str rule_text_join(struct str value, struct str more, struct arena *arena)
{
    if (value.length == 0)
        return more;
    char *bytes = arena_take(arena, value.length + 1 + more.length);
    memcpy(bytes, value.bytes, value.length);
    bytes[value.length] = ' ';
    if (more.length > 0)
        memcpy(bytes + value.length + 1, more.bytes, more.length);
    return (struct str){bytes, value.length + 1 + more.length};
}

struct str rule_text_word(struct str *rest)
{
    struct str text = str_trim(*rest);
    return str_split(text, ' ', rest);
}

struct str rule_text_sort(struct str text, struct arena *arena)
{
    struct str words[RULE_TEXT_WORDS];
    size_t count = 0;
    for (struct str word = rule_text_word(&text); word.length > 0 && count < RULE_TEXT_WORDS;
         word = rule_text_word(&text)) {
        size_t at = count++;
        for (; at > 0 && str_compare(words[at - 1], word) > 0; at--)
            words[at] = words[at - 1];
        words[at] = word;
    }
    tie_assert(text.length == 0);
    struct str sorted = {"", 0};
    for (size_t i = 0; i < count; i++)
        sorted = rule_text_join(sorted, words[i], arena);
    return sorted;
}

/* `comment` is what follows the dashes. */
static void line_read_comment(struct rule_line *line, struct str comment)
{
    struct str text = str_trim(comment);
    if (text.length == 0) {
        line->kind = RULE_LINE_EMPTY;
        line->value = text;
        return;
    }
    if (str_starts(comment, STR("  "))) {
        line->kind = RULE_LINE_MORE;
        line->value = text;
        return;
    }
    line->kind = RULE_LINE_KEY;
    line->key = str_split(text, ' ', &line->value);
    line->value = str_trim(line->value);
    if (str_ends(line->key, STR(":")))
        line->key.length--;
}
