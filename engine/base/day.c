/* Days and the civil calendar, by arithmetic alone: no clock, no time zone, no libc calendar.
 * Years are counted from March, so that the day a leap year adds is the last one of its year.
 */
#include "base/day.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_400_YEARS = 146097, DAYS_BEFORE_1970 = 719468 /* from 0000-03-01 */ };

static int month_days(int year, int month);

bool day_from_civil(int year, int month, int day_of_month, day_number *day)
{
    tie_assert(day != NULL);
    if (year < 1900 || year > 9999 || month < 1 || month > 12)
        return false;
    if (day_of_month < 1 || day_of_month > month_days(year, month))
        return false;
    int march_year = month > 2 ? year : year - 1;
    int march_month = (month + 9) % 12;
    int in_year = (153 * march_month + 2) / 5 + day_of_month - 1;
    int leaps = march_year / 4 - march_year / 100 + march_year / 400;
    *day = march_year * 365 + leaps + in_year - DAYS_BEFORE_1970;
    tie_assert(*day >= DAY_FIRST && *day <= DAY_LAST);
    return true;
}

void day_to_civil(day_number day, int *year, int *month, int *day_of_month)
{
    tie_assert(day >= DAY_FIRST && day <= DAY_LAST);
    tie_assert(year != NULL && month != NULL && day_of_month != NULL);
    int count = day + DAYS_BEFORE_1970;
    int era = count / DAYS_400_YEARS;
    int in_era = count % DAYS_400_YEARS;
    int era_year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int in_year = in_era - (365 * era_year + era_year / 4 - era_year / 100);
    int march_month = (5 * in_year + 2) / 153;
    *day_of_month = in_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = era * 400 + era_year + (*month <= 2 ? 1 : 0);
}

day_number day_month_first(day_number day)
{
    return day_month_add(day, 0);
}

day_number day_month_last(day_number day)
{
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    day_to_civil(day, &year, &month, &day_of_month);
    return day - day_of_month + month_days(year, month);
}

day_number day_month_add(day_number day, int months)
{
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    day_to_civil(day, &year, &month, &day_of_month);
    int64_t count = (int64_t)year * 12 + (month - 1) + months;
    if (count < 1900 * 12)
        return DAY_FIRST;
    if (count > 9999 * 12 + 11)
        count = 9999 * 12 + 11;
    day_number first = DAY_NONE;
    bool good = day_from_civil((int)(count / 12), (int)(count % 12) + 1, 1, &first);
    tie_assert(good);
    return first;
}

const char *day_format(day_number day, char text[DAY_TEXT_BYTES])
{
    tie_assert(text != NULL);
    text[0] = '\0';
    if (day == DAY_NONE)
        return text;
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    day_to_civil(day, &year, &month, &day_of_month);
    const int digits[] = {year / 1000, year / 100 % 10, year / 10 % 10,    year % 10,
                          month / 10,  month % 10,      day_of_month / 10, day_of_month % 10};
    memcpy(text, "0000-00-00", DAY_TEXT_BYTES);
    static const int places[] = {0, 1, 2, 3, 5, 6, 8, 9};
    for (size_t at = 0; at < array_count(places); at++)
        text[places[at]] = (char)('0' + digits[at]);
    return text;
}

const char *day_format_month(day_number day, char text[DAY_TEXT_BYTES])
{
    day_format(day, text);
    if (text[0] != '\0')
        text[7] = '\0';
    return text;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    tie_assert(month >= 1 && month <= 12);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}
