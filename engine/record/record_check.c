/* Plain blocks (ASCII without NUL and CR, which is nearly all of them) are passed many bytes at
 * a time; what is left is looked at byte by byte. */
#include "record/record_check.h"

#include <string.h>

#if defined(__SSE2__) && !defined(RECORD_PORTABLE)
#define RECORD_CHECK_SSE2 1
#include <emmintrin.h>
#else
#define RECORD_CHECK_SSE2 0
#endif

/* What one character may be, by its first byte: how many bytes follow, and the range of the
 * first of them (which keeps out overlong forms, surrogates and what lies beyond U+10FFFF). */
struct lead {
    unsigned char first, last;
    unsigned char followers;
    unsigned char second_low, second_high;
};

static const struct lead leads[] = {
    {0xc2, 0xdf, 1, 0x80, 0xbf}, {0xe0, 0xe0, 2, 0xa0, 0xbf}, {0xe1, 0xec, 2, 0x80, 0xbf},
    {0xed, 0xed, 2, 0x80, 0x9f}, {0xee, 0xef, 2, 0x80, 0xbf}, {0xf0, 0xf0, 3, 0x90, 0xbf},
    {0xf1, 0xf3, 3, 0x80, 0xbf}, {0xf4, 0xf4, 3, 0x80, 0x8f},
};

static size_t plain_length(const unsigned char *bytes, size_t length);
static size_t check_odd(const unsigned char *bytes, size_t length, bool at_end,
                        enum record_trouble_kind *kind);
static size_t check_cr(const unsigned char *bytes, size_t length, bool at_end,
                       enum record_trouble_kind *kind);
static size_t check_character(const unsigned char *bytes, size_t length, bool at_end,
                              enum record_trouble_kind *kind);
static const struct lead *lead_of(unsigned char byte);

size_t record_check(struct str bytes, bool at_end, enum record_trouble_kind *kind)
{
    tie_assert(kind != NULL);
    tie_assert(bytes.bytes != NULL || bytes.length == 0);
    *kind = RECORD_TROUBLE_NONE;
    const unsigned char *first = (const unsigned char *)bytes.bytes;
    size_t at = 0;
    while (at < bytes.length) {
        at += plain_length(first + at, bytes.length - at);
        if (at == bytes.length)
            break;
        size_t step = check_odd(first + at, bytes.length - at, at_end, kind);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

static inline bool byte_is_plain(unsigned char byte)
{
    return byte != 0 && byte != '\r' && byte < 0x80;
}

#if RECORD_CHECK_SSE2

/* The sign bit of each byte of the result says that the byte is not plain. */
static inline __m128i odd_bytes(const unsigned char *bytes)
{
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i nul = _mm_cmpeq_epi8(block, _mm_setzero_si128());
    __m128i cr = _mm_cmpeq_epi8(block, _mm_set1_epi8('\r'));
    return _mm_or_si128(block, _mm_or_si128(nul, cr));
}

/* How many plain bytes come first, in whole blocks as far as they are wholly plain. */
static size_t plain_blocks(const unsigned char *bytes, size_t length)
{
    size_t at = 0;
    for (; length - at >= 64; at += 64) {
        __m128i low = _mm_or_si128(odd_bytes(bytes + at), odd_bytes(bytes + at + 16));
        __m128i high = _mm_or_si128(odd_bytes(bytes + at + 32), odd_bytes(bytes + at + 48));
        if (_mm_movemask_epi8(_mm_or_si128(low, high)) != 0)
            break;
    }
    while (length - at >= 16 && _mm_movemask_epi8(odd_bytes(bytes + at)) == 0)
        at += 16;
    return at;
}

#else

/* Eight bytes at a time: a byte less than 1 borrows into its top bit when 1 is taken away. */
static size_t plain_blocks(const unsigned char *bytes, size_t length)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    size_t at = 0;
    for (; length - at >= 8; at += 8) {
        uint64_t block;
        memcpy(&block, bytes + at, sizeof block);
        uint64_t cr = block ^ (ones * '\r');
        if (((block | (block - ones) | (cr - ones)) & tops) != 0)
            break;
    }
    return at;
}

#endif

static size_t plain_length(const unsigned char *bytes, size_t length)
{
    size_t at = plain_blocks(bytes, length);
    while (at < length && byte_is_plain(bytes[at]))
        at++;
    return at;
}

/* The good bytes of what begins with a byte that is not plain; 0 as record_check says. */
static size_t check_odd(const unsigned char *bytes, size_t length, bool at_end,
                        enum record_trouble_kind *kind)
{
    tie_assert(length > 0);
    if (bytes[0] == '\r')
        return check_cr(bytes, length, at_end, kind);
    if (bytes[0] != 0)
        return check_character(bytes, length, at_end, kind);
    *kind = RECORD_TROUBLE_NUL;
    return 0;
}

static size_t check_cr(const unsigned char *bytes, size_t length, bool at_end,
                       enum record_trouble_kind *kind)
{
    if (length >= 2 && bytes[1] == '\n')
        return 2;
    if (length >= 2 || at_end)
        *kind = RECORD_TROUBLE_CR;
    return 0;
}

static size_t check_character(const unsigned char *bytes, size_t length, bool at_end,
                              enum record_trouble_kind *kind)
{
    const struct lead *lead = lead_of(bytes[0]);
    size_t need = lead == NULL ? 0 : (size_t)lead->followers + 1;
    bool good = lead != NULL;
    for (size_t i = 1; good && i < need && i < length; i++) {
        unsigned char low = i == 1 ? lead->second_low : 0x80;
        unsigned char high = i == 1 ? lead->second_high : 0xbf;
        good = bytes[i] >= low && bytes[i] <= high;
    }
    if (good && need <= length)
        return need;
    if (!good || at_end)
        *kind = RECORD_TROUBLE_UTF8;
    return 0;
}

static const struct lead *lead_of(unsigned char byte)
{
    for (size_t i = 0; i < array_count(leads); i++)
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    return NULL;
}
