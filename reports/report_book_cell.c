/* What a table calls text stays text, leading zeros and all. Its own words are looked at: days of
 * a few columns are words there, because they may carry a mark. */
#include "reports/report_book_cell.h"

#include <stdio.h>

static const char count_format[] = "#,##0;[Red]-#,##0";

/* Currencies whose smallest unit is not a hundredth: ISO 4217. */
static const char *const no_decimals =
    " BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV"
    " XAF XOF XPF ";
static const char *const three_decimals = " BHD IQD JOD KWD LYD OMR TND ";

static enum report_book_kind number_kind(enum report_book_kind kind, struct str text);
static bool is_decimal(struct str text);
static enum report_book_kind word_kind(struct str name, struct str text);
static bool is_letters(struct str currency);
static bool listed(const char *list, struct str currency);
static enum report_xlsx_style text_style(const struct report_column *column, struct str text);

enum report_book_kind report_book_kind_of(const struct report_column *column, struct str text)
{
    tie_assert(column != NULL);
    if (text.length == 0)
        return REPORT_BOOK_TEXT;
    switch (column->kind) {
    case REPORT_MONEY:
    case REPORT_AMOUNT:
        return number_kind(
            str_find(text, STR(".")) < 0 ? REPORT_BOOK_COUNT : REPORT_BOOK_AMOUNT, text);
    case REPORT_COUNT:
    case REPORT_FLAG:
        return number_kind(REPORT_BOOK_COUNT, text);
    case REPORT_DAY:
        return REPORT_BOOK_DAY;
    case REPORT_MONTH:
        return REPORT_BOOK_MONTH;
    case REPORT_WORD:
        return word_kind(column->name, text);
    case REPORT_TEXT:
    case REPORT_JSON:
    case REPORT_ID:
        return REPORT_BOOK_TEXT;
    }
    tie_assert(false);
}

/* Controls compare counts and digests too, which have no decimals: what is no number is text. */
static enum report_book_kind number_kind(enum report_book_kind kind, struct str text)
{
    if (report_xlsx_survives(text))
        return kind;
    return is_decimal(text) ? REPORT_BOOK_LONG : REPORT_BOOK_TEXT;
}

static bool is_decimal(struct str text)
{
    struct str fraction;
    bool negative = str_starts(text, STR("-"));
    struct str whole =
        str_split((struct str){text.bytes + negative, text.length - negative}, '.', &fraction);
    return str_is_digits(whole) && (fraction.bytes == NULL || str_is_digits(fraction));
}

static enum report_book_kind word_kind(struct str name, struct str text)
{
    day_number day = DAY_NONE;
    if (str_ends(name, STR("_on")) && day_parse_iso(text, &day))
        return REPORT_BOOK_DAY;
    if (str_equal(name, STR("period")) && day_parse_month(text, &day))
        return REPORT_BOOK_MONTH;
    bool days = str_equal(name, STR("terms_days")) || str_starts(name, STR("days_"));
    return days && str_is_digits(text) ? number_kind(REPORT_BOOK_COUNT, text)
                                       : REPORT_BOOK_TEXT;
}

void report_book_cell(struct report_xlsx_sheet *sheet, int64_t row, size_t at,
                      const struct report_column *column, struct str text, struct str currency)
{
    tie_assert(sheet != NULL && column != NULL);
    day_number day = DAY_NONE;
    bool good = false;
    if (text.length == 0)
        return;
    switch (report_book_kind_of(column, text)) {
    case REPORT_BOOK_AMOUNT:
        report_book_amount(sheet, row, at, REPORT_XLSX_NUMBER, text, currency);
        return;
    case REPORT_BOOK_COUNT:
        report_xlsx_number(sheet, row, at, REPORT_XLSX_NUMBER, count_format, text);
        return;
    case REPORT_BOOK_DAY:
        good = day_parse_iso(text, &day);
        tie_assert(good);
        report_xlsx_day(sheet, row, at, REPORT_XLSX_DAY, day);
        return;
    case REPORT_BOOK_MONTH:
        good = day_parse_month(text, &day);
        tie_assert(good);
        report_xlsx_day(sheet, row, at, REPORT_XLSX_MONTH, day);
        return;
    case REPORT_BOOK_LONG:
        report_xlsx_text(sheet, row, at, REPORT_XLSX_RIGHT, text);
        return;
    case REPORT_BOOK_TEXT:
        report_xlsx_text(sheet, row, at, text_style(column, text), text);
        return;
    }
    tie_assert(false);
}

