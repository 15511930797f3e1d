/* A suite a rule; a case a finding, which fails; of a rule that found nothing one case that
 * passes. */
#include "reports/report_junit.h"

#include "reports/report_table.h"

static enum status write_suites(const struct report_drawing *drawing, struct buffer *text,
                                int64_t *cases, struct failure *failure);
static enum status write_suite(const struct report_drawing *drawing,
                               const struct report_table *rule, struct buffer *text,
                               struct failure *failure);
static void write_case(const struct report_table *finding, struct buffer *text);
static void add_attribute(struct buffer *text, const char *name, struct str value);
static bool is_no_character(struct str text, size_t at, size_t *length);

enum status report_junit_write(const struct report_drawing *drawing,
                               struct report_output *output, struct failure *failure)
{
    tie_assert(drawing != NULL && output != NULL);
    struct buffer text = {0};
    output->about = STR("findings as test results, a suite a rule");
    enum status status = write_suites(drawing, &text, &output->rows, failure);
    if (status == STATUS_OK)
        status = report_output_write(output, drawing->directory, buffer_str(&text), failure);
    buffer_free(&text);
    return status;
}

void report_junit_quote(struct buffer *into, struct str text)
{
    tie_assert(into != NULL);
    for (size_t at = 0; at < text.length;) {
        char byte = text.bytes[at];
        size_t length = 1;
        if (is_no_character(text, at, &length))
            buffer_add_byte(into, '?');
        else if (byte == '&')
            buffer_add_c(into, "&amp;");
        else if (byte == '<')
            buffer_add_c(into, "&lt;");
        else if (byte == '>')
            buffer_add_c(into, "&gt;");
        else if (byte == '"')
            buffer_add_c(into, "&quot;");
        else if (byte == '\n' || byte == '\r' || byte == '\t')
            buffer_format(into, "&#%d;", byte);
        else
            buffer_add_byte(into, byte);
        at += length;
    }
}

static enum status write_suites(const struct report_drawing *drawing, struct buffer *text,
                                int64_t *cases, struct failure *failure)
{
    struct report_table rule;
    struct buffer suites = {0};
    bool found = true;
    int64_t failed = 0;
    *cases = 0;
    enum status status = report_table_open(&rule, drawing->store, "format/rules.sql", failure);
    while (status == STATUS_OK) {
        status = report_table_step(&rule, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        int64_t count = report_table_count(&rule, "findings");
        failed += count;
        *cases += count == 0 ? 1 : count;
        status = write_suite(drawing, &rule, &suites, failure);
    }
    report_table_close(&rule);
    buffer_format(text,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<testsuites name=\"tieout\" tests=\"%lld\" failures=\"%lld\">\n",
                  (long long)*cases, (long long)failed);
    buffer_add(text, buffer_str(&suites));
    buffer_add_c(text, "</testsuites>\n");
    buffer_free(&suites);
    return status;
}

static enum status write_suite(const struct report_drawing *drawing,
                               const struct report_table *rule, struct buffer *text,
                               struct failure *failure)
{
    struct report_table finding;
    bool found = true;
    int64_t count = report_table_count(rule, "findings");
    buffer_add_c(text, "  <testsuite");
    add_attribute(text, "name", report_table_text(rule, "rule"));
    buffer_format(text, " tests=\"%lld\" failures=\"%lld\">\n",
                  (long long)(count == 0 ? 1 : count), (long long)count);
    if (count == 0) {
        buffer_add_c(text, "    <testcase");
        add_attribute(text, "classname", report_table_text(rule, "rule"));
        add_attribute(text, "name", report_table_text(rule, "asks"));
        buffer_add_c(text, "/>\n");
    }
    enum status status =
        report_table_open(&finding, drawing->store, "format/findings.sql", failure);
    if (status == STATUS_OK)
        store_query_bind_text(finding.query, 1, report_table_text(rule, "rule"));
    while (status == STATUS_OK) {
        status = report_table_step(&finding, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        write_case(&finding, text);
    }
    report_table_close(&finding);
    buffer_add_c(text, "  </testsuite>\n");
    return status;
}

/* Named by what it is about, and in which currency: with its rule that is what makes it one. */
static void write_case(const struct report_table *finding, struct buffer *text)
{
    static const char *const told[] = {"finding_id", "transaction_reference_id",
                                       "currency",   "expected",
                                       "actual",     "difference",
                                       "evidence"};
    struct buffer name = {0};
    buffer_add(&name, report_table_text(finding, "subject"));
    if (report_table_text(finding, "currency").length > 0)
        buffer_add_byte(&name, ' ');
    buffer_add(&name, report_table_text(finding, "currency"));
    buffer_add_c(text, "    <testcase");
    add_attribute(text, "classname", report_table_text(finding, "rule"));
    add_attribute(text, "name", buffer_str(&name));
    buffer_add_c(text, ">\n      <failure");
    add_attribute(text, "type", report_table_text(finding, "severity"));
    add_attribute(text, "message", report_table_text(finding, "explanation"));
    buffer_add_c(text, ">");
    for (size_t at = 0; at < array_count(told); at++) {
        buffer_format(text, "%s%s: ", at == 0 ? "" : "\n", told[at]);
        report_junit_quote(text, report_table_text(finding, told[at]));
    }
    buffer_add_c(text, "</failure>\n    </testcase>\n");
    buffer_free(&name);
}

static void add_attribute(struct buffer *text, const char *name, struct str value)
{
    buffer_format(text, " %s=\"", name);
    report_junit_quote(text, value);
    buffer_add_byte(text, '"');
}

/* What XML 1.0 has no way to write: most control characters, U+FFFE and U+FFFF. */
static bool is_no_character(struct str text, size_t at, size_t *length)
{
    unsigned char byte = (unsigned char)text.bytes[at];
    if (byte < 0x20)
        return byte != '\t' && byte != '\n' && byte != '\r';
    if (byte != 0xEF || at + 2 >= text.length || (unsigned char)text.bytes[at + 1] != 0xBF ||
        (unsigned char)text.bytes[at + 2] < 0xBE)
        return false;
    *length = 3;
    return true;
}
