/* 64 bytes searched at once: a bit for each of them, the first byte lowest. Written once for any
 * processor and once for those of x86-64; the splitters take a search as an argument and are
 * compiled for each. */
#ifndef TIEOUT_RECORD_RECORD_BLOCK_H
#define TIEOUT_RECORD_RECORD_BLOCK_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && !defined(RECORD_PORTABLE)
#define RECORD_BLOCK_SSE2 1
#include <immintrin.h>
#else
#define RECORD_BLOCK_SSE2 0
#endif

#define ALWAYS_INLINE static inline __attribute__((always_inline))

enum { BLOCK_BYTES = 64 };

typedef uint64_t find_byte(const char *block, char byte);
typedef uint64_t find_end(const char *block); /* comma, quote, LF and CR */

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

#if RECORD_BLOCK_SSE2

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

#endif
