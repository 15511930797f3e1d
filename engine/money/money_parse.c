/* Reading an amount. Almost every cell is plain and short, so a first look handles exactly
 * those without any check for size. Whatever it does not know goes to the careful reader, which
 * accepts the same and more, never rounds, and says which character it stumbled over. The bytes
 * are judged before the value: an exponent or a stray letter is named as such however large the
 * number is. */
#include "money/money.h"

#include "base/limits.h"

#include <string.h>

enum {
    DECIMALS = 6,
    QUICK_DIGITS = 12, /* fewer than 10^12 units stay below the bound, whatever follows */
};

/* Units at the bound; more than these are counted no further. */
#define WHOLE_MOST (LIMIT_LINE_MICRO / MONEY_MICRO_PER_UNIT)

/* A careful reading under way: what is read, how far, and what was found. */
struct scan {
    const char *bytes;
    size_t at;
    size_t end;
    enum money_grammar grammar;
    unsigned traces;
    bool negative;
    int64_t whole;    /* units, not beyond WHOLE_MOST + 1 */
    int64_t fraction; /* micros of the first six decimals */
    size_t digits_at; /* where the number starts */
    size_t fine_at;   /* the first decimal behind the sixth that is not zero; 0 none */
    size_t fault_at;
};

static bool read_quickly(struct str cell, int64_t *micro);
static struct money_reading read_carefully(struct str cell, enum money_grammar grammar);
static enum money_fault scan_plain(struct scan *scan);
static enum money_fault scan_touched(struct scan *scan);
static enum money_fault scan_value(struct scan *scan);
static enum money_fault scan_number(struct scan *scan);
static enum money_fault scan_whole(struct scan *scan);
static enum money_fault scan_fraction(struct scan *scan);
static enum money_fault scan_exponent(struct scan *scan);
static void scan_blanks(struct scan *scan);
static bool scan_currency(struct scan *scan);
static bool scan_byte(struct scan *scan, char byte);
static bool scan_digit(struct scan *scan, int *digit);
static bool scan_sees(const struct scan *scan, char byte);
static bool scan_sees_letter(const struct scan *scan);
static enum money_fault scan_fail(struct scan *scan, enum money_fault fault, size_t at);

struct money_reading money_parse(struct str cell, enum money_grammar grammar)
{
    tie_assert(cell.bytes != NULL || cell.length == 0);
    tie_assert(cell.length < UINT32_MAX);
    struct money_reading reading = {.fault = MONEY_FINE};
    if (read_quickly(cell, &reading.amount.micro))
        return reading;
    return read_carefully(cell, grammar);
}

