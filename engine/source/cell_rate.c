/* The grammar of a rate: cut to what counts, never rewritten, so that it stays where it lies. */
#include "source/cell_rate.h"

static bool is_digit(char byte);

bool cell_rate_canonical(struct str cell, struct str *rate)
{
    struct str fraction;
    tie_assert(rate != NULL);
    struct str text = cell;
    bool negative = text.length > 0 && text.bytes[0] == '-';
    if (text.length > 0 && (negative || text.bytes[0] == '+')) {
        text.bytes++;
        text.length--;
    }
    struct str whole = str_split(text, '.', &fraction);
    if (!str_is_digits(whole) || (fraction.bytes != NULL && !str_is_digits(fraction)))
        return false;
    tie_assert(fraction.bytes != NULL || fraction.length == 0);
    while (fraction.length > 0 && fraction.bytes[fraction.length - 1] == '0')
        fraction.length--;
    text.length = fraction.length > 0 ? whole.length + 1 + fraction.length : whole.length;
    while (text.length > 1 && text.bytes[0] == '0' && is_digit(text.bytes[1])) {
        text.bytes++;
        text.length--;
    }
    bool zero = text.length == 1 && text.bytes[0] == '0';
    if (negative && !zero && text.bytes == cell.bytes + 1)
        text = (struct str){cell.bytes, text.length + 1};
    else if (negative && !zero)
        return false; /* -00.5: no report writes it, and it has no canonical bytes in the cell
                       */
    *rate = text;
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}
