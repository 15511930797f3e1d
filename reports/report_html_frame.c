/* The policy names style and script by their digests: markup that found its way into the page
 * could neither run nor load anything. */
#include "reports/report_html_frame.h"

#include "base/digest.h"
#include "base/embed.h"
#include "reports/report_html_text.h"
#include "reports/report_text.h"

extern const struct embed_file page_files[];
extern const size_t page_file_count;

static const struct {
    const char *id;
    const char *title;
} contents[] = {
    {"short", "In short"},
    {"first", "What to look at first"},
    {"controls", "Controls"},
    {"figures", "Figures by currency"},
    {"uncollected", "Uncollected"},
    {"refunds", "Refunds"},
    {"net-terms", "Net terms"},
    {"tax-collection", "Tax collection"},
    {"roll-forward", "Roll-forward"},
    {"findings", "Findings"},
    {"dispositions", "Dispositions"},
    {"timing", "Timing"},
    {"loaded", "Loaded"},
    {"assumed", "Assumed"},
};

static void add_title(struct buffer *into, const struct report_page *page);
static void add_policy(struct buffer *into);
static void add_contents(struct buffer *into);

void report_html_begin(struct report_page *page)
{
    tie_assert(page != NULL && page->text != NULL);
    struct buffer *into = page->text;
    struct buffer day = {0};
    buffer_add_c(into,
                 "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    add_policy(into);
    buffer_add_c(into, "<meta name=\"viewport\" content=\"width=device-width, "
                       "initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    add_title(into, page);
    buffer_add_c(into, "</title>\n<style>");
    buffer_add(into, report_html_embedded("close.css"));
    buffer_add_c(into, "</style>\n</head>\n<body>\n"
                       "<a class=\"skip\" href=\"#main\">Skip to the summary</a>\n"
                       "<header>\n<h1>");
    add_title(into, page);
    buffer_add_c(into, "</h1>\n<p>");
    report_text_day(page, &day);
    report_html_quote(into, buffer_str(&day));
    buffer_add_c(into, "</p>\n</header>\n");
    add_contents(into);
    buffer_add_c(into, "<main id=\"main\" tabindex=\"-1\">\n");
    buffer_free(&day);
}

void report_html_end(struct report_page *page)
{
    tie_assert(page != NULL && page->text != NULL);
    struct buffer *into = page->text;
    buffer_add_c(into, "</main>\n<footer>\n<p>Every figure walks back to a file and a record: "
                       "the reports named here lie beside this page, and manifest.json holds "
                       "what was read and written, with digests. tieout ");
    report_html_quote(into, report_model_value(page->model, META_VERSION));
    buffer_add_c(into, "</p>\n</footer>\n<script>");
    buffer_add(into, report_html_embedded("close.js"));
    buffer_add_c(into, "</script>\n</body>\n</html>\n");
}

struct str report_html_embedded(const char *name)
{
    tie_assert(name != NULL);
    size_t at = 0;
    while (at < page_file_count && !str_equal(str_from(page_files[at].path), str_from(name)))
        at++;
    tie_assert(at < page_file_count);
    return embed_text(&page_files[at]);
}

void report_html_source(struct buffer *into, struct str text)
{
    tie_assert(into != NULL);
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789+/";
    struct digest digest = digest_of(text);
    unsigned char bytes[DIGEST_BYTES + 1] = {
        0}; /* 33: eleven threes, the last byte a filling */
    for (size_t at = 0; at < DIGEST_BYTES; at++)
        bytes[at] = digest.bytes[at];
    buffer_add_c(into, "sha256-");
    for (size_t at = 0; at < sizeof bytes; at += 3) {
        uint32_t three =
            (uint32_t)bytes[at] << 16 | (uint32_t)bytes[at + 1] << 8 | bytes[at + 2];
        for (size_t sixth = 0; sixth < 4; sixth++)
            buffer_add_byte(into, letters[three >> (18 - 6 * sixth) & 0x3F]);
    }
    into->bytes[into->length - 1] = '=';
}

static void add_title(struct buffer *into, const struct report_page *page)
{
    struct str heading = report_model_value(page->model, META_HEADING);
    report_html_quote(into, heading);
    buffer_add_c(into,
                 heading.length > 0 ? ": reconciliation as of " : "Reconciliation as of ");
    report_html_quote(into, report_model_value(page->model, META_AS_OF));
}

static void add_policy(struct buffer *into)
{
    buffer_add_c(into, "<meta http-equiv=\"Content-Security-Policy\" content=\""
                       "default-src 'none'; style-src '");
    report_html_source(into, report_html_embedded("close.css"));
    buffer_add_c(into, "'; script-src '");
    report_html_source(into, report_html_embedded("close.js"));
    buffer_add_c(into, "'; base-uri 'none'; form-action 'none'\">\n");
}

static void add_contents(struct buffer *into)
{
    buffer_add_c(into, "<nav aria-label=\"Contents\">\n<ul>\n");
    for (size_t at = 0; at < array_count(contents); at++)
        buffer_format(into, "<li><a href=\"#%s\">%s</a></li>\n", contents[at].id,
                      contents[at].title);
    buffer_add_c(into, "</ul>\n</nav>\n");
}
