/* Reading days. Each form is one small function over a cursor; the forms differ in their first
 * bytes and lengths, so at most one of them can fit a text. Reading is strict: what is left
 * over makes the text no day, because half a date is worse than none. */
#include "base/day.h"

enum { MINUTES_PER_DAY = 24 * 60, OFFSET_MOST_MINUTES = 14 * 60 };

/* What is still to be read. Every reader takes what it knows and says whether it was there. */
struct cursor {
    const char *next;
    const char *end;
};

/* A time of day: minutes already moved to UTC, which may lie before or after the day itself. */
struct day_time {
    int minutes;
    bool whole_minute; /* no seconds and no fraction of them */
};

static bool read_stamp(struct cursor *from, day_number *day, struct day_time *time);
static bool read_iso(struct cursor *from, day_number *day);
static bool read_month_first(struct cursor *from, day_number *day);
static bool read_dashed_american(struct cursor *from, day_number *day);
static bool read_month_named(struct cursor *from, day_number *day);
static bool read_day_named(struct cursor *from, day_number *day);
static bool read_time(struct cursor *from, struct day_time *time);
static bool read_seconds(struct cursor *from, bool *zero);
static bool read_zone(struct cursor *from, int *offset_minutes);
static bool read_offset(struct cursor *from, int *offset_minutes);
static bool read_digits(struct cursor *from, int least, int most, int *value);
static bool read_byte(struct cursor *from, char byte);
static bool read_name(struct cursor *from, struct str word);
static bool read_month_name(struct cursor *from, int *month);
static bool at_end(const struct cursor *from);
static bool day_move(day_number *day, int days);
static struct cursor cursor_of(struct str text);

bool day_parse(struct str text, day_number *day)
{
    tie_assert(day != NULL);
    typedef bool reader(struct cursor *, day_number *);
    static reader *const readers[] = {read_month_first, read_dashed_american, read_month_named,
                                      read_day_named};
    struct day_time time;
    struct cursor from = cursor_of(text);
    day_number found = DAY_NONE;
    bool good = read_stamp(&from, &found, &time);
    for (size_t at = 0; !good && at < array_count(readers); at++) {
        from = cursor_of(text);
        good = readers[at](&from, &found) && at_end(&from);
    }
    if (good)
        *day = found;
    return good;
}

bool day_parse_iso(struct str text, day_number *day)
{
    tie_assert(day != NULL);
    struct cursor from = cursor_of(text);
    day_number found = DAY_NONE;
    if (!read_iso(&from, &found) || !at_end(&from))
        return false;
    *day = found;
    return true;
}

bool day_parse_month(struct str text, day_number *first_day)
{
    tie_assert(first_day != NULL);
    struct cursor from = cursor_of(text);
    int year = 0;
    int month = 0;
    return read_digits(&from, 4, 4, &year) && read_byte(&from, '-') &&
           read_digits(&from, 2, 2, &month) && at_end(&from) &&
           day_from_civil(year, month, 1, first_day);
}

bool day_parse_timestamp(struct str text, day_number *day, bool *midnight)
{
    tie_assert(day != NULL && midnight != NULL);
    struct cursor from = cursor_of(text);
    struct day_time time = {0};
    day_number found = DAY_NONE;
    if (!read_stamp(&from, &found, &time))
        return false;
    *day = found;
    *midnight = time.whole_minute && time.minutes % MINUTES_PER_DAY == 0;
    return true;
}

/* YYYY-MM-DD, alone or with a time that moves it to its UTC day, and nothing behind it. */
static bool read_stamp(struct cursor *from, day_number *day, struct day_time *time)
{
    *time = (struct day_time){0, false};
    if (!read_iso(from, day))
        return false;
    if (at_end(from))
        return true;
    if (!read_byte(from, 'T') && !read_byte(from, ' '))
        return false;
    if (!read_time(from, time) || !at_end(from))
        return false;
    if (time->minutes < 0)
        return day_move(day, -1);
    return time->minutes < MINUTES_PER_DAY || day_move(day, 1);
}

static bool read_iso(struct cursor *from, day_number *day)
{
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    return read_digits(from, 4, 4, &year) && read_byte(from, '-') &&
           read_digits(from, 2, 2, &month) && read_byte(from, '-') &&
           read_digits(from, 2, 2, &day_of_month) &&
           day_from_civil(year, month, day_of_month, day);
}

/* M/D/YYYY: the month comes first, as the reports' spreadsheets write it. */
static bool read_month_first(struct cursor *from, day_number *day)
{
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    return read_digits(from, 1, 2, &month) && read_byte(from, '/') &&
           read_digits(from, 1, 2, &day_of_month) && read_byte(from, '/') &&
           read_digits(from, 4, 4, &year) && day_from_civil(year, month, day_of_month, day);
}

