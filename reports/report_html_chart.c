/* Lengths are rounded to a pixel, so a chart is never where a figure is read from: each bar has
 * its amount beside it. */
#include "reports/report_html_chart.h"

#include "reports/report_html_text.h"

/* In units of the picture: columns for label, bars and amount; rows. Twelve digits are enough for
 * any pixel, and leave room to multiply. */
enum { LABEL = 140, BAR = 220, AMOUNT = 140, ROW = 26, THICK = 16, DIGITS = 12 };

struct scale {
    size_t dropped;      /* digits before the point that no pixel shows */
    int64_t least, most; /* of all bars, and 0 */
};

static void scale_find(struct scale *scale, const struct report_html_bars *bars);
static int64_t length_of(struct str amount, size_t dropped);
static size_t whole_digits(struct str amount);
static int64_t pixels(const struct scale *scale, int64_t length);
static void draw_bar(struct buffer *into, const struct scale *scale,
                     const struct report_html_bars *bars, size_t at);
static void draw_words(struct buffer *into, const struct report_html_bars *bars,
                       struct str title);

void report_html_bars_add(struct report_html_bars *bars, struct str label, struct str amount,
                          struct str people)
{
    tie_assert(bars != NULL);
    if (bars->count == REPORT_HTML_BARS) {
        bars->passed++;
        return;
    }
    bars->labels[bars->count] = arena_copy(&bars->arena, label);
    bars->amounts[bars->count] = arena_copy(&bars->arena, amount);
    bars->people[bars->count++] = arena_copy(&bars->arena, people);
}

void report_html_bars_draw(struct report_html_bars *bars, struct buffer *into, struct str title)
{
    tie_assert(bars != NULL && into != NULL);
    struct scale scale = {0};
    size_t height = bars->count * ROW + 4;
    scale_find(&scale, bars);
    if (bars->count > 1 && bars->passed == 0 && scale.most > scale.least) {
        buffer_format(into,
                      "<svg class=\"bars\" role=\"img\" viewBox=\"0 0 %d %zu\" width=\"%d\" "
                      "height=\"%zu\">",
                      LABEL + BAR + AMOUNT, height, LABEL + BAR + AMOUNT, height);
        draw_words(into, bars, title);
        for (size_t at = 0; at < bars->count; at++)
            draw_bar(into, &scale, bars, at);
        int64_t zero = LABEL + pixels(&scale, -scale.least);
        buffer_format(into,
                      "<line class=\"zero\" x1=\"%lld\" y1=\"0\" x2=\"%lld\" y2=\"%zu\"/>",
                      (long long)zero, (long long)zero, height);
        buffer_add_c(into, "</svg>\n");
    }
    arena_free(&bars->arena);
    *bars = (struct report_html_bars){0};
}

static void scale_find(struct scale *scale, const struct report_html_bars *bars)
{
    size_t digits = 0;
    for (size_t at = 0; at < bars->count; at++) {
        size_t own = whole_digits(bars->amounts[at]);
        digits = own > digits ? own : digits;
    }
    scale->dropped = digits > DIGITS ? digits - DIGITS : 0;
    for (size_t at = 0; at < bars->count; at++) {
        int64_t length = length_of(bars->amounts[at], scale->dropped);
        scale->least = length < scale->least ? length : scale->least;
        scale->most = length > scale->most ? length : scale->most;
    }
}

/* The amount in hundredths, less the digits that are dropped. */
static int64_t length_of(struct str amount, size_t dropped)
{
    bool negative = str_starts(amount, STR("-"));
    size_t whole = whole_digits(amount) + negative;
    int64_t length = 0;
    for (size_t at = negative; at + dropped < whole; at++)
        length = 10 * length + (amount.bytes[at] - '0');
    for (size_t at = 0; at < 2; at++) {
        size_t digit = whole + 1 + at;
        length *= 10;
        if (dropped == 0 && digit < amount.length)
            length += amount.bytes[digit] - '0';
    }
    return negative ? -length : length;
}

static size_t whole_digits(struct str amount)
{
    struct str fraction;
    struct str whole = str_split(amount, '.', &fraction);
    return whole.length - str_starts(whole, STR("-"));
}

static int64_t pixels(const struct scale *scale, int64_t length)
{
    int64_t span = scale->most - scale->least;
    return span == 0 ? 0 : (length * BAR + span / 2) / span;
}

static void draw_bar(struct buffer *into, const struct scale *scale,
                     const struct report_html_bars *bars, size_t at)
{
    int64_t length = length_of(bars->amounts[at], scale->dropped);
    int64_t zero = LABEL + pixels(scale, -scale->least);
    int64_t wide = pixels(scale, length < 0 ? -length : length);
    int64_t from = length < 0 ? zero - wide : zero;
    size_t top = at * ROW + (ROW - THICK) / 2;
    size_t base = at * ROW + ROW / 2 + 5;
    if (wide == 0 && length != 0)
        wide = 1;
    buffer_format(into, "<text x=\"%d\" y=\"%zu\" text-anchor=\"end\">", LABEL - 10, base);
    report_html_quote(into, bars->labels[at]);
    buffer_format(into,
                  "</text><rect class=\"%s\" x=\"%lld\" y=\"%zu\" width=\"%lld\" "
                  "height=\"%d\"/>",
                  length < 0 ? "minus" : "plus", (long long)from, top, (long long)wide, THICK);
    buffer_format(into, "<text x=\"%d\" y=\"%zu\" text-anchor=\"end\">",
                  LABEL + BAR + AMOUNT - 4, base);
    report_html_quote(into, bars->people[at]);
    buffer_add_c(into, "</text>\n");
}

/* Title and description: the whole chart in words. */
static void draw_words(struct buffer *into, const struct report_html_bars *bars,
                       struct str title)
{
    buffer_add_c(into, "<title>");
    report_html_quote(into, title);
    buffer_add_c(into, "</title><desc>Bars: ");
    for (size_t at = 0; at < bars->count; at++) {
        buffer_add_c(into, at == 0 ? "" : "; ");
        report_html_quote(into, bars->labels[at]);
        buffer_add_c(into, ", ");
        report_html_quote(into, bars->people[at]);
    }
    buffer_add_c(into, ".</desc>\n");
}
