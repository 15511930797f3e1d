/* A line's fixed part is copied as it lies in memory; its amounts follow in the order of their
 * components, which the bits of `present` tell; then the length of all its texts, and they, each
 * behind a head of its own. */
#include "store/store_batch.h"

#include <string.h>

enum { HEAD_BYTES = offsetof(struct store_line, amounts_micro) };

/* What stands before each text. */
struct text_head {
    uint32_t kind, hash, length;
};

static const char *texts_of(const struct store_batch *batch, size_t at, uint32_t *bytes);

size_t store_batch_text_bytes(const struct store_texts *texts)
{
    size_t bytes = 0;
    for (size_t i = 0; texts != NULL && i < texts->count; i++)
        bytes += sizeof(struct text_head) + texts->items[i].text.length;
    return bytes;
}

void store_batch_add(struct store_batch *batch, const struct store_line *line,
                     const struct store_texts *texts)
{
    tie_assert(batch != NULL && line != NULL);
    tie_assert((unsigned)line->role < ROLE_ASIDE && line->present >> COMPONENT_COUNT == 0);
    uint32_t texts_bytes = (uint32_t)store_batch_text_bytes(texts);
    char *bytes = mempcpy(batch->bytes + batch->used, line, HEAD_BYTES);
    for (uint32_t left = line->present; left != 0; left &= left - 1)
        bytes = mempcpy(bytes, &line->amounts_micro[__builtin_ctz(left)], sizeof(int64_t));
    bytes = mempcpy(bytes, &texts_bytes, sizeof texts_bytes);
    for (size_t i = 0; texts != NULL && i < texts->count; i++) {
        const struct store_text *item = &texts->items[i];
        struct text_head head = {item->kind, item->hash, (uint32_t)item->text.length};
        bytes = mempcpy(bytes, &head, sizeof head);
        if (head.length > 0)
            bytes = mempcpy(bytes, item->text.bytes, head.length);
    }
    batch->used = (size_t)(bytes - batch->bytes);
    tie_assert(batch->used <= batch->capacity);
    batch->lines++;
}

bool store_batch_next(const struct store_batch *batch, size_t *at, struct store_line *line)
{
    tie_assert(batch != NULL && at != NULL && line != NULL);
    if (*at >= batch->used)
        return false;
    const char *bytes = batch->bytes + *at;
    memcpy(line, bytes, HEAD_BYTES);
    memset(line->amounts_micro, 0, sizeof line->amounts_micro);
    bytes += HEAD_BYTES;
    for (uint32_t left = line->present; left != 0; left &= left - 1) {
        memcpy(&line->amounts_micro[__builtin_ctz(left)], bytes, sizeof(int64_t));
        bytes += sizeof(int64_t);
    }
    uint32_t texts_bytes = 0;
    memcpy(&texts_bytes, bytes, sizeof texts_bytes);
    *at = (size_t)(bytes - batch->bytes) + sizeof texts_bytes + texts_bytes;
    tie_assert(*at <= batch->used);
    return true;
}

bool store_batch_texts(const struct store_batch *batch, size_t *at, struct store_texts *texts)
{
    tie_assert(batch != NULL && at != NULL && texts != NULL);
    if (*at >= batch->used)
        return false;
    uint32_t left = 0;
    const char *bytes = texts_of(batch, *at, &left);
    for (texts->count = 0; left > 0; texts->count++) {
        struct text_head head;
        memcpy(&head, bytes, sizeof head);
        bytes += sizeof head;
        tie_assert(texts->count < STORE_TEXTS_MOST && left >= sizeof head + head.length);
        texts->items[texts->count] =
            (struct store_text){head.kind, head.hash, {bytes, head.length}};
        bytes += head.length;
        left -= (uint32_t)sizeof head + head.length;
    }
    *at = (size_t)(bytes - batch->bytes);
    return true;
}

bool store_batch_is_flagged(const struct store_line *line)
{
    tie_assert(line != NULL);
    return (line->flags & ~(uint32_t)LINE_MONEY) != 0;
}

static const char *texts_of(const struct store_batch *batch, size_t at, uint32_t *bytes)
{
    const char *line = batch->bytes + at;
    uint32_t present = 0;
    memcpy(&present, line + offsetof(struct store_line, present), sizeof present);
    const char *texts = line + HEAD_BYTES + base_bits(present) * sizeof(int64_t);
    memcpy(bytes, texts, sizeof *bytes);
    return texts + sizeof *bytes;
}
