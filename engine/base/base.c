/* The end of the program when a programmer's error is met: the place and the broken promise go
 * to stderr, then abort, so that a core or a debugger shows the state as it was. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void base_assert_failed(const char *file, int line, const char *expression)
{
    fprintf(stderr, "tieout: internal error at %s:%d: this must hold: %s\n", file, line,
            expression);
    abort();
}
