/* An id is compared byte by byte, so there is but one way to write it. */
#include "source/cell_finding.h"

#include <string.h>

bool cell_finding_id(struct str cell, struct arena *arena, struct str *id)
{
    tie_assert(arena != NULL && id != NULL);
    struct str bare = str_trim(cell);
    bool upper = false;
    if (bare.length != CELL_FINDING_DIGITS)
        return false;
    for (size_t i = 0; i < bare.length; i++) {
        if (memchr("0123456789abcdefABCDEF", bare.bytes[i], 22) == NULL)
            return false;
        upper = upper || (bare.bytes[i] >= 'A' && bare.bytes[i] <= 'F');
    }
    *id = upper ? arena_copy(arena, bare) : bare;
    for (size_t i = 0; upper && i < id->length; i++)
        if (id->bytes[i] >= 'A' && id->bytes[i] <= 'F')
            ((char *)(uintptr_t)id->bytes)[i] = (char)(id->bytes[i] - 'A' + 'a');
    return true;
}
