/* Printing an amount: exactly, with at least two decimals, and no more than it has. */
#include "money/money.h"

#include "money/money_text.h"

#include <string.h>

enum { DECIMALS = 6, DECIMALS_LEAST = 2 };

static char *put_digits(char *end, uint64_t number);

const char *money_format(struct money amount, char text[MONEY_TEXT_BYTES])
{
    tie_assert(text != NULL);
    bool negative = amount.micro < 0;
    uint64_t size = negative ? 0 - (uint64_t)amount.micro : (uint64_t)amount.micro;
    uint64_t fraction = size % MONEY_MICRO_PER_UNIT;
    int decimals = DECIMALS;
    for (; decimals > DECIMALS_LEAST && fraction % 10 == 0; decimals--)
        fraction /= 10;
    char reversed[MONEY_TEXT_BYTES];
    char *end = reversed + sizeof reversed;
    char *start = end;
    for (; decimals > 0; decimals--, fraction /= 10)
        *--start = (char)('0' + fraction % 10);
    *--start = '.';
    start = put_digits(start, size / MONEY_MICRO_PER_UNIT);
    if (negative)
        *--start = '-';
    tie_assert(start > reversed);
    size_t length = (size_t)(end - start);
    memcpy(text, start, length);
    text[length] = '\0';
    return text;
}

const char *money_format_people(struct money amount, char text[2 * MONEY_TEXT_BYTES])
{
    tie_assert(text != NULL);
    char plain[MONEY_TEXT_BYTES];
    money_format(amount, plain);
    size_t length = money_text_group(plain, text);
    tie_assert(length < 2 * MONEY_TEXT_BYTES);
    return text;
}

size_t money_text_group(const char *plain, char *into)
{
    tie_assert(plain != NULL && into != NULL);
    const char *point = strchr(plain, '.');
    tie_assert(point != NULL);
    char *next = into;
    for (const char *at = plain; at < point; at++) {
        bool behind_digit = at > plain && at[-1] != '-';
        if (behind_digit && (point - at) % 3 == 0)
            *next++ = ',';
        *next++ = *at;
    }
    size_t rest = strlen(point);
    memcpy(next, point, rest + 1);
    return (size_t)(next - into) + rest;
}

/* The digits of `number` right before `end`; where they start. At least one digit. */
static char *put_digits(char *end, uint64_t number)
{
    do {
        *--end = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return end;
}
