/* JSON by SQLite's own functions: no parser of ours. */
#ifndef TIEOUT_STORE_STORE_JSON_H
#define TIEOUT_STORE_STORE_JSON_H

#include "base/arena.h"
#include "base/failure.h"
#include "base/str.h"

/* The text at `path` ("$.a.b") of a JSON document, into `arena`; *found false when it is not
 * there or no text. Malformed JSON is STATUS_REFUSED, naming `name`. Uses a database in memory.
 */
enum status store_json_text(struct str document, const char *path, const char *name,
                            struct arena *arena, struct str *text, bool *found,
                            struct failure *failure);
/* Appends a JSON string literal of `text` (valid UTF-8), quotes included. */
void store_json_quote(struct buffer *into, struct str text);

#endif
