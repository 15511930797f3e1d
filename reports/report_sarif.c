/* One run: the rules with what to do, and a result a finding, at the records that prove it. Of
 * these the first is where it is, and the others belong to it. */
#include "reports/report_sarif.h"

#include "reports/report_json.h"

#include <string.h>

static enum status write_rules(struct report_json *json, struct store *store,
                               struct failure *failure);
static void write_rule(struct report_json *json, const struct report_table *rule);
static enum status write_results(struct report_json *json, struct store *store, int64_t *count,
                                 struct failure *failure);
static enum status write_result(struct report_json *json, const struct report_table *finding,
                                struct report_table *place, struct failure *failure);
static void write_properties(struct report_json *json, const struct report_table *finding);
static enum status write_places(struct report_json *json, struct str evidence,
                                struct report_table *place, struct failure *failure);
static enum status next_place(struct str *evidence, struct report_table *place, bool *found,
                              struct failure *failure);
static void write_place(struct report_json *json, const struct report_table *place);
static void write_message(struct report_json *json, const char *key, struct str text);
static void add_uri(struct buffer *into, struct str name);
static struct str level_of(struct str severity);

enum status report_sarif_write(const struct report_drawing *drawing,
                               struct report_output *output, struct failure *failure)
{
    tie_assert(drawing != NULL && output != NULL);
    struct report_json json = {0};
    report_json_open(&json, NULL, '{');
    report_json_text(&json, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
    report_json_text(&json, "version", STR("2.1.0"));
    report_json_open(&json, "runs", '[');
    report_json_open(&json, NULL, '{');
    report_json_open(&json, "tool", '{');
    report_json_open(&json, "driver", '{');
    report_json_text(&json, "name", STR("tieout"));
    report_json_text(&json, "version", report_model_value(drawing->model, META_VERSION));
    enum status status = write_rules(&json, drawing->store, failure);
    report_json_close(&json, '}');
    report_json_close(&json, '}');
    output->about = STR("findings with their places, as SARIF");
    if (status == STATUS_OK)
        status = write_results(&json, drawing->store, &output->rows, failure);
    report_json_close(&json, '}');
    report_json_close(&json, ']');
    report_json_close(&json, '}');
    if (status == STATUS_OK)
        status =
            report_output_write(output, drawing->directory, report_json_finish(&json), failure);
    buffer_free(&json.text);
    return status;
}

static enum status write_rules(struct report_json *json, struct store *store,
                               struct failure *failure)
{
    struct report_table rule;
    bool found = true;
    enum status status = report_table_open(&rule, store, "format/rules.sql", failure);
    report_json_open(json, "rules", '[');
    while (status == STATUS_OK) {
        status = report_table_step(&rule, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        write_rule(json, &rule);
    }
    report_json_close(json, ']');
    report_table_close(&rule);
    return status;
}

static void write_rule(struct report_json *json, const struct report_table *rule)
{
    report_json_open(json, NULL, '{');
    report_json_text(json, "id", report_table_text(rule, "rule"));
    write_message(json, "shortDescription", report_table_text(rule, "asks"));
    write_message(json, "fullDescription", report_table_text(rule, "because"));
    write_message(json, "help", report_table_text(rule, "remedy"));
    report_json_open(json, "defaultConfiguration", '{');
    report_json_text(json, "level", level_of(report_table_text(rule, "severity")));
    report_json_close(json, '}');
    report_json_close(json, '}');
}

static enum status write_results(struct report_json *json, struct store *store, int64_t *count,
                                 struct failure *failure)
{
    struct report_table finding = {0};
    struct report_table place;
    bool found = true;
    *count = 0;
    enum status status = report_table_open(&place, store, "format/place.sql", failure);
    if (status == STATUS_OK)
        status = report_table_open(&finding, store, "csv/findings.sql", failure);
    report_json_open(json, "results", '[');
    while (status == STATUS_OK) {
        status = report_table_step(&finding, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        status = write_result(json, &finding, &place, failure);
        ++*count;
    }
    report_json_close(json, ']');
    report_table_close(&finding);
    report_table_close(&place);
    return status;
}

static enum status write_result(struct report_json *json, const struct report_table *finding,
                                struct report_table *place, struct failure *failure)
{
    report_json_open(json, NULL, '{');
    report_json_text(json, "ruleId", report_table_text(finding, "rule"));
    report_json_text(json, "level", level_of(report_table_text(finding, "severity")));
    write_message(json, "message", report_table_text(finding, "explanation"));
    enum status status =
        write_places(json, report_table_text(finding, "evidence"), place, failure);
    report_json_open(json, "fingerprints", '{');
    report_json_text(json, "findingId/v1", report_table_text(finding, "finding_id"));
    report_json_close(json, '}');
    write_properties(json, finding);
    report_json_close(json, '}');
    return status;
}

static void write_properties(struct report_json *json, const struct report_table *finding)
{
    static const char *const told[] = {"severity",   "subject",  "transaction_reference_id",
                                       "currency",   "expected", "actual",
                                       "difference", "evidence"};
    report_json_open(json, "properties", '{');
    for (size_t at = 0; at < array_count(told); at++)
        report_json_text(json, told[at], report_table_text(finding, told[at]));
    report_json_close(json, '}');
}

/* Nothing when there is no evidence: a coverage has no place. */
static enum status write_places(struct report_json *json, struct str evidence,
                                struct report_table *place, struct failure *failure)
{
    bool found = true;
    enum status status = next_place(&evidence, place, &found, failure);
    if (status != STATUS_OK || !found)
        return status;
    report_json_open(json, "locations", '[');
    write_place(json, place);
    report_json_close(json, ']');
    status = next_place(&evidence, place, &found, failure);
    if (status != STATUS_OK || !found)
        return status;
    report_json_open(json, "relatedLocations", '[');
    while (status == STATUS_OK && found) {
        write_place(json, place);
        status = next_place(&evidence, place, &found, failure);
    }
    report_json_close(json, ']');
    return status;
}

/* The next FILE#RECORD of evidence that is a place; names hold neither blanks nor marks there. */
static enum status next_place(struct str *evidence, struct report_table *place, bool *found,
                              struct failure *failure)
{
    enum status status = STATUS_OK;
    *found = false;
    while (status == STATUS_OK && !*found && evidence->length > 0) {
        struct str rest = {0};
        struct str digits = {0};
        int64_t record = 0;
        struct str name = str_split(str_split(*evidence, ' ', &rest), '#', &digits);
        *evidence = rest;
        if (!str_to_count(digits, UINT32_MAX, &record))
            continue;
        store_query_reset(place->query);
        store_query_bind_text(place->query, 1, name);
        store_query_bind_integer(place->query, 2, record);
        status = report_table_step(place, found, failure);
    }
    return status;
}

static void write_place(struct report_json *json, const struct report_table *place)
{
    struct buffer uri = {0};
    int64_t line = report_table_count(place, "line");
    add_uri(&uri, report_table_text(place, "file"));
    report_json_open(json, NULL, '{');
    report_json_open(json, "physicalLocation", '{');
    report_json_open(json, "artifactLocation", '{');
    report_json_text(json, "uri", buffer_str(&uri));
    report_json_close(json, '}');
    if (line > 0) {
        report_json_open(json, "region", '{');
        report_json_count(json, "startLine", line);
        report_json_close(json, '}');
    }
    report_json_close(json, '}');
    report_json_close(json, '}');
    buffer_free(&uri);
}

static void write_message(struct report_json *json, const char *key, struct str text)
{
    report_json_open(json, key, '{');
    report_json_text(json, "text", text);
    report_json_close(json, '}');
}

/* A name is no URI: what means something there is written as its bytes. */
static void add_uri(struct buffer *into, struct str name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-._~";
    for (size_t at = 0; at < name.length; at++) {
        unsigned char byte = (unsigned char)name.bytes[at];
        if (byte != 0 && strchr(plain, byte) != NULL)
            buffer_add_byte(into, (char)byte);
        else
            buffer_format(into, "%%%02X", byte);
    }
}

static struct str level_of(struct str severity)
{
    return str_equal(severity, STR("high"))     ? STR("error")
           : str_equal(severity, STR("medium")) ? STR("warning")
                                                : STR("note");
}
