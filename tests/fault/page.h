/* The page that the driver and the interposed functions inside the program share: which call is
 * to fail and how, and what was counted. */
#ifndef TIEOUT_FAULT_PAGE_H
#define TIEOUT_FAULT_PAGE_H

#include <stdatomic.h>
#include <stdint.h>

/* What can fail; fault.c holds their names, in this order. */
enum fault_kind {
    FAULT_READ,
    FAULT_WRITE,
    FAULT_OPEN,
    FAULT_SYNC,
    FAULT_RENAME,
    FAULT_REMOVE,
    FAULT_STAT,
    FAULT_CLOSE,
    FAULT_LOCK,
    FAULT_THREAD,
    FAULT_ALLOC,
    FAULT_SQL,
    FAULT_KINDS,
};

enum fault_mode {
    FAULT_COUNT,     /* nothing fails: calls are counted, ways to them are told apart */
    FAULT_ERROR,     /* the call fails */
    FAULT_INTERRUPT, /* the call says EINTR and must be made again */
    FAULT_SHORT,     /* the call moves half of the bytes */
    FAULT_KILL,      /* SIGKILL before the call; counts every call that others can see */
    FAULT_MODES,
};

enum { FAULT_FIRSTS = 16384, FAULT_WAYS = 1 << 17 };

struct fault_page {
    enum fault_mode mode;
    enum fault_kind kind;
    uint64_t at; /* the call that fails, from 1 */
    _Atomic uint64_t counts[FAULT_KINDS];
    _Atomic uint64_t visible; /* calls whose effect is seen outside of the program */
    _Atomic int fired;
    /* While counting: the numbers of the calls that came by a way no earlier one came by. */
    uint32_t first_counts[FAULT_KINDS];
    uint32_t firsts[FAULT_KINDS][FAULT_FIRSTS];
    uint64_t ways[FAULT_WAYS]; /* hashes of the chains of callers, open addressing */
};

#endif
