/* Escaping, and the words for columns. Only characters that mean something to a parser are
 * written in another way, so that the page can be read as a text too. */
#include "reports/report_html_text.h"

#include "base/names.h"

struct range {
    uint32_t first, last;
};

/* C0 but tab and line feed, DEL and C1; line ends and turns of U+2028 to U+202E; isolates; what
 * is no character. */
static const struct range unseen[] = {
    {0x00, 0x08},     {0x0B, 0x1F},     {0x7F, 0x9F},
    {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFFFE, 0xFFFF},
};

static const struct {
    const char *column;
    const char *label;
} labels[] = {
    {"transaction_reference_id", "Reference"},
    {"offer_id", "Offer ID"},
    {"agreement_id", "Agreement ID"},
    {"invoice_id", "Invoice ID"},
    {"ar_period", "Receivable period"},
    {"terms_days", "Terms, days"},
    {"days_to_collect", "Days to payout"},
    {"days_to_collect_median", "Days to payout, median"},
    {"days_to_collect_p90", "Days to payout, 90th percentile"},
    {"days_to_collect_max", "Days to payout, longest"},
    {"age_bucket", "Days since billing, band"},
    {"due_bucket", "Days past due, band"},
    {"disbursed_gross", "Paid out gross"},
    {"disbursed_refund", "Paid out refund"},
    {"disbursed_fee_refund", "Paid out fee refund"},
    {"disbursed_tax", "Paid out tax"},
    {"disbursed_tax_refund", "Paid out tax refund"},
    {"disbursed_after_as_of", "Paid out later"},
    {"disbursed_after_on", "Paid out later, on"},
    {"disbursed_on", "Paid out on"},
    {"disbursed", "Paid out"},
    {"refunds_disbursed", "Refunds paid out"},
    {"covers_source", "Known by"},
    {"waits_for_role", "Waits for"},
    {"kind", "Fact lies"},
    {NAME_TAX_AWS, "Tax remitted for you"},
};

static uint32_t character_at(struct str text, size_t at, size_t *length);
static bool is_unseen(uint32_t character);
static void add_mark(struct buffer *into, char byte);
static void add_figure(struct buffer *into, struct str text);
static bool is_decimal(struct str text);

void report_html_quote(struct buffer *into, struct str text)
{
    tie_assert(into != NULL);
    for (size_t at = 0; at < text.length;) {
        size_t length = 1;
        uint32_t character = character_at(text, at, &length);
        if (is_unseen(character))
            buffer_format(into, "\xE2\x9F\xA8U+%04X\xE2\x9F\xA9", character);
        else if (length == 1)
            add_mark(into, text.bytes[at]);
        else
            buffer_add(into, (struct str){text.bytes + at, length});
        at += length;
    }
}

void report_html_isolate(struct buffer *into, struct str text)
{
    tie_assert(into != NULL);
    buffer_add_c(into, "<bdi>");
    report_html_quote(into, text);
    buffer_add_c(into, "</bdi>");
}

void report_html_label(struct buffer *into, struct str column)
{
    tie_assert(into != NULL && column.length > 0);
    for (size_t at = 0; at < array_count(labels); at++)
        if (str_equal(str_from(labels[at].column), column)) {
            buffer_add_c(into, labels[at].label);
            return;
        }
    for (size_t at = 0; at < column.length; at++) {
        char byte = column.bytes[at] == '_' ? ' ' : column.bytes[at];
        bool lower = byte >= 'a' && byte <= 'z';
        add_mark(into, at == 0 && lower ? (char)(byte - 'a' + 'A') : byte);
    }
}

void report_html_rule_id(struct buffer *into, struct str code)
{
    tie_assert(into != NULL);
    buffer_add_c(into, "rule-");
    for (size_t at = 0; at < code.length; at++) {
        char byte = code.bytes[at];
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        buffer_add_byte(into, plain ? byte : '-');
    }
}

