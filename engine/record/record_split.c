/* Files as issued quote every field, and record_quoted.c reads those. Any other record is walked
 * field by field: a quoted field ends at the next quote, an unquoted one at the next byte that
 * means anything. Where these are is found for 64 bytes at once, ahead of the walk: looking for
 * each field's end from its beginning would make every field wait for the one before. The walk is
 * written once and takes the two searches as arguments, so that each kind of processor gets its
 * own copy. */
#include "record/record_split.h"

#include "record/record_block.h"
#include "record/record_quoted.h"

struct search {
    find_byte *byte;
    find_end *end;
};

/* The block that was last searched for quotes, and that for the ends of unquoted fields; each
 * kind of field moves its own when it comes to lie behind it. */
struct blocks {
    const char *bytes;
    size_t length;
    size_t quotes_first; /* the block's place */
    uint64_t quotes;     /* those that no field has used yet */
    uint64_t feeds;      /* the line feeds of the same block */
    uint64_t feeds_before;
    size_t ends_first;
    uint64_t ends;
};

ALWAYS_INLINE enum record_split_end walk(struct record_split *split, struct str bytes,
                                         bool at_end, struct search search);
ALWAYS_INLINE size_t next_quote(struct blocks *blocks, size_t at, struct search search);
ALWAYS_INLINE void read_quotes(struct blocks *blocks, size_t at, struct search search);
ALWAYS_INLINE size_t next_end(struct blocks *blocks, size_t at, struct search search);
ALWAYS_INLINE bool feeds_inside(const struct blocks *blocks, size_t at);
ALWAYS_INLINE enum record_split_end finish(struct record_split *split, struct str bytes,
                                           size_t at);
#if RECORD_BLOCK_SSE2

enum record_split_end record_split(struct record_split *split, struct str bytes, bool at_end)
{
    if (record_quoted_split(split, bytes))
        return RECORD_SPLIT_DONE;
    return walk(split, bytes, at_end, (struct search){find_byte_sse2, find_end_sse2});
}

#else

enum record_split_end record_split(struct record_split *split, struct str bytes, bool at_end)
{
    return record_split_portable(split, bytes, at_end);
}

#endif

enum record_split_end record_split_portable(struct record_split *split, struct str bytes,
                                            bool at_end)
{
    if (record_quoted_split_portable(split, bytes))
        return RECORD_SPLIT_DONE;
    return walk(split, bytes, at_end, (struct search){find_byte_portable, find_end_portable});
}

ALWAYS_INLINE enum record_split_end walk(struct record_split *split, struct str bytes,
                                         bool at_end, struct search search)
{
    tie_assert(bytes.length > 0);
    tie_assert(split->capacity > 0);
    /* Blocks that lie wholly before the bytes, modulo the size of an address: none is read yet.
     */
    struct blocks blocks = {.bytes = bytes.bytes,
                            .length = bytes.length,
                            .quotes_first = (size_t)0 - BLOCK_BYTES,
                            .ends_first = (size_t)0 - BLOCK_BYTES};
    struct record_field *field = split->fields, *last = field + split->capacity - 1;
    size_t at = 0;
    for (;; field++) {
        bool quoted = at < bytes.length && bytes.bytes[at] == '"';
        size_t first = at + quoted;
        size_t stop = quoted ? next_quote(&blocks, at, search) : next_end(&blocks, at, search);
        if (stop >= bytes.length) {
            if (!at_end)
                return RECORD_SPLIT_MORE;
            if (quoted)
                return RECORD_SPLIT_ODD;
            stop = bytes.length;
        }
        uint32_t length = (uint32_t)(stop - first);
        *field = (struct record_field){bytes.bytes + first, length, quoted};
        at = stop + quoted;
        if (at >= bytes.length || bytes.bytes[at] != ',')
            break;
        if (field == last)
            return RECORD_SPLIT_ODD;
        at++;
    }
    if (at == bytes.length && !at_end)
        return RECORD_SPLIT_MORE;
    split->count = (uint32_t)(field - split->fields) + 1;
    split->may_hold_feeds = feeds_inside(&blocks, at);
    return finish(split, bytes, at);
}

/* The quote that closes the field whose opening quote stands at `at`, or a place not before the
 * end. Both are used up: the lowest bit is always that of the next field. */
ALWAYS_INLINE size_t next_quote(struct blocks *blocks, size_t at, struct search search)
{
    if (at - blocks->quotes_first >= BLOCK_BYTES)
        read_quotes(blocks, at, search);
    blocks->quotes &= blocks->quotes - 1;
    while (blocks->quotes == 0) {
        if (blocks->quotes_first + BLOCK_BYTES >= blocks->length)
            return blocks->length;
        read_quotes(blocks, blocks->quotes_first + BLOCK_BYTES, search);
    }
    size_t stop = blocks->quotes_first + (size_t)__builtin_ctzll(blocks->quotes);
    blocks->quotes &= blocks->quotes - 1;
    return stop;
}

ALWAYS_INLINE void read_quotes(struct blocks *blocks, size_t at, struct search search)
{
    blocks->feeds_before |= blocks->feeds;
    blocks->quotes_first = at;
    blocks->quotes = search.byte(blocks->bytes + at, '"');
    blocks->feeds = search.byte(blocks->bytes + at, '\n');
}

/* The first byte from `at` on that ends an unquoted field, or a place not before the end. */
ALWAYS_INLINE size_t next_end(struct blocks *blocks, size_t at, struct search search)
{
    if (at - blocks->ends_first >= BLOCK_BYTES) {
        blocks->ends_first = at;
        blocks->ends = search.end(blocks->bytes + at);
    }
    uint64_t ends = blocks->ends & (UINT64_MAX << (at - blocks->ends_first));
    while (ends == 0) {
        blocks->ends_first += BLOCK_BYTES;
        if (blocks->ends_first >= blocks->length)
            return blocks->length;
        blocks->ends = search.end(blocks->bytes + blocks->ends_first);
        ends = blocks->ends;
    }
    return blocks->ends_first + (size_t)__builtin_ctzll(ends);
}

/* Whether a line feed stood in the blocks searched for quotes, before the record's end at `at`:
 * then it is a quoted field's, as unquoted ones have none. */
ALWAYS_INLINE bool feeds_inside(const struct blocks *blocks, size_t at)
{
    size_t place = at - blocks->quotes_first;
    uint64_t before = place < BLOCK_BYTES ? (UINT64_C(1) << place) - 1 : UINT64_MAX;
    return (blocks->feeds_before | (blocks->feeds & before)) != 0;
}

/* The byte at `at`, behind the last field, must be a line end or the end of all. */
ALWAYS_INLINE enum record_split_end finish(struct record_split *split, struct str bytes,
                                           size_t at)
{
    size_t left = bytes.length - at;
    split->length = at;
    if (left == 0)
        return RECORD_SPLIT_DONE;
    if (bytes.bytes[at] == '\n') {
        split->length = at + 1;
        return RECORD_SPLIT_DONE;
    }
    if (left >= 2 && bytes.bytes[at] == '\r' && bytes.bytes[at + 1] == '\n') {
        split->length = at + 2;
        return RECORD_SPLIT_DONE;
    }
    return RECORD_SPLIT_ODD;
}
