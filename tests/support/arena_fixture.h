/* For tests that take their memory from one arena: it, and the teardown that gives it back. */
#ifndef TIEOUT_TESTS_ARENA_FIXTURE_H
#define TIEOUT_TESTS_ARENA_FIXTURE_H

#include "base/arena.h"

static struct arena arena;

static int release(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

#endif
