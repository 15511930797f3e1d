/* A record is walked field by field: a quoted field ends at the next quote, an unquoted one at
 * the next byte that means anything, both looked for many bytes at once. The walk is written
 * once and takes the two searches as arguments, so that each kind of processor gets its own
 * copy. */
#include "record/record_split.h"

#include <string.h>

#if defined(__SSE2__) && !defined(RECORD_PORTABLE)
#define RECORD_SPLIT_SSE2 1
#include <emmintrin.h>
#else
#define RECORD_SPLIT_SSE2 0
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* The first quote from `at` on, or anything not before `end`; *feeds becomes other than 0 if a
 * line feed stands before it (and may if one stands behind it). */
typedef const char *find_quote(const char *at, const char *end, unsigned *feeds);
/* The first comma, quote, LF or CR from `at` on, or anything not before `end`. */
typedef const char *find_end(const char *at, const char *end);

ALWAYS_INLINE enum record_split_end walk(struct record_split *split, struct str bytes,
                                         bool at_end, find_quote *quote,
                                         find_end *unquoted_end);
ALWAYS_INLINE enum record_split_end finish(struct record_split *split, struct str bytes,
                                           const char *at);
ALWAYS_INLINE const char *find_quote_portable(const char *at, const char *end, unsigned *feeds);
ALWAYS_INLINE const char *find_end_portable(const char *at, const char *end);

#if RECORD_SPLIT_SSE2

ALWAYS_INLINE const char *find_quote_sse2(const char *at, const char *end, unsigned *feeds);
ALWAYS_INLINE const char *find_end_sse2(const char *at, const char *end);

enum record_split_end record_split(struct record_split *split, struct str bytes, bool at_end)
{
    return walk(split, bytes, at_end, find_quote_sse2, find_end_sse2);
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
    return walk(split, bytes, at_end, find_quote_portable, find_end_portable);
}

ALWAYS_INLINE enum record_split_end walk(struct record_split *split, struct str bytes,
                                         bool at_end, find_quote *quote, find_end *unquoted_end)
{
    tie_assert(bytes.length > 0);
    tie_assert(split->capacity > 0);
    const char *at = bytes.bytes, *end = at + bytes.length;
    struct record_field *field = split->fields, *last = field + split->capacity - 1;
    unsigned feeds = 0;
    for (;; field++) {
        bool quoted = at < end && *at == '"';
        const char *first = at + quoted;
        const char *stop = quoted ? quote(first, end, &feeds) : unquoted_end(first, end);
        if (stop >= end) {
            if (!at_end)
                return RECORD_SPLIT_MORE;
            if (quoted)
                return RECORD_SPLIT_ODD;
            stop = end;
        }
        *field = (struct record_field){first, (uint32_t)(stop - first), quoted};
        at = stop + quoted;
        if (at >= end || *at != ',')
            break;
        if (field == last)
            return RECORD_SPLIT_ODD;
        at++;
    }
    split->count = (uint32_t)(field - split->fields) + 1;
    split->may_hold_feeds = feeds != 0;
    if (at == end && !at_end)
        return RECORD_SPLIT_MORE;
    return finish(split, bytes, at);
}

/* The byte at `at`, behind the last field, must be a line end or the end of all. */
ALWAYS_INLINE enum record_split_end finish(struct record_split *split, struct str bytes,
                                           const char *at)
{
    size_t length = (size_t)(at - bytes.bytes);
    if (length < bytes.length && *at == '\n') {
        split->length = length + 1;
        return RECORD_SPLIT_DONE;
    }
    if (bytes.length - length >= 2 && at[0] == '\r' && at[1] == '\n') {
        split->length = length + 2;
        return RECORD_SPLIT_DONE;
    }
    split->length = length;
    return length == bytes.length ? RECORD_SPLIT_DONE : RECORD_SPLIT_ODD;
}

ALWAYS_INLINE const char *find_quote_portable(const char *at, const char *end, unsigned *feeds)
{
    for (; at < end && *at != '"'; at++)
        *feeds |= *at == '\n';
    return at;
}

ALWAYS_INLINE const char *find_end_portable(const char *at, const char *end)
{
    while (at < end && *at != ',' && *at != '\n' && *at != '"' && *at != '\r')
        at++;
    return at;
}

#if RECORD_SPLIT_SSE2

ALWAYS_INLINE __m128i load(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/* A bit for each of the 32 bytes at `low` and `high` that is `byte`. */
ALWAYS_INLINE unsigned bits_equal(__m128i low, __m128i high, char byte)
{
    __m128i all = _mm_set1_epi8(byte);
    unsigned low_bits = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(low, all));
    unsigned high_bits = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(high, all));
    return low_bits | high_bits << 16;
}

/* Cells are short: most are decided by the first 32 bytes, which may reach into the padding. */
ALWAYS_INLINE const char *find_quote_sse2(const char *at, const char *end, unsigned *feeds)
{
    for (; at < end; at += 32) {
        __m128i low = load(at), high = load(at + 16);
        unsigned quotes = bits_equal(low, high, '"');
        unsigned feeds_here = bits_equal(low, high, '\n');
        if (quotes != 0) {
            *feeds |= feeds_here & (quotes ^ (quotes - 1));
            return at + __builtin_ctz(quotes);
        }
        *feeds |= feeds_here;
    }
    return end;
}

ALWAYS_INLINE const char *find_end_sse2(const char *at, const char *end)
{
    for (; at < end; at += 16) {
        __m128i block = load(at);
        __m128i comma = _mm_cmpeq_epi8(block, _mm_set1_epi8(','));
        __m128i quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
        __m128i feed = _mm_cmpeq_epi8(block, _mm_set1_epi8('\n'));
        __m128i cr = _mm_cmpeq_epi8(block, _mm_set1_epi8('\r'));
        __m128i any = _mm_or_si128(_mm_or_si128(comma, quote), _mm_or_si128(feed, cr));
        unsigned bits = (unsigned)_mm_movemask_epi8(any);
        if (bits != 0)
            return at + __builtin_ctz(bits);
    }
    return end;
}

#endif
