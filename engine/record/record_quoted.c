/* The quotes of the whole record are found before the first field is looked at: its end is the
 * first line feed with an even number of them before it, and its fields are what stands between
 * each two. Nothing here waits for the field before, and nothing branches on what a cell holds. */
#include "record/record_quoted.h"

#include "record/record_block.h"

enum { QUOTES_MAX = 512, QUOTES_AT_ONCE = 8 };

/* The places of a record's quotes, from its first byte. */
struct quotes {
    size_t count;
    size_t end; /* of the line feed that ends the record */
    bool feeds_inside;
    uint32_t places[QUOTES_MAX + BLOCK_BYTES + QUOTES_AT_ONCE];
};

typedef bool find_quotes(struct quotes *quotes, struct str bytes);

ALWAYS_INLINE bool find_with(struct quotes *quotes, struct str bytes, find_byte *search);
ALWAYS_INLINE uint32_t *add_places(uint32_t *place, uint64_t found, size_t at);
ALWAYS_INLINE uint64_t end_among(uint64_t feeds, uint64_t found, size_t quotes_before);
static bool split_by(find_quotes *find, struct record_split *split, struct str bytes);
static bool fields_between(struct record_split *split, const char *bytes,
                           struct quotes *quotes);

static bool find_portable(struct quotes *quotes, struct str bytes)
{
    return find_with(quotes, bytes, find_byte_portable);
}

bool record_quoted_split_portable(struct record_split *split, struct str bytes)
{
    return split_by(find_portable, split, bytes);
}

#if RECORD_BLOCK_SSE2

#ifndef RECORD_BASELINE
#define RECORD_BASELINE 0 /* 1: as a processor without AVX2 runs it; a test's */
#endif
#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 ALWAYS_INLINE uint64_t find_byte_avx2(const char *block, char byte)
{
    const __m256i all = _mm256_set1_epi8(byte);
    const __m256i *at = (const __m256i *)(const void *)block;
    __m256i low = _mm256_cmpeq_epi8(_mm256_loadu_si256(at), all);
    __m256i high = _mm256_cmpeq_epi8(_mm256_loadu_si256(at + 1), all);
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high)
                                                     << 32;
}

AVX2 static bool find_avx2(struct quotes *quotes, struct str bytes)
{
    return find_with(quotes, bytes, find_byte_avx2);
}

static bool find_sse2(struct quotes *quotes, struct str bytes)
{
    return find_with(quotes, bytes, find_byte_sse2);
}

bool record_quoted_split(struct record_split *split, struct str bytes)
{
    bool newer = !RECORD_BASELINE && __builtin_cpu_supports("avx2") &&
                 __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
    return split_by(newer ? find_avx2 : find_sse2, split, bytes);
}

#else

bool record_quoted_split(struct record_split *split, struct str bytes)
{
    return record_quoted_split_portable(split, bytes);
}

#endif

static bool split_by(find_quotes *find, struct record_split *split, struct str bytes)
{
    tie_assert(split != NULL && split->capacity > 0);
    tie_assert(bytes.length > 0);
    struct quotes quotes;
    return bytes.bytes[0] == '"' && find(&quotes, bytes) &&
           fields_between(split, bytes.bytes, &quotes);
}

/* False when no line feed ends the record, or its quotes are more than are kept. */
ALWAYS_INLINE bool find_with(struct quotes *quotes, struct str bytes, find_byte *search)
{
    uint32_t *place = quotes->places;
    quotes->feeds_inside = false;
    for (size_t at = 0; at < bytes.length; at += BLOCK_BYTES) {
        uint64_t found = search(bytes.bytes + at, '"');
        uint64_t feeds = search(bytes.bytes + at, '\n');
        if (feeds != 0) {
            uint64_t end = end_among(feeds, found, (size_t)(place - quotes->places));
            quotes->feeds_inside |= feeds != end && (feeds & (end - 1)) != 0;
            if (end != 0) {
                place = add_places(place, found & (end - 1), at);
                quotes->count = (size_t)(place - quotes->places);
                quotes->end = at + (size_t)__builtin_ctzll(end);
                return quotes->end < bytes.length;
            }
        }
        place = add_places(place, found, at);
        if (place - quotes->places > QUOTES_MAX)
            return false;
    }
    return false;
}

/* Of the line feeds of a block the first that stands outside quotes, as its bit; 0: none. */
ALWAYS_INLINE uint64_t end_among(uint64_t feeds, uint64_t found, size_t quotes_before)
{
    for (; feeds != 0; feeds &= feeds - 1) {
        uint64_t feed = feeds & (0 - feeds);
        int in_block = __builtin_popcountll(found & (feed - 1));
        if ((quotes_before + (size_t)in_block) % 2 == 0)
            return feed;
    }
    return 0;
}

/* Some more are written than there are, so that their number is not branched on. */
ALWAYS_INLINE uint32_t *add_places(uint32_t *place, uint64_t found, size_t at)
{
    int count = __builtin_popcountll(found);
    for (int done = 0; done < count; done += QUOTES_AT_ONCE)
        for (int i = 0; i < QUOTES_AT_ONCE; i++) {
            const uint64_t top = UINT64_C(1) << (BLOCK_BYTES - 1);
            place[done + i] = (uint32_t)at + (uint32_t)__builtin_ctzll(found | top);
            found &= found - 1;
        }
    return place + count;
}

/* False when anything but one comma stands between two fields, or anything but the line end
 * behind the last: it is found out for all of them at once. */
static bool fields_between(struct record_split *split, const char *bytes, struct quotes *quotes)
{
    size_t count = quotes->count / 2;
    size_t end = quotes->end - (quotes->end > 0 && bytes[quotes->end - 1] == '\r');
    if (quotes->count % 2 != 0 || count == 0 || count > split->capacity)
        return false;
    quotes->places[quotes->count] = (uint32_t)end + 1; /* as if a comma ended the line */
    bool plain = quotes->places[0] == 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t *place = &quotes->places[2 * i];
        plain &= place[2] - place[1] == 2;
        plain &= (bytes[place[1] + 1] == ',') | (i + 1 == count);
        split->fields[i] =
            (struct record_field){bytes + place[0] + 1, place[1] - place[0] - 1, true};
    }
    split->count = (uint32_t)count;
    split->length = quotes->end + 1;
    split->may_hold_feeds = quotes->feeds_inside;
    return plain;
}
