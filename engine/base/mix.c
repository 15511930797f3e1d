/* Texts, eight bytes at a time. */
#include "base/mix.h"

#include <string.h>

uint64_t mix_text(uint64_t mix, struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    mix = mix_integer(mix, text.length);
    for (size_t at = 0; at < text.length; at += sizeof(uint64_t)) {
        uint64_t part = 0;
        size_t left = text.length - at;
        memcpy(&part, text.bytes + at, left < sizeof part ? left : sizeof part);
        mix = mix_integer(mix, part);
    }
    return mix;
}
