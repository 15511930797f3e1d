/* The words of a rule's text, as far as SQLite's authorizer cannot see them: a WITH table
 * reports itself as a view would, so its name must not be that of one. */
#ifndef TIEOUT_STORE_STORE_GUARD_TEXT_H
#define TIEOUT_STORE_STORE_GUARD_TEXT_H

#include "base/arena.h"
#include "base/str.h"

enum guard_token_kind {
    GUARD_WORD,   /* a name, a keyword, a number */
    GUARD_QUOTED, /* a name or a text in any of SQL's quotes: both may name a table */
    GUARD_SIGN,   /* any other character */
};
struct guard_token {
    enum guard_token_kind kind;
    struct str text; /* without its quotes */
};
struct guard_text {
    struct guard_token *tokens; /* without blanks and comments */
    size_t count;
};

struct guard_text guard_text_read(struct str sql, struct arena *arena);
/* Whether it begins as a question does: SELECT or WITH. */
bool guard_text_asks(const struct guard_text *text);
/* Whether `name` is given to a WITH table (or a window), whatever its case and quotes. */
bool guard_text_defines(const struct guard_text *text, struct str name);
/* Whether `name` stands behind FROM or JOIN. */
bool guard_text_joins(const struct guard_text *text, struct str name);

#endif
