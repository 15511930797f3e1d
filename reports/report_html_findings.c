/* A rule says its question once, above all it found. */
#include "reports/report_html_findings.h"

#include "reports/report_html_text.h"

enum { COLUMNS = 6 };

static void draw_rule(struct report_page *page, const struct report_table *rule,
                      struct report_table *place, int64_t most);
static void draw_counts(struct buffer *into, const struct report_table *rule);
static void draw_words(struct buffer *into, const struct report_table *rule);
static int64_t draw_table(struct report_page *page, struct str code, struct report_table *place,
                          int64_t most);
static void draw_finding(struct report_page *page, const struct report_table *finding,
                         struct report_table *place);
static void draw_places(struct report_page *page, struct str evidence,
                        struct report_table *place);
static void draw_place(struct report_page *page, struct str word, struct report_table *place);
static void draw_decision(struct buffer *into, const struct report_table *finding);
static void draw_term(struct buffer *into, const char *term, struct str words);

void report_html_findings(struct report_page *page, int64_t most)
{
    tie_assert(page != NULL && most > 0);
    struct report_table rule;
    struct report_table place;
    bool any = false;
    buffer_add_c(page->text,
                 "<section id=\"findings\" class=\"report\" aria-labelledby=\"findings-title\" "
                 "data-filter>\n<h2 id=\"findings-title\">Findings</h2>\n"
                 "<p>What the rules answered, the gravest first, with the records that prove "
                 "it.</p>\n");
    report_page_open(page, &place, "format/place.sql", STR(""));
    report_page_open(page, &rule, "html/rules.sql", STR(""));
    while (report_page_next(page, &rule)) {
        draw_rule(page, &rule, &place, most);
        any = true;
    }
    report_page_close(&rule);
    report_page_close(&place);
    buffer_add_c(page->text,
                 any ? "</section>\n" : "<p class=\"none\">None.</p>\n</section>\n");
}

static void draw_rule(struct report_page *page, const struct report_table *rule,
                      struct report_table *place, int64_t most)
{
    struct buffer *into = page->text;
    struct buffer id = {0};
    struct str code = report_table_text(rule, "rule");
    report_html_rule_id(&id, code);
    buffer_format(into,
                  "<section class=\"rule\" id=\"%s\" aria-labelledby=\"%s-title\">\n"
                  "<h3 id=\"%s-title\">",
                  buffer_c(&id), buffer_c(&id), buffer_c(&id));
    report_html_quote(into, code);
    draw_counts(into, rule);
    buffer_add_c(into, "</h3>\n");
    draw_words(into, rule);
    int64_t drawn = draw_table(page, code, place, most);
    if (drawn < report_table_count(rule, "findings") && page->status == STATUS_OK) {
        buffer_add_c(into, "<p class=\"cut\">This page shows ");
        report_layout_count(into, drawn);
        buffer_add_c(into, " of ");
        report_layout_count(into, report_table_count(rule, "findings"));
        buffer_add_c(into, " findings, of each currency those of the largest difference. "
                           "findings.csv holds them all.</p>\n");
    }
    buffer_add_c(into, "</section>\n");
    buffer_free(&id);
}

static void draw_counts(struct buffer *into, const struct report_table *rule)
{
    static const char *const severities[] = {"high", "medium", "low", "info"};
    const char *between = " <span class=\"counts\">";
    for (size_t at = 0; at < array_count(severities); at++) {
        int64_t count = report_table_count(rule, severities[at]);
        if (count == 0)
            continue;
        buffer_add_c(into, between);
        report_layout_count(into, count);
        buffer_format(into, " %s", severities[at]);
        between = ", ";
    }
    buffer_add_c(into, "</span>");
}

static void draw_words(struct buffer *into, const struct report_table *rule)
{
    buffer_add_c(into, "<dl class=\"words\">");
    draw_term(into, "Question", report_table_text(rule, "asks"));
    draw_term(into, "Reason", report_table_text(rule, "because"));
    draw_term(into, "Remedy", report_table_text(rule, "remedy"));
    buffer_add_c(into, "</dl>\n");
}

