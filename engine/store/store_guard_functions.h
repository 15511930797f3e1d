/* The functions a rule may call that are ours: money, policy, as_of, micro_times. */
#ifndef TIEOUT_STORE_STORE_GUARD_FUNCTIONS_H
#define TIEOUT_STORE_STORE_GUARD_FUNCTIONS_H

#include "store/store_inner.h"

/* Policy values and the day are read from the store whenever a statement asks for them. */
enum status guard_functions_register(struct store *store, struct failure *failure);
/* No statement that uses them may be running. */
void guard_functions_remove(struct store *store);

#endif
