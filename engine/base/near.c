/* Distances between words, row by row of the usual table; three rows are enough to see a swap. */
#include "base/near.h"

#include <stdio.h>
#include <string.h>

enum { PREFIX_BYTES_MIN = 2, ROW = NEAR_WORD_BYTES + 1 };

static char lower(char byte);
static bool same(struct str a, size_t i, struct str b, size_t j);
static size_t least(size_t a, size_t b);
static size_t slips_allowed(struct str asked, struct str word);

size_t near_distance(struct str a, struct str b)
{
    tie_assert(a.bytes != NULL || a.length == 0);
    tie_assert(b.bytes != NULL || b.length == 0);
    if (a.length > NEAR_WORD_BYTES || b.length > NEAR_WORD_BYTES)
        return SIZE_MAX;
    size_t rows[3][ROW] = {{0}};
    for (size_t j = 0; j <= b.length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t *now = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            now[j] = least(above[j - 1] + !same(a, i - 1, b, j - 1),
                           least(above[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1))
                now[j] = least(now[j], rows[(i + 1) % 3][j - 2] + 1);
        }
    }
    return rows[a.length % 3][b.length];
}

void near_begin(struct near *near, struct str asked)
{
    tie_assert(near != NULL);
    *near = (struct near){.asked = asked, .distance = SIZE_MAX};
}

void near_offer(struct near *near, struct str word)
{
    tie_assert(near != NULL);
    size_t distance = near_distance(near->asked, word);
    struct str head = {word.bytes, least(word.length, near->asked.length)};
    if (distance > 1 && distance != SIZE_MAX && near->asked.length >= PREFIX_BYTES_MIN &&
        str_equal_nocase(head, near->asked))
        distance = 1;
    if (distance >= near->distance || distance > slips_allowed(near->asked, word))
        return;
    near->distance = distance;
    snprintf(near->said, sizeof near->said, "Did you mean %.*s? ", (int)word.length,
             word.bytes);
}

const char *near_say(const struct near *near)
{
    tie_assert(near != NULL);
    return near->said;
}

/* One slip in a short word, up to three in a long one: beyond that it is another word. Dashes in
 * front make no word longer. */
static size_t slips_allowed(struct str asked, struct str word)
{
    size_t longer = asked.length > word.length ? asked.length : word.length;
    for (size_t at = 0; at < word.length && word.bytes[at] == '-'; at++)
        longer--;
    return longer < 3 ? 0 : least(1 + (longer - 3) / 4, 3);
}

static bool same(struct str a, size_t i, struct str b, size_t j)
{
    return lower(a.bytes[i]) == lower(b.bytes[j]);
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}
