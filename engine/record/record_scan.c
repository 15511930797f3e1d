/* Sixty-four bytes at a time become two words: where the quotes are and where the line feeds.
 * An odd number of quotes before a line feed means that it stands inside a cell. On purpose
 * nothing here is shared with the reader. */
#include "record/record_scan.h"

#if defined(__SSE2__) && !defined(RECORD_PORTABLE)
#define RECORD_SCAN_SSE2 1
#include <emmintrin.h>
#else
#define RECORD_SCAN_SSE2 0
#endif

enum { BLOCK_BYTES = 64 };

/* A bit a byte of a block, the first byte lowest. */
struct block {
    uint64_t quotes;
    uint64_t feeds;
};

static size_t pass_mark(struct record_scan *scan, struct str bytes);
static struct block block_read(const char *bytes);
static struct block block_read_bytes(const char *bytes, size_t length);
static void block_count(struct record_scan *scan, struct block block, const char *bytes,
                        size_t length);
static void line_add(struct record_scan *scan, const char *bytes, size_t length);
static void line_end(struct record_scan *scan);

void record_scan_feed(struct record_scan *scan, struct str bytes)
{
    tie_assert(scan != NULL);
    tie_assert(bytes.bytes != NULL || bytes.length == 0);
    size_t at = pass_mark(scan, bytes);
    for (; bytes.length - at >= BLOCK_BYTES; at += BLOCK_BYTES)
        block_count(scan, block_read(bytes.bytes + at), bytes.bytes + at, BLOCK_BYTES);
    size_t left = bytes.length - at;
    if (left > 0)
        block_count(scan, block_read_bytes(bytes.bytes + at, left), bytes.bytes + at, left);
}

void record_scan_finish(struct record_scan *scan)
{
    tie_assert(scan->here_bytes >= 0);
    if (scan->bytes == scan->noise_bytes && scan->blank_lines == 0 && scan->bytes < 3) {
        scan->here_bytes = scan->noise_bytes; /* it was no mark, only like one */
        scan->noise_bytes = 0;
    }
    if (scan->here_bytes > 0) {
        scan->records++;
        scan->record_bytes += scan->here_bytes;
        scan->here_bytes = 0;
    }
    tie_assert(scan->record_bytes + scan->noise_bytes == scan->bytes);
}

void record_scan_listen(void *context, struct str bytes)
{
    record_scan_feed(context, bytes);
}

/* The first bytes of the file, as long as they are those of a byte order mark, are counted as
 * noise; when it turns out to be none they become part of the first line. Returns how many of
 * `bytes` are dealt with. */
static size_t pass_mark(struct record_scan *scan, struct str bytes)
{
    static const unsigned char mark[] = {0xef, 0xbb, 0xbf};
    size_t at = 0;
    while (scan->bytes < 3 && scan->bytes == scan->noise_bytes && scan->blank_lines == 0 &&
           at < bytes.length) {
        if ((unsigned char)bytes.bytes[at] != mark[scan->bytes]) {
            scan->here_bytes = scan->noise_bytes;
            scan->noise_bytes = 0;
            break;
        }
        scan->bytes++;
        scan->noise_bytes++;
        at++;
    }
    return at;
}

#if RECORD_SCAN_SSE2

/* A bit for each of 16 bytes that is `byte`. */
static inline uint64_t bits_equal(__m128i bytes, char byte)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
}

static struct block block_read(const char *bytes)
{
    struct block block = {0, 0};
    for (int part = 0; part < 4; part++) {
        __m128i here = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
        block.quotes |= bits_equal(here, '"') << 16 * part;
        block.feeds |= bits_equal(here, '\n') << 16 * part;
    }
    return block;
}

#else

static struct block block_read(const char *bytes)
{
    return block_read_bytes(bytes, BLOCK_BYTES);
}

#endif

static struct block block_read_bytes(const char *bytes, size_t length)
{
    tie_assert(length <= BLOCK_BYTES);
    struct block block = {0, 0};
    for (size_t i = 0; i < length; i++) {
        block.quotes |= (uint64_t)(bytes[i] == '"') << i;
        block.feeds |= (uint64_t)(bytes[i] == '\n') << i;
    }
    return block;
}

static void block_count(struct record_scan *scan, struct block block, const char *bytes,
                        size_t length)
{
    size_t from = 0;
    for (uint64_t feeds = block.feeds; feeds != 0; feeds &= feeds - 1) {
        unsigned at = (unsigned)__builtin_ctzll(feeds);
        uint64_t before = block.quotes & ((UINT64_C(1) << at) - 1);
        if (scan->in_quotes != (__builtin_parityll(before) != 0))
            continue;
        line_add(scan, bytes + from, at - from);
        line_end(scan);
        from = at + 1;
    }
    line_add(scan, bytes + from, length - from);
    scan->in_quotes ^= __builtin_parityll(block.quotes) != 0;
    scan->bytes += (int64_t)length;
}

/* Bytes of the line under way, its line feed excepted. */
static void line_add(struct record_scan *scan, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    scan->only_cr = scan->here_bytes == 0 && length == 1 && bytes[0] == '\r';
    scan->here_bytes += (int64_t)length;
}

/* The line ends with a line feed. */
static void line_end(struct record_scan *scan)
{
    int64_t length = scan->here_bytes + 1;
    bool blank = length == 1 || (length == 2 && scan->only_cr);
    scan->records += !blank;
    scan->blank_lines += blank;
    scan->record_bytes += blank ? 0 : length;
    scan->noise_bytes += blank ? length : 0;
    scan->here_bytes = 0;
}
