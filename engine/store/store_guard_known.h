/* Which SQLite this program's own rules were followed through, step by step, by its tests. The
 * program that SQLite makes of a statement hangs on the text, the schema, the library and how that
 * was compiled, and on nothing else here: what held for all of these then holds now. */
#ifndef TIEOUT_STORE_STORE_GUARD_KNOWN_H
#define TIEOUT_STORE_STORE_GUARD_KNOWN_H

#include "base/digest.h"

/* Whether the library at hand is one of those. */
bool guard_library_is_known(void);

/* Pure: the same of a library that calls itself `source`, and whose options have `digest`. */
bool guard_library_is(struct str source, const struct digest *digest);
/* Of its options in their order, each with a line end. */
struct digest guard_library_options(void);

#endif