static int64_t draw_table(struct report_page *page, struct str code, struct report_table *place,
                          int64_t most)
{
    struct report_table finding;
    struct buffer *into = page->text;
    int64_t rows = 0;
    buffer_add_c(into, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\""
                       "Findings of ");
    report_html_quote(into, code);
    buffer_add_c(into, "\">\n<table data-sort><caption class=\"vh\">Findings of ");
    report_html_quote(into, code);
    buffer_add_c(into,
                 "</caption>\n<thead><tr><th scope=\"col\" data-kind=\"text\">Subject</th>"
                 "<th scope=\"col\" data-kind=\"text\">Severity</th>"
                 "<th scope=\"col\" data-kind=\"currency\">Currency</th>"
                 "<th scope=\"col\" data-kind=\"money\" class=\"n\">Expected</th>"
                 "<th scope=\"col\" data-kind=\"money\" class=\"n\">Actual</th>"
                 "<th scope=\"col\" data-kind=\"money\" class=\"n\">Difference</th>"
                 "</tr></thead>\n");
    report_page_open(page, &finding, "html/findings.sql", code);
    if (page->status == STATUS_OK)
        store_query_bind_integer(finding.query, 2, most);
    while (report_page_next(page, &finding)) {
        draw_finding(page, &finding, place);
        rows++;
    }
    report_page_close(&finding);
    buffer_add_c(into, "</table>\n</div>\n");
    return rows;
}

static void draw_finding(struct report_page *page, const struct report_table *finding,
                         struct report_table *place)
{
    static const char *const figures[] = {"expected", "actual", "difference"};
    struct buffer *into = page->text;
    buffer_add_c(into, "<tbody><tr><th scope=\"row\">");
    report_html_isolate(into, report_table_text(finding, "subject"));
    buffer_add_c(into, "</th><td>");
    report_html_quote(into, report_table_text(finding, "severity"));
    buffer_add_c(into, "</td><td>");
    report_html_quote(into, report_table_text(finding, "currency"));
    buffer_add_c(into, "</td>");
    for (size_t at = 0; at < array_count(figures); at++) {
        buffer_add_c(into, "<td class=\"n\">");
        report_html_amount(into, report_table_text(finding, figures[at]));
        buffer_add_c(into, "</td>");
    }
    buffer_format(into, "</tr><tr class=\"more\"><td colspan=\"%d\"><p>", COLUMNS);
    report_html_isolate(into, report_table_text(finding, "explanation"));
    buffer_add_c(into, "</p>");
    draw_places(page, report_table_text(finding, "evidence"), place);
    draw_decision(into, finding);
    buffer_add_c(into, "<p class=\"id\">Finding ");
    report_html_quote(into, report_table_text(finding, "finding_id"));
    buffer_add_c(into, "</p></td></tr></tbody>\n");
}

static void draw_places(struct report_page *page, struct str evidence,
                        struct report_table *place)
{
    if (evidence.length == 0)
        return;
    buffer_add_c(page->text, "<ul class=\"places\">");
    while (evidence.length > 0)
        draw_place(page, str_split(evidence, ' ', &evidence), place);
    buffer_add_c(page->text, "</ul>");
}

/* FILE#RECORD, and the line where it begins; +N are records that found no room in the cell. */
static void draw_place(struct report_page *page, struct str word, struct report_table *place)
{
    struct str digits = {0};
    int64_t record = 0;
    struct buffer *into = page->text;
    struct str file = str_split(word, '#', &digits);
    buffer_add_c(into, "<li>");
    if (str_to_count(digits, UINT32_MAX, &record)) {
        report_html_isolate(into, file);
        buffer_add_c(into, ", record ");
        buffer_add_count(into, record);
        if (page->status == STATUS_OK) {
            store_query_reset(place->query);
            store_query_bind_text(place->query, 1, file);
            store_query_bind_integer(place->query, 2, record);
        }
        if (report_page_next(page, place) && report_table_count(place, "line") > 0) {
            buffer_add_c(into, ", line ");
            buffer_add_count(into, report_table_count(place, "line"));
        }
    } else if (str_starts(word, STR("+"))) {
        report_html_quote(into, (struct str){word.bytes + 1, word.length - 1});
        buffer_add_c(into, " more");
    } else {
        report_html_isolate(into, word);
    }
    buffer_add_c(into, "</li>");
}

static void draw_decision(struct buffer *into, const struct report_table *finding)
{
    static const struct {
        const char *column, *term;
    } parts[] = {
        {"reason", "Disposition"},
        {"owner", "Owner"},
        {"comment", "Comment"},
    };
    struct buffer day = {0};
    report_table_cell(finding, report_table_column(finding, "due_on"), &day);
    if (report_table_text(finding, "reason").length > 0) {
        buffer_add_c(into, "<dl class=\"decision\">");
        for (size_t at = 0; at < array_count(parts); at++)
            draw_term(into, parts[at].term, report_table_text(finding, parts[at].column));
        draw_term(into, "Due on", buffer_str(&day));
        buffer_add_c(into, "</dl>");
    }
    buffer_free(&day);
}

static void draw_term(struct buffer *into, const char *term, struct str words)
{
    if (words.length == 0)
        return;
    buffer_format(into, "<div><dt>%s</dt><dd>", term);
    report_html_isolate(into, words);
    buffer_add_c(into, "</dd></div>");
}
