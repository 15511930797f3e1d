/* A line's fixed part is copied as it lies in memory; its amounts follow in the order of their
 * components, which the bits of `present` tell. */
#include "store/store_batch.h"

#include <string.h>

enum { HEAD_BYTES = offsetof(struct store_line, amounts_micro) };

void store_batch_add(struct store_batch *batch, const struct store_line *line)
{
    tie_assert(batch != NULL && line != NULL);
    tie_assert((unsigned)line->role < ROLE_ASIDE && line->present >> COMPONENT_COUNT == 0);
    char *bytes = batch->bytes + batch->used;
    memcpy(bytes, line, HEAD_BYTES);
    bytes += HEAD_BYTES;
    for (uint32_t left = line->present; left != 0; left &= left - 1) {
        memcpy(bytes, &line->amounts_micro[__builtin_ctz(left)], sizeof(int64_t));
        bytes += sizeof(int64_t);
    }
    batch->used = (size_t)(bytes - batch->bytes);
    batch->roles |= (uint32_t)1 << line->role;
    batch->flagged |= store_batch_is_flagged(line);
}

bool store_batch_next(const struct store_batch *batch, size_t *at, struct store_line *line)
{
    tie_assert(batch != NULL && at != NULL && line != NULL);
    if (*at >= batch->used)
        return false;
    const char *bytes = batch->bytes + *at;
    for (uint32_t left = line->present; left != 0; left &= left - 1)
        line->amounts_micro[__builtin_ctz(left)] = 0;
    memcpy(line, bytes, HEAD_BYTES);
    bytes += HEAD_BYTES;
    for (uint32_t left = line->present; left != 0; left &= left - 1) {
        memcpy(&line->amounts_micro[__builtin_ctz(left)], bytes, sizeof(int64_t));
        bytes += sizeof(int64_t);
    }
    *at = (size_t)(bytes - batch->bytes);
    tie_assert(*at <= batch->used);
    return true;
}

bool store_batch_is_flagged(const struct store_line *line)
{
    tie_assert(line != NULL);
    return (line->flags & ~(uint32_t)LINE_MONEY) != 0;
}
