/* Seeded CSV-ish byte strings: the same seed gives the same bytes on every machine. Some are
 * well formed, some are what a broken program would write, some are noise. */
#ifndef TIEOUT_TESTS_SUPPORT_RECORD_RANDOM_H
#define TIEOUT_TESTS_SUPPORT_RECORD_RANDOM_H

#include "base/str.h"

struct record_random {
    uint64_t state; /* the seed, not 0 */
};

/* A number in [0, below), by xorshift64*. */
static inline uint32_t record_random_below(struct record_random *random, uint32_t below)
{
    uint64_t x = random->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    random->state = x;
    return (uint32_t)((x * UINT64_C(2685821657736338717)) >> 32) % below;
}

/* A piece of noise: mostly what means something to CSV. */
static inline void record_random_piece(struct record_random *random, struct buffer *text)
{
    static const char *const pieces[] = {"\"",
                                         "\"",
                                         "\"",
                                         ",",
                                         ",",
                                         "\n",
                                         "\n",
                                         "\r\n",
                                         "a",
                                         "b",
                                         " ",
                                         "\t",
                                         "\"\"",
                                         "\",\"",
                                         "\"\n\"",
                                         "\xc3\xa9",
                                         "\xf0\x9f\x98\x80",
                                         "a long cell of more than thirty-two bytes",
                                         "0123456789abcdef"};
    static const char *const bad[] = {"\r", "\xff", "\xe2\x82", "\xef\xbb\xbf", "\x80"};
    uint32_t pick = record_random_below(random, 400);
    if (pick == 0)
        buffer_add_byte(text, '\0');
    else if (pick < 6)
        buffer_add_c(text, bad[pick - 1]);
    else
        buffer_add_c(text, pieces[pick % array_count(pieces)]);
}

static inline void record_random_noise(struct record_random *random, struct buffer *text)
{
    uint32_t count = record_random_below(random, 40);
    for (uint32_t i = 0; i < count; i++)
        record_random_piece(random, text);
}

/* One cell as a careful program writes it. */
static inline void record_random_cell(struct record_random *random, struct buffer *text)
{
    static const char *const inside[] = {
        "a", "\"\"", ",", "\n", "\r\n", "1.50", " ", "\xc3\xa9", "USD", "prod-o4grxfafcxxxx",
        "",  ""};
    static const char *const bare[] = {
        "", "a", " ", "1.50", "-3", "USD ", "\xe2\x82\xac", "2026-11-22", "0123456789abcdef0"};
    if (record_random_below(random, 3) == 0) {
        buffer_add_c(text, bare[record_random_below(random, array_count(bare))]);
        return;
    }
    uint32_t parts = record_random_below(random, 4);
    uint32_t choices = record_random_below(random, 4) == 0 ? array_count(inside) : 1;
    buffer_add_byte(text, '"');
    for (uint32_t i = 0; i < parts; i++)
        buffer_add_c(text, inside[record_random_below(random, choices)]);
    buffer_add_byte(text, '"');
}

/* A well-formed file, blank lines and both kinds of line ends included. */
static inline void record_random_file(struct record_random *random, struct buffer *text)
{
    const char *line_end = record_random_below(random, 2) == 0 ? "\n" : "\r\n";
    uint32_t records = record_random_below(random, 6);
    if (record_random_below(random, 8) == 0)
        buffer_add_c(text, "\xef\xbb\xbf");
    for (uint32_t i = 0; i < records; i++) {
        uint32_t cells = 1 + record_random_below(random, 5);
        for (uint32_t cell = 0; cell < cells; cell++) {
            buffer_add_c(text, cell > 0 ? "," : "");
            record_random_cell(random, text);
        }
        if (i + 1 < records || record_random_below(random, 2) == 0)
            buffer_add_c(text, line_end);
        if (record_random_below(random, 6) == 0)
            buffer_add_c(text, line_end);
    }
}

/* Gives `check` a text a seed, well formed and noise in turn, and what is left of the seed. */
static inline void record_random_each(uint64_t seeds,
                                      void (*check)(struct str text, struct record_random *))
{
    for (uint64_t seed = 1; seed <= seeds; seed++) {
        struct record_random random = {seed};
        struct buffer text = {0};
        if (seed % 2 == 0)
            record_random_noise(&random, &text);
        else
            record_random_file(&random, &text);
        if (text.length > 0)
            check(buffer_str(&text), &random);
        buffer_free(&text);
    }
}

/* A well-formed file with one byte changed: what goes wrong is then far from the beginning. */
static inline void record_random_broken(struct record_random *random, struct buffer *text)
{
    static const char bytes[] = "\",\n\ra \0\xff";
    record_random_file(random, text);
    if (text->length > 0)
        text->bytes[record_random_below(random, (uint32_t)text->length)] =
            bytes[record_random_below(random, sizeof bytes - 1)];
}

#endif
