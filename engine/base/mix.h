/* A number that stands for values in their order, and changes when one of them does. It tells of
 * damage, not of intent: whoever wants to can find values that come to a given number. */
#ifndef TIEOUT_BASE_MIX_H
#define TIEOUT_BASE_MIX_H

#include "base/str.h"

/* The mix of nothing yet is 0. Of two values one is never mistaken for the other; of two rows of
 * values one is for the other once in 2^64. */
static inline uint64_t mix_integer(uint64_t mix, uint64_t value)
{
    mix = ((mix + 1) ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return mix ^ mix >> 32;
}
/* Its length, and its bytes. */
uint64_t mix_text(uint64_t mix, struct str text);

#endif
