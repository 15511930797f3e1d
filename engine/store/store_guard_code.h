/* What a rule would do, read from the program SQLite made of it. */
#ifndef TIEOUT_STORE_STORE_GUARD_CODE_H
#define TIEOUT_STORE_STORE_GUARD_CODE_H

#include "store/store_inner.h"

/* What the program of this statement does that exact figures forbid, as a clause ("it
 * divides"), or NULL: a REAL, a division, a remainder, a cast; a text that feeds arithmetic, or
 * a comparison with a number. `failure` is filled when the program cannot be read. */
const char *guard_code_offence(const struct store *store, struct str sql,
                               struct failure *failure);

#endif