/* MM-DD-YYYY */
static bool read_dashed_american(struct cursor *from, day_number *day)
{
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    return read_digits(from, 2, 2, &month) && read_byte(from, '-') &&
           read_digits(from, 2, 2, &day_of_month) && read_byte(from, '-') &&
           read_digits(from, 4, 4, &year) && day_from_civil(year, month, day_of_month, day);
}

/* MON-D-YYYY */
static bool read_month_named(struct cursor *from, day_number *day)
{
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    return read_month_name(from, &month) && read_byte(from, '-') &&
           read_digits(from, 1, 2, &day_of_month) && read_byte(from, '-') &&
           read_digits(from, 4, 4, &year) && day_from_civil(year, month, day_of_month, day);
}

/* D-MON-YYYY */
static bool read_day_named(struct cursor *from, day_number *day)
{
    int year = 0;
    int month = 0;
    int day_of_month = 0;
    return read_digits(from, 1, 2, &day_of_month) && read_byte(from, '-') &&
           read_month_name(from, &month) && read_byte(from, '-') &&
           read_digits(from, 4, 4, &year) && day_from_civil(year, month, day_of_month, day);
}

/* HH:MM, then seconds, fraction and zone as far as they are there. */
static bool read_time(struct cursor *from, struct day_time *time)
{
    int hour = 0;
    int minute = 0;
    int offset_minutes = 0;
    bool zero_seconds = true;
    if (!read_digits(from, 2, 2, &hour) || !read_byte(from, ':') ||
        !read_digits(from, 2, 2, &minute) || hour > 23 || minute > 59)
        return false;
    if (!read_seconds(from, &zero_seconds) || !read_zone(from, &offset_minutes))
        return false;
    *time = (struct day_time){hour * 60 + minute - offset_minutes, zero_seconds};
    return true;
}

/* :SS and .fraction of any length, or nothing. */
static bool read_seconds(struct cursor *from, bool *zero)
{
    *zero = true;
    int second = 0;
    if (!read_byte(from, ':'))
        return true;
    if (!read_digits(from, 2, 2, &second) || second > 59)
        return false;
    *zero = second == 0;
    if (!read_byte(from, '.'))
        return true;
    int digit = 0;
    if (!read_digits(from, 1, 1, &digit))
        return false;
    do
        *zero = *zero && digit == 0;
    while (read_digits(from, 1, 1, &digit));
    return true;
}

/* Z, UTC or an offset, after one blank or none; a time without any is taken as UTC. */
static bool read_zone(struct cursor *from, int *offset_minutes)
{
    *offset_minutes = 0;
    if (at_end(from))
        return true;
    read_byte(from, ' ');
    if (read_byte(from, 'Z'))
        return true;
    if (read_byte(from, 'U'))
        return read_byte(from, 'T') && read_byte(from, 'C');
    return read_offset(from, offset_minutes);
}

/* +HH:MM or +HHMM, east positive. */
static bool read_offset(struct cursor *from, int *offset_minutes)
{
    int hours = 0;
    int minutes = 0;
    bool east = read_byte(from, '+');
    if (!east && !read_byte(from, '-'))
        return false;
    if (!read_digits(from, 2, 2, &hours))
        return false;
    read_byte(from, ':');
    if (!read_digits(from, 2, 2, &minutes) || minutes > 59)
        return false;
    int size = hours * 60 + minutes;
    *offset_minutes = east ? size : -size;
    return size <= OFFSET_MOST_MINUTES;
}

/* `least` to `most` digits, as many as there are. */
static bool read_digits(struct cursor *from, int least, int most, int *value)
{
    int count = 0;
    int read = 0;
    while (count < most && from->next < from->end && *from->next >= '0' && *from->next <= '9') {
        read = read * 10 + (*from->next++ - '0');
        count++;
    }
    *value = read;
    return count >= least;
}

static bool read_byte(struct cursor *from, char byte)
{
    if (from->next == from->end || *from->next != byte)
        return false;
    from->next++;
    return true;
}

static bool read_name(struct cursor *from, struct str word)
{
    size_t left = (size_t)(from->end - from->next);
    if (left < word.length || !str_equal_nocase((struct str){from->next, word.length}, word))
        return false;
    from->next += word.length;
    return true;
}

/* The whole English name or its first three letters, in any case. */
static bool read_month_name(struct cursor *from, int *month)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (size_t at = 0; at < array_count(names); at++) {
        struct str name = str_from(names[at]);
        *month = (int)at + 1;
        if (read_name(from, name) || read_name(from, (struct str){name.bytes, 3}))
            return true;
    }
    return false;
}

static bool at_end(const struct cursor *from)
{
    return from->next == from->end;
}

static bool day_move(day_number *day, int days)
{
    *day += days;
    return *day >= DAY_FIRST && *day <= DAY_LAST;
}

static struct cursor cursor_of(struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    return (struct cursor){text.bytes, text.length > 0 ? text.bytes + text.length : text.bytes};
}
