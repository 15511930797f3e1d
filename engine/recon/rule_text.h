/* The comment form that rules and the vocabulary share, line by line:
 *
 *   -- key      value          a key line; a colon behind the key is let go
 *   --          more of it     a further line of the value: two blanks or more behind the
 * dashes
 *   --                         an empty line
 */
#ifndef TIEOUT_RECON_RULE_TEXT_H
#define TIEOUT_RECON_RULE_TEXT_H

#include "base/arena.h"
#include "base/str.h"

enum rule_line_kind {
    RULE_LINE_KEY,
    RULE_LINE_MORE,
    RULE_LINE_EMPTY, /* nothing but blanks or dashes */
    RULE_LINE_SQL,   /* no comment */
};

struct rule_line {
    enum rule_line_kind kind;
    struct str key;   /* of a key line */
    struct str value; /* trimmed; of an SQL line all of it, with its newline */
    int64_t number;   /* from 1 */
};

/* Where reading stands; begin with {text, 0}. */
struct rule_cursor {
    struct str rest;
    int64_t number;
};

/* The next line; false at the end. */
bool rule_cursor_next(struct rule_cursor *cursor, struct rule_line *line);
/* `value` and `more` joined by a blank, into `arena`. */
struct str rule_text_join(struct str value, struct str more, struct arena *arena);
/* The next blank-separated word of *rest; empty when there is none. */
struct str rule_text_word(struct str *rest);
/* The words of `text` in byte order, joined by a blank, into `arena`. */
struct str rule_text_sort(struct str text, struct arena *arena);

#endif