bool report_html_is_figure(enum report_kind kind)
{
    return kind == REPORT_MONEY || kind == REPORT_AMOUNT || kind == REPORT_COUNT;
}

void report_html_cell(struct buffer *into, const struct report_table *table, size_t column)
{
    tie_assert(into != NULL && column < table->column_count);
    struct buffer cell = {0};
    enum report_kind kind = table->columns[column].kind;
    report_table_cell(table, column, &cell);
    if (cell.length > 0 && report_html_is_figure(kind))
        add_figure(into, buffer_str(&cell));
    else if (cell.length > 0 && str_equal(table->columns[column].name, STR("findings")))
        report_html_rules(into, buffer_str(&cell));
    else if (cell.length > 0 && kind == REPORT_TEXT)
        report_html_isolate(into, buffer_str(&cell));
    else
        report_html_quote(into, buffer_str(&cell));
    buffer_free(&cell);
}

void report_html_amount(struct buffer *into, struct str amount)
{
    tie_assert(into != NULL);
    if (str_find(amount, STR(".")) >= 0)
        add_figure(into, amount);
    else if (amount.length > 0)
        report_html_isolate(into, amount);
}

void report_html_rules(struct buffer *into, struct str codes)
{
    tie_assert(into != NULL);
    const char *between = "";
    while (codes.length > 0) {
        struct str code = str_split(codes, ' ', &codes);
        buffer_format(into, "%s<a href=\"#", between);
        report_html_rule_id(into, code);
        buffer_add_c(into, "\">");
        report_html_quote(into, code);
        buffer_add_c(into, "</a>");
        between = " ";
    }
}

/* The character that begins there, and its bytes; U+FFFD, of one byte, where none does. */
static uint32_t character_at(struct str text, size_t at, size_t *length)
{
    unsigned char byte = (unsigned char)text.bytes[at];
    size_t bytes = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    *length = 1;
    if (bytes == 1)
        return byte;
    if (byte < 0xC2 || at + bytes > text.length)
        return 0xFFFD;
    uint32_t character = byte & (0xFFu >> (bytes + 1));
    for (size_t next = 1; next < bytes; next++)
        character = character << 6 | ((unsigned char)text.bytes[at + next] & 0x3Fu);
    *length = bytes;
    return character;
}

static bool is_unseen(uint32_t character)
{
    for (size_t at = 0; at < array_count(unseen); at++)
        if (character >= unseen[at].first && character <= unseen[at].last)
            return true;
    return false;
}

static void add_mark(struct buffer *into, char byte)
{
    switch (byte) {
    case '&':
        buffer_add_c(into, "&amp;");
        return;
    case '<':
        buffer_add_c(into, "&lt;");
        return;
    case '>':
        buffer_add_c(into, "&gt;");
        return;
    case '"':
        buffer_add_c(into, "&quot;");
        return;
    case '\'':
        buffer_add_c(into, "&#39;");
        return;
    default:
        buffer_add_byte(into, byte);
    }
}

static void add_figure(struct buffer *into, struct str text)
{
    struct buffer people = {0};
    if (is_decimal(text))
        report_table_group(text, &people);
    if (people.length > text.length) {
        buffer_add_c(into, "<data value=\"");
        buffer_add(into, text);
        buffer_add_c(into, "\">");
        buffer_add(into, buffer_str(&people));
        buffer_add_c(into, "</data>");
    } else if (people.length > 0) {
        buffer_add(into, text);
    } else {
        report_html_isolate(into, text);
    }
    buffer_free(&people);
}

/* -?digits(.digits)? */
static bool is_decimal(struct str text)
{
    struct str fraction = {0};
    size_t sign = str_starts(text, STR("-"));
    struct str digits = {text.bytes + sign, text.length - sign};
    struct str whole = str_split(digits, '.', &fraction);
    bool point = whole.length < digits.length;
    return str_is_digits(whole) && (!point || str_is_digits(fraction));
}
