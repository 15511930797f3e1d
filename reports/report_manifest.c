/* Inputs in canonical order with the tables inside them, the settings, and every output but the
 * manifest itself. */
#include "reports/report_manifest.h"

static void write_settings(struct report_json *json, const struct report_model *model);
static void write_options(struct report_json *json, const struct report_model *model);
static enum status write_inputs(struct report_json *json, struct store *store,
                                struct failure *failure);
static enum status write_input(struct report_json *json, struct store *store,
                               const struct report_table *input, struct failure *failure);
static enum status write_table(struct report_json *json, struct store *store,
                               const struct report_table *table, struct failure *failure);
static void write_outputs(struct report_json *json, const struct report_outputs *outputs,
                          const struct digest *books);
static void write_output(struct report_json *json, const struct report_output *output);

enum status report_manifest_write(struct report_json *json, struct store *store,
                                  const struct report_model *model,
                                  const struct report_outputs *outputs,
                                  const struct digest *books, struct failure *failure)
{
    tie_assert(json != NULL && model != NULL && outputs != NULL);
    report_json_open(json, NULL, '{');
    write_settings(json, model);
    write_options(json, model);
    enum status status =
        report_json_table(json, "policy", store, "manifest/policy.sql", -1, failure);
    if (status == STATUS_OK)
        status = write_inputs(json, store, failure);
    if (status == STATUS_OK)
        write_outputs(json, outputs, books);
    report_json_close(json, '}');
    return status;
}

static void write_settings(struct report_json *json, const struct report_model *model)
{
    static const struct {
        const char *key;
        const char *meta;
    } settings[] = {
        {"version", META_VERSION},
        {"gmp_version", META_GMP_VERSION},
        {"openssl_version", META_OPENSSL_VERSION},
        {"sqlite_version", META_SQLITE_VERSION},
        {"csv_version", META_CSV_VERSION},
        {"heading", META_HEADING},
        {"as_of", META_AS_OF},
        {"as_of_source", META_AS_OF_SOURCE},
        {"base_currency", META_BASE_CURRENCY},
        {"rules_source", META_RULES_SOURCE},
        {"rules_sha256", META_RULES_DIGEST},
        {"policy_sha256", META_POLICY_DIGEST},
        {"terms_sha256", META_TERMS_DIGEST},
    };
    for (size_t at = 0; at < array_count(settings); at++)
        report_json_text(json, settings[at].key, report_model_value(model, settings[at].meta));
    struct str seal = report_model_value(model, META_SEAL);
    if (seal.length > 0)
        report_json_text(json, "seal", seal);
}

static void write_options(struct report_json *json, const struct report_model *model)
{
    const struct str prefix = STR(META_OPTION_PREFIX);
    struct buffer key = {0};
    report_json_open(json, "options", '{');
    for (size_t at = 0; at < model->count; at++) {
        struct str name = model->meta[at].name;
        if (!str_starts(name, prefix))
            continue;
        buffer_clear(&key);
        buffer_add(&key, (struct str){name.bytes + prefix.length, name.length - prefix.length});
        report_json_text(json, buffer_c(&key), model->meta[at].value);
    }
    report_json_close(json, '}');
    buffer_free(&key);
}

static enum status write_inputs(struct report_json *json, struct store *store,
                                struct failure *failure)
{
    struct report_table input;
    bool found = true;
    enum status status = report_table_open(&input, store, "manifest/inputs.sql", failure);
    report_json_open(json, "inputs", '[');
    while (status == STATUS_OK && found) {
        status = report_table_step(&input, &found, failure);
        if (status == STATUS_OK && found)
            status = write_input(json, store, &input, failure);
    }
    report_json_close(json, ']');
    report_table_close(&input);
    return status;
}

static enum status write_input(struct report_json *json, struct store *store,
                               const struct report_table *input, struct failure *failure)
{
    struct report_table table;
    bool found = true;
    report_json_open(json, NULL, '{');
    report_json_row(json, input);
    report_json_open(json, "tables", '[');
    enum status status = report_table_open(&table, store, "manifest/tables.sql", failure);
    if (status == STATUS_OK)
        store_query_bind_integer(table.query, 1, report_table_count(input, "file_id"));
    while (status == STATUS_OK && found) {
        status = report_table_step(&table, &found, failure);
        if (status == STATUS_OK && found)
            status = write_table(json, store, &table, failure);
    }
    report_table_close(&table);
    report_json_close(json, ']');
    report_json_close(json, '}');
    return status;
}

static enum status write_table(struct report_json *json, struct store *store,
                               const struct report_table *table, struct failure *failure)
{
    static const struct {
        const char *key;
        const char *path;
    } parts[] = {
        {"signs", "manifest/signs.sql"},
        {"totals", "manifest/totals.sql"},
        {"tolerated", "manifest/tolerated.sql"},
        {"unknown_columns", "manifest/unknown.sql"},
    };
    int64_t section = report_table_count(table, "section_id");
    enum status status = STATUS_OK;
    report_json_open(json, NULL, '{');
    report_json_row(json, table);
    for (size_t at = 0; status == STATUS_OK && at < array_count(parts); at++)
        status =
            report_json_table(json, parts[at].key, store, parts[at].path, section, failure);
    report_json_close(json, '}');
    return status;
}

static void write_outputs(struct report_json *json, const struct report_outputs *outputs,
                          const struct digest *books)
{
    char hex[DIGEST_HEX_BYTES];
    report_json_open(json, "outputs", '[');
    for (size_t at = 0; at < outputs->count; at++)
        if (!outputs->list[at].left_out)
            write_output(json, &outputs->list[at]);
    for (size_t at = 0; at < outputs->beside_count; at++)
        write_output(json, &outputs->beside[at]);
    report_json_open(json, NULL, '{');
    report_json_text(json, "name", STR("books.db"));
    report_json_text(json, "books_digest", str_from(digest_hex(books, hex)));
    report_json_close(json, '}');
    report_json_close(json, ']');
}

static void write_output(struct report_json *json, const struct report_output *output)
{
    char hex[DIGEST_HEX_BYTES];
    report_json_open(json, NULL, '{');
    report_json_text(json, "name", str_from(output->name));
    if (output->rows == REPORT_NO_ROWS)
        report_json_null(json, "rows");
    else
        report_json_count(json, "rows", output->rows);
    report_json_count(json, "bytes", output->bytes);
    report_json_text(json, "sha256", str_from(digest_hex(&output->digest, hex)));
    report_json_close(json, '}');
}
