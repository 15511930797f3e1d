/* Character by character: what UTF-8 lets be one, what XML lets be written, and how many units of
 * UTF-16 it takes in a cell. */
#include "reports/report_xlsx_text.h"

#include "base/limits.h"

static const char cut_mark[] = "...";

struct reading {
    size_t length; /* bytes */
    size_t units;
    bool good;
};

static bool is_plain(struct str text);
static struct reading read_character(struct str text, size_t at);
static size_t tail_length(unsigned char first);
static bool is_character(struct str text, size_t at, size_t length);
static bool looks_escaped(struct str text, size_t at);
static size_t add_whole(struct buffer *into, struct str text, size_t units_most);

void report_xlsx_text_add(struct buffer *into, struct str text)
{
    tie_assert(into != NULL);
    if (is_plain(text)) {
        buffer_add(into, text);
        return;
    }
    bool fits = report_xlsx_text_fits(text);
    size_t most = LIMIT_SHEET_CELL_UNITS - (fits ? 0 : sizeof cut_mark - 1);
    add_whole(into, text, most);
    if (!fits)
        buffer_add_c(into, cut_mark);
}

bool report_xlsx_text_fits(struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    /* no text takes more units than bytes, but for an escape: six more of seven */
    if (text.length * 2 <= LIMIT_SHEET_CELL_UNITS)
        return true;
    return add_whole(NULL, text, LIMIT_SHEET_CELL_UNITS) == text.length;
}

/* Most texts: ASCII without an underscore, and short. */
static bool is_plain(struct str text)
{
    bool plain = text.length <= LIMIT_SHEET_CELL_UNITS;
    for (size_t at = 0; plain && at < text.length; at++)
        plain = text.bytes[at] > 0 && text.bytes[at] != '_';
    return plain;
}

/* Appends what fits (to nothing, if NULL); the bytes it took. */
static size_t add_whole(struct buffer *into, struct str text, size_t units_most)
{
    size_t units = 0;
    size_t at = 0;
    while (at < text.length) {
        struct reading reading = read_character(text, at);
        bool escapes = looks_escaped(text, at);
        units += reading.units + (escapes ? sizeof "x005F_" - 1 : 0);
        if (units > units_most)
            return at;
        if (into != NULL && reading.good)
            buffer_add(into, (struct str){text.bytes + at, reading.length});
        else if (into != NULL)
            buffer_add_byte(into, '?');
        if (into != NULL && escapes)
            buffer_add_c(into, "x005F_");
        at += reading.length;
    }
    return at;
}

static struct reading read_character(struct str text, size_t at)
{
    unsigned char first = (unsigned char)text.bytes[at];
    size_t length = 1 + tail_length(first);
    if (first < 0x80)
        return (struct reading){1, 1, first != 0};
    if (length == 1 || !is_character(text, at, length))
        return (struct reading){1, 1, false};
    return (struct reading){length, length == 4 ? 2 : 1, true};
}

static size_t tail_length(unsigned char first)
{
    return first >= 0xC2 && first < 0xE0   ? 1
           : first >= 0xE0 && first < 0xF0 ? 2
           : first >= 0xF0 && first < 0xF5 ? 3
                                           : 0;
}

/* Neither cut short, nor longer than it need be, nor half of a pair, nor U+FFFE or U+FFFF. */
static bool is_character(struct str text, size_t at, size_t length)
{
    if (text.length - at < length)
        return false;
    uint32_t code = (unsigned char)text.bytes[at] & (0xFFU >> (length + 1));
    for (size_t next = 1; next < length; next++) {
        unsigned char byte = (unsigned char)text.bytes[at + next];
        if ((byte & 0xC0) != 0x80)
            return false;
        code = code << 6 | (byte & 0x3F);
    }
    return code >= (length == 3   ? 0x800U
                    : length == 4 ? 0x10000U
                                  : 0x80U) &&
           (code < 0xD800 || code > 0xDFFF) && code != 0xFFFE && code != 0xFFFF &&
           code <= 0x10FFFF;
}

/* At the underscore of _xHHHH_. */
static bool looks_escaped(struct str text, size_t at)
{
    if (text.length - at < 7 || text.bytes[at] != '_' || text.bytes[at + 1] != 'x' ||
        text.bytes[at + 6] != '_')
        return false;
    for (size_t digit = at + 2; digit < at + 6; digit++) {
        char byte = text.bytes[digit];
        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
              (byte >= 'A' && byte <= 'F')))
            return false;
    }
    return true;
}
