/* Calendar days as a number: days since 1970-01-01, proleptic Gregorian, UTC. No clock, no time
 * zone of the machine, no locale. */
#ifndef TIEOUT_BASE_DAY_H
#define TIEOUT_BASE_DAY_H

#include "base/base.h"
#include "base/str.h"

/* A day in [DAY_FIRST, DAY_LAST], or DAY_NONE. */
typedef int32_t day_number;
#define DAY_NONE INT32_MIN

enum {
    DAY_FIRST = -25567,  /* 1900-01-01 */
    DAY_LAST = 2932896,  /* 9999-12-31 */
    DAY_TEXT_BYTES = 11, /* "YYYY-MM-DD" and NUL */
};

/* The day of a civil date; false when there is no such date or it lies out of bounds. */
bool day_from_civil(int year, int month, int day_of_month, day_number *day);
void day_to_civil(day_number day, int *year, int *month, int *day_of_month);

/* What a report prints as a date: YYYY-MM-DD, alone or followed by 'T' or a blank and a time
 * (HH:MM, seconds, fraction, then Z, UTC or an offset, by which it is moved to its UTC day);
 * M/D/YYYY, MM-DD-YYYY; MON-D-YYYY and D-MON-YYYY with English month names. False for all else.
 */
bool day_parse(struct str text, day_number *day);
/* Exactly YYYY-MM-DD, the form of options and file names. */
bool day_parse_iso(struct str text, day_number *day);
/* Exactly YYYY-MM; gives the first day of the month. */
bool day_parse_month(struct str text, day_number *first_day);
/* A timestamp of .meta.json: the UTC day, and whether its time is exactly midnight (UTC); a day
 * without a time is that day, and not midnight. */
bool day_parse_timestamp(struct str text, day_number *day, bool *midnight);

day_number day_month_first(day_number day);
day_number day_month_last(day_number day);
/* The first day of the month `months` after (or before, if negative) the month of `day`. */
day_number day_month_add(day_number day, int months);

/* "YYYY-MM-DD", or "" for DAY_NONE, into `text` of DAY_TEXT_BYTES; returns `text`. */
const char *day_format(day_number day, char text[DAY_TEXT_BYTES]);
/* "YYYY-MM", or "" for DAY_NONE. */
const char *day_format_month(day_number day, char text[DAY_TEXT_BYTES]);

#endif