void report_book_amount(struct report_xlsx_sheet *sheet, int64_t row, size_t at,
                        enum report_xlsx_style style, struct str amount, struct str currency)
{
    char format[REPORT_BOOK_FORMAT_BYTES];
    tie_assert(sheet != NULL);
    if (report_xlsx_survives(amount))
        report_xlsx_number(sheet, row, at, style, report_book_format(currency, amount, format),
                           amount);
    else
        report_xlsx_text(sheet, row, at, REPORT_XLSX_RIGHT, amount);
}

const char *report_book_format(struct str currency, struct str amount,
                               char format[REPORT_BOOK_FORMAT_BYTES])
{
    struct str fraction;
    str_split(amount, '.', &fraction);
    bool whole = str_equal(fraction, STR("00")) || fraction.length == 0;
    size_t least = listed(no_decimals, currency)      ? 0
                   : listed(three_decimals, currency) ? 3
                   : is_letters(currency)             ? 2
                                                      : fraction.length;
    size_t said = whole && least != 2 ? 0 : fraction.length;
    size_t decimals = said > least ? said : least;
    tie_assert(format != NULL && decimals <= 6);
    char one[REPORT_BOOK_FORMAT_BYTES / 2];
    int letters = is_letters(currency) ? 3 : 0;
    int length = snprintf(one, sizeof one, "%s%.*s%s#,##0%.*s", letters > 0 ? "[$" : "",
                          letters, letters > 0 ? currency.bytes : "", letters > 0 ? "] " : "",
                          decimals > 0 ? (int)decimals + 1 : 0, ".000000");
    length = snprintf(format, REPORT_BOOK_FORMAT_BYTES, "%s;[Red]-%.*s", one, length, one);
    tie_assert(length > 0 && length < REPORT_BOOK_FORMAT_BYTES);
    return format;
}

static bool is_letters(struct str currency)
{
    for (size_t at = 0; at < currency.length; at++)
        if (currency.bytes[at] < 'A' || currency.bytes[at] > 'Z')
            return false;
    return currency.length == 3;
}

static bool listed(const char *list, struct str currency)
{
    return is_letters(currency) && str_find(str_from(list), currency) >= 0;
}

static enum report_xlsx_style text_style(const struct report_column *column, struct str text)
{
    if (!str_equal(column->name, STR("severity")) && !str_equal(column->name, STR("verdict")))
        return REPORT_XLSX_TEXT;
    return str_equal(text, STR("high")) || str_equal(text, STR("off")) ? REPORT_XLSX_HIGH
           : str_equal(text, STR("medium"))                            ? REPORT_XLSX_MEDIUM
                                                                       : REPORT_XLSX_TEXT;
}

enum report_xlsx_style report_book_head_style(enum report_kind kind)
{
    tie_assert(kind <= REPORT_ID);
    bool text =
        kind == REPORT_TEXT || kind == REPORT_WORD || kind == REPORT_JSON || kind == REPORT_ID;
    return text ? REPORT_XLSX_HEAD : REPORT_XLSX_HEAD_RIGHT;
}

void report_book_heading(struct buffer *into, struct str name)
{
    tie_assert(into != NULL);
    struct str rest = name;
    for (bool first = true; rest.bytes != NULL; first = false) {
        struct str word = str_split(rest, '_', &rest);
        if (!first)
            buffer_add_byte(into, ' ');
        if (str_equal(word, STR("id"))) {
            buffer_add_c(into, "ID");
            continue;
        }
        if (str_equal(word, STR("sha256"))) {
            buffer_add_c(into, "SHA-256");
            continue;
        }
        bool lower = first && word.length > 0 && word.bytes[0] >= 'a' && word.bytes[0] <= 'z';
        if (lower)
            buffer_add_byte(into, (char)(word.bytes[0] - 'a' + 'A'));
        buffer_add(into, (struct str){word.bytes + lower, word.length - lower});
    }
}