/* Plain, at most twelve digits before the point and six behind it: false for all else. */
static bool read_quickly(struct str cell, int64_t *micro)
{
    const char *at = cell.bytes;
    const char *end = cell.length > 0 ? at + cell.length : at;
    bool negative = at < end && *at == '-';
    if (negative)
        at++;
    const char *start = at;
    int64_t value = 0;
    unsigned digit = 0;
    for (; at < end && (digit = (unsigned)*at - '0') <= 9; at++)
        value = (int64_t)((uint64_t)value * 10 + digit);
    if (at == start || at - start > QUICK_DIGITS)
        return false;
    static const int64_t scales[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    ptrdiff_t decimals = 0;
    if (at < end && *at == '.') {
        decimals = end - at - 1;
        if (decimals < 1 || decimals > DECIMALS)
            return false;
        for (at++; at < end && (digit = (unsigned)*at - '0') <= 9; at++)
            value = value * 10 + digit;
    }
    if (at != end)
        return false;
    value *= scales[decimals];
    *micro = negative ? -value : value;
    return true;
}

static struct money_reading read_carefully(struct str cell, enum money_grammar grammar)
{
    struct scan scan = {.bytes = cell.bytes, .end = cell.length, .grammar = grammar};
    struct money_reading reading = {.fault = MONEY_EMPTY};
    scan_blanks(&scan);
    if (scan.at == scan.end) {
        reading.traces = scan.traces;
        return reading;
    }
    if (grammar == MONEY_PLAIN) {
        scan = (struct scan){.bytes = cell.bytes, .end = cell.length, .grammar = grammar};
        reading.fault = scan_plain(&scan);
    } else {
        reading.fault = scan_touched(&scan);
    }
    if (reading.fault == MONEY_FINE)
        reading.fault = scan_value(&scan);
    if (reading.fault == MONEY_FINE) {
        int64_t micro = scan.whole * MONEY_MICRO_PER_UNIT + scan.fraction;
        reading.amount.micro = scan.negative ? -micro : micro;
        reading.traces = scan.traces;
    } else {
        reading.fault_at = (uint32_t)scan.fault_at;
    }
    return reading;
}

static enum money_fault scan_plain(struct scan *scan)
{
    scan->negative = scan_byte(scan, '-');
    enum money_fault fault = scan_number(scan);
    if (fault == MONEY_FINE && scan->at < scan->end)
        fault = scan_fail(scan, MONEY_NOT_MONEY, scan->at);
    return fault;
}

/* A sign of currency may stand once, at any of the places where people put it. */
static enum money_fault scan_touched(struct scan *scan)
{
    bool currency = scan_currency(scan);
    bool parentheses = scan_byte(scan, '(');
    scan->negative = parentheses || scan_byte(scan, '-');
    currency = currency || scan_currency(scan);
    enum money_fault fault = scan_number(scan);
    if (fault != MONEY_FINE)
        return fault;
    currency = currency || scan_currency(scan);
    if (parentheses) {
        if (!scan_byte(scan, ')'))
            return scan_fail(scan, MONEY_NOT_MONEY, scan->at);
        scan->traces |= MONEY_TRACE_PARENTHESES;
        (void)(currency || scan_currency(scan));
    }
    return scan->at == scan->end ? MONEY_FINE : scan_fail(scan, MONEY_NOT_MONEY, scan->at);
}

/* Judges the value, once the bytes are known to be a number. */
static enum money_fault scan_value(struct scan *scan)
{
    if (scan->whole > WHOLE_MOST || (scan->whole == WHOLE_MOST && scan->fraction > 0))
        return scan_fail(scan, MONEY_TOO_LARGE, scan->digits_at);
    if (scan->fine_at > 0)
        return scan_fail(scan, MONEY_TOO_FINE, scan->fine_at);
    return MONEY_FINE;
}

static enum money_fault scan_number(struct scan *scan)
{
    scan->digits_at = scan->at;
    enum money_fault fault = scan_whole(scan);
    if (fault == MONEY_FINE && scan_byte(scan, '.'))
        fault = scan_fraction(scan);
    if (fault == MONEY_FINE && (scan_sees(scan, 'e') || scan_sees(scan, 'E')))
        fault = scan_exponent(scan);
    return fault;
}

/* Digits, and in the touched grammar commas: one to three digits, then groups of exactly three.
 */
static enum money_fault scan_whole(struct scan *scan)
{
    bool commas_known = scan->grammar == MONEY_TOUCHED;
    bool grouped = false;
    size_t group_at = scan->at;
    int digit = 0;
    for (;;) {
        while (scan_digit(scan, &digit))
            scan->whole = scan->whole > WHOLE_MOST ? scan->whole : scan->whole * 10 + digit;
        size_t group = scan->at - group_at;
        bool comma = commas_known && scan_sees(scan, ',');
        if (grouped && group < 3 && scan_sees_letter(scan))
            return scan_fail(scan, MONEY_NOT_MONEY, scan->at);
        if (grouped && group != 3)
            return scan_fail(scan, MONEY_COMMA, group_at - 1);
        if (!grouped && comma && (group < 1 || group > 3))
            return scan_fail(scan, MONEY_COMMA, scan->at);
        if (group == 0)
            return scan_fail(scan, MONEY_NOT_MONEY, scan->at);
        if (!comma)
            return MONEY_FINE;
        scan->traces |= MONEY_TRACE_THOUSANDS;
        grouped = true;
        group_at = ++scan->at;
    }
}

/* At least one decimal; those behind the sixth must be zeros, which scan_value judges. */
static enum money_fault scan_fraction(struct scan *scan)
{
    size_t start = scan->at;
    int64_t scale = MONEY_MICRO_PER_UNIT;
    int digit = 0;
    while (scan_digit(scan, &digit)) {
        scale /= 10;
        scan->fraction += digit * scale;
        if (scale == 0) {
            scan->traces |= MONEY_TRACE_PRECISE;
            if (digit != 0 && scan->fine_at == 0)
                scan->fine_at = scan->at - 1;
        }
    }
    if (scan->at == start)
        return scan_fail(scan, MONEY_NOT_MONEY, scan->at);
    /* 1.234,50: a comma where decimals are is the habit of another country. */
    if (scan->grammar == MONEY_TOUCHED && scan_sees(scan, ','))
        return scan_fail(scan, MONEY_COMMA, scan->at);
    return MONEY_FINE;
}

/* At an 'e' behind a number: an exponent when digits and no more follow it, else just a letter.
 */
static enum money_fault scan_exponent(struct scan *scan)
{
    size_t letter_at = scan->at++;
    if (!scan_byte(scan, '+'))
        scan_byte(scan, '-');
    int digit = 0;
    bool exponent = scan_digit(scan, &digit);
    while (scan_digit(scan, &digit))
        continue;
    if (scan->grammar == MONEY_TOUCHED && !scan_currency(scan))
        scan_byte(scan, ')');
    exponent = exponent && scan->at == scan->end;
    return scan_fail(scan, exponent ? MONEY_EXPONENT : MONEY_NOT_MONEY, letter_at);
}

/* Leaves the blanks at both ends out of what is still to be read. */
static void scan_blanks(struct scan *scan)
{
    struct str cell = {scan->bytes, scan->end};
    struct str trimmed = str_trim(cell);
    if (trimmed.length == cell.length)
        return;
    scan->traces |= MONEY_TRACE_BLANKS;
    scan->at = (size_t)(trimmed.bytes - cell.bytes);
    scan->end = scan->at + trimmed.length;
}

static bool scan_currency(struct scan *scan)
{
    static const char *const signs[] = {
        "$",
        "\xE2\x82\xAC" /* euro */,
        "\xC2\xA3" /* pound */,
        "\xC2\xA5" /* yen */,
        "\xE2\x82\xB9" /* rupee */,
    };
    struct str left = {scan->bytes + scan->at, scan->end - scan->at};
    for (size_t at = 0; at < array_count(signs); at++) {
        if (!str_starts(left, str_from(signs[at])))
            continue;
        scan->at += strlen(signs[at]);
        scan->traces |= MONEY_TRACE_CURRENCY;
        return true;
    }
    return false;
}

static bool scan_byte(struct scan *scan, char byte)
{
    if (!scan_sees(scan, byte))
        return false;
    scan->at++;
    return true;
}

static bool scan_digit(struct scan *scan, int *digit)
{
    if (scan->at == scan->end || scan->bytes[scan->at] < '0' || scan->bytes[scan->at] > '9')
        return false;
    *digit = scan->bytes[scan->at++] - '0';
    return true;
}

static bool scan_sees(const struct scan *scan, char byte)
{
    return scan->at < scan->end && scan->bytes[scan->at] == byte;
}

/* A letter among digits, often an O for a 0: it is to blame, and not the comma before it. */
static bool scan_sees_letter(const struct scan *scan)
{
    char byte = scan->at < scan->end ? (char)(scan->bytes[scan->at] | 0x20) : '\0';
    return byte >= 'a' && byte <= 'z';
}

static enum money_fault scan_fail(struct scan *scan, enum money_fault fault, size_t at)
{
    scan->fault_at = at;
    return fault;
}
