/* Money: a whole number of micros (10^-6 of the currency unit) in 64 bits, never a binary
 * floating-point number. The struct keeps it from being mixed with a count. Sums that may pass
 * 64 bits live in money_total; ratios and allocations run in GMP integers inside this folder.
 */
#ifndef TIEOUT_MONEY_MONEY_H
#define TIEOUT_MONEY_MONEY_H

#include "base/base.h"
#include "base/limits.h"
#include "base/str.h"

#define MONEY_MICRO_PER_UNIT 1000000
#define MONEY_MICRO_PER_CENT 10000

struct money {
    int64_t micro;
};

/* --- reading ----------------------------------------------------------------------------- */

enum money_grammar {
    MONEY_PLAIN,   /* -?digits(.digits)? */
    MONEY_TOUCHED, /* and what people and spreadsheets leave: see the traces below */
};

/* How a cell departed from plain, as bits; each use is counted and printed. */
enum {
    MONEY_TRACE_BLANKS = 1, /* blanks at the ends */
    MONEY_TRACE_CURRENCY =
        2, /* one currency sign: $ EUR-sign pound yen rupee, before or after */
    MONEY_TRACE_THOUSANDS = 4,   /* commas, every one in its place */
    MONEY_TRACE_PARENTHESES = 8, /* (1.00) for -1.00 */
    MONEY_TRACE_PRECISE = 16,    /* more than six decimals, the rest zeros */
};

enum money_fault {
    MONEY_FINE = 0,
    MONEY_EMPTY,     /* no characters (or blanks only); *amount is zero */
    MONEY_NOT_MONEY, /* a character that cannot stand there; its offset is in fault_at */
    MONEY_EXPONENT,  /* 1.2E+05: a spreadsheet has rewritten this cell */
    MONEY_TOO_FINE,  /* more than six decimals that are not zeros */
    MONEY_TOO_LARGE, /* beyond 10^18 micros */
    MONEY_COMMA,     /* a thousands comma out of its place */
};

struct money_reading {
    struct money amount;
    enum money_fault fault;
    unsigned traces;   /* MONEY_TRACE_* */
    uint32_t fault_at; /* byte offset of the offending character */
};

/* Reads one cell exactly; never rounds. The bound is LIMIT_LINE_MICRO inclusive. */
struct money_reading money_parse(struct str cell, enum money_grammar grammar);

/* --- arithmetic, checked ----------------------------------------------------------------- */

/* sum += amount; false (and *sum unchanged) beyond LIMIT_POSITION_MICRO. */
static inline bool money_add(struct money *sum, struct money amount)
{
    int64_t micro = 0;
    if (__builtin_add_overflow(sum->micro, amount.micro, &micro) ||
        micro < -LIMIT_POSITION_MICRO || micro > LIMIT_POSITION_MICRO)
        return false;
    sum->micro = micro;
    return true;
}
/* minuend - subtrahend; both within LIMIT_POSITION_MICRO, so it can only pass 64 bits when they
 * are of opposite signs: then false. INT64_MIN has no opposite, so it is no difference either:
 * nothing that money_negate refuses may come from here. */
static inline bool money_subtract(struct money minuend, struct money subtrahend,
                                  struct money *difference)
{
    int64_t micro = 0;
    if (__builtin_sub_overflow(minuend.micro, subtrahend.micro, &micro) || micro == INT64_MIN)
        return false;
    difference->micro = micro;
    return true;
}
struct money money_negate(struct money amount);
struct money money_abs(struct money amount);

/* --- printing ---------------------------------------------------------------------------- */

enum { MONEY_TEXT_BYTES = 24 };
/* A point, no thousands separator, at least two and at most six decimals: "0.00", "-1.50",
 * "0.123456". Any int64 is printable. Returns `text`. */
const char *money_format(struct money amount, char text[MONEY_TEXT_BYTES]);
/* For people: thousands commas and the same decimals: "-1,234.50". `text` of 2 *
 * MONEY_TEXT_BYTES. */
const char *money_format_people(struct money amount, char text[2 * MONEY_TEXT_BYTES]);

/* --- ratio and allocation (rounding half away from zero, to cents) -------------------------
 */

/* round(a * b / c) to a whole cent, half away from zero. c <> 0, else programmer's error; false
 * when the result passes LIMIT_POSITION_MICRO. */
bool money_ratio(struct money a, struct money b, struct money c, struct money *result);
/* amount * count exactly; false beyond LIMIT_POSITION_MICRO. */
bool money_times(struct money amount, int64_t count, struct money *product);
/* Shares `total` over `count` bases in proportion to their absolute values: whole cents by
 * largest remainder, equal remainders to the earlier base; whatever of the total is below a
 * cent goes with the first of the largest bases. shares[] adds up to total exactly. False when
 * all bases are zero. */
bool money_allocate(struct money total, const struct money *bases, size_t count,
                    struct money *shares);
/* A rate that is read once and taken many times: digits / scale; scale 0 is none. */
struct money_rate {
    int64_t digits;
    int64_t scale;
};
/* Canonical decimal text of at most 15 digits; false, and none, for all else. */
bool money_rate_read(struct str text, struct money_rate *rate);
/* money_times_rate by such a rate. False beyond LIMIT_POSITION_MICRO. */
bool money_at_rate(struct money amount, const struct money_rate *rate, struct money *product);
/* amount * rate, where rate is canonical decimal text such as "0.0825", rounded to the cent
 * half away from zero. False when rate is no plain decimal or the result passes the bound. */
bool money_times_rate(struct money amount, struct str rate, struct money *product);

#endif
