/* A record is walked field by field: a quoted field ends at the next quote, an unquoted one at
 * the next byte that means anything. Where these are is found for 64 bytes at once, ahead of
 * the walk: looking for each field's end from its beginning would make every field wait for the
 * one before. The walk is written once and takes the two searches as arguments, so that each
 * kind of processor gets its own copy. */
#include "record/record_split.h"

#include <string.h>

#if defined(__SSE2__) && !defined(RECORD_PORTABLE)
#define RECORD_SPLIT_SSE2 1
#include <emmintrin.h>
#else
#define RECORD_SPLIT_SSE2 0
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))

enum { BLOCK_BYTES = 64 };

/* A bit a byte of a block, the first byte lowest. */
typedef uint64_t find_byte(const char *block, char byte);
typedef uint64_t find_end(const char *block); /* comma, quote, LF and CR */

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
ALWAYS_INLINE uint64_t find_byte_portable(const char *block, char byte);
ALWAYS_INLINE uint64_t find_end_portable(const char *block);

#if RECORD_SPLIT_SSE2

ALWAYS_INLINE uint64_t find_byte_sse2(const char *block, char byte);
ALWAYS_INLINE uint64_t find_end_sse2(const char *block);

enum record_split_end record_split(struct record_split *split, struct str bytes, bool at_end)
{
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

/* The top bit of each of eight bytes that is `byte`: adding 0x7f to the other seven bits of a
 * byte reaches its top bit unless they are 0, and no byte carries into the next. */
ALWAYS_INLINE uint64_t equal_tops(uint64_t bytes, char byte)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x7f;
    uint64_t other = bytes ^ (ones * (unsigned char)byte);
    return ~(((other & low) + low) | other | low);
}

/* Eight top bits side by side, the first byte's lowest. */
ALWAYS_INLINE uint64_t gather_tops(uint64_t tops)
{
    return (tops >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

ALWAYS_INLINE uint64_t load_eight(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

ALWAYS_INLINE uint64_t find_byte_portable(const char *block, char byte)
{
    uint64_t bits = 0;
    for (int at = 0; at < BLOCK_BYTES; at += 8)
        bits |= gather_tops(equal_tops(load_eight(block + at), byte)) << at;
    return bits;
}

ALWAYS_INLINE uint64_t find_end_portable(const char *block)
{
    uint64_t bits = 0;
    for (int at = 0; at < BLOCK_BYTES; at += 8) {
        uint64_t bytes = load_eight(block + at);
        uint64_t tops = equal_tops(bytes, ',') | equal_tops(bytes, '"');
        tops |= equal_tops(bytes, '\n') | equal_tops(bytes, '\r');
        bits |= gather_tops(tops) << at;
    }
    return bits;
}

#if RECORD_SPLIT_SSE2

ALWAYS_INLINE __m128i load(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

ALWAYS_INLINE uint64_t bits_of(__m128i a, __m128i b, __m128i c, __m128i d)
{
    uint64_t low = (unsigned)_mm_movemask_epi8(a) | (uint64_t)_mm_movemask_epi8(b) << 16;
    uint64_t high = (unsigned)_mm_movemask_epi8(c) | (uint64_t)_mm_movemask_epi8(d) << 16;
    return low | high << 32;
}

ALWAYS_INLINE uint64_t find_byte_sse2(const char *block, char byte)
{
    __m128i all = _mm_set1_epi8(byte);
    return bits_of(_mm_cmpeq_epi8(load(block), all), _mm_cmpeq_epi8(load(block + 16), all),
                   _mm_cmpeq_epi8(load(block + 32), all),
                   _mm_cmpeq_epi8(load(block + 48), all));
}

ALWAYS_INLINE __m128i ends_of(__m128i bytes)
{
    __m128i comma = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(','));
    __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i feed = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    __m128i cr = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'));
    return _mm_or_si128(_mm_or_si128(comma, quote), _mm_or_si128(feed, cr));
}

ALWAYS_INLINE uint64_t find_end_sse2(const char *block)
{
    return bits_of(ends_of(load(block)), ends_of(load(block + 16)), ends_of(load(block + 32)),
                   ends_of(load(block + 48)));
}

#endif
