/* manifest.json, read through SQLite's own functions; and what books.db says of places. */
#include "base/file.h"
#include "base/limits.h"
#include "pipeline/verify_parts.h"
#include "reports/report_model.h"
#include "store/store_json.h"

#include <stdlib.h>
#include <string.h>

static enum status manifest_load(struct verify *verify, struct failure *failure);
static enum status manifest_inputs(struct verify *verify, struct failure *failure);
static void manifest_input(struct verify *verify, const struct store_query *query);
static enum status manifest_options(struct verify *verify, struct failure *failure);
static struct str option_value(const struct verify *verify, const char *name);
static enum status books_open(struct verify *verify, struct failure *failure);
static enum status books_places(struct verify *verify, struct failure *failure);
static void books_lay(struct verify *verify, const struct store_query *query, int column,
                      struct verify_file *file);
static int compare_ordinals(const void *a, const void *b);
static enum status books_place(struct verify *verify, const char *name, const char **place,
                               struct failure *failure);
static struct str kept(struct verify *verify, const struct store_query *query, int column);

enum status verify_read(struct verify *verify, struct failure *failure)
{
    tie_assert(verify && failure);
    enum status status = manifest_load(verify, failure);
    if (status == STATUS_OK)
        status = manifest_inputs(verify, failure);
    if (status == STATUS_OK)
        status = manifest_options(verify, failure);
    verify->policy = (struct verify_file){STR("the file of --policy"),
                                          option_value(verify, "policy"), -1, "", NULL};
    verify->terms = (struct verify_file){STR("the file of --terms"),
                                         option_value(verify, "terms"), -1, "", NULL};
    if (status == STATUS_OK)
        status = books_open(verify, failure);
    if (status == STATUS_OK && verify->books)
        status = books_places(verify, failure);
    return status;
}

enum status verify_text(struct verify *verify, const char *path, struct str *text,
                        struct failure *failure)
{
    tie_assert(verify && path && text);
    struct store_query *query = NULL;
    bool found = false;
    *text = (struct str){"", 0};
    enum status status = store_query_open(
        &query, verify->json, STR("SELECT json_extract(text, ?1) FROM manifest"), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, str_from(path));
        status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK && found)
        *text = kept(verify, query, 0);
    store_query_close(query);
    return status;
}

static enum status manifest_load(struct verify *verify, struct failure *failure)
{
    struct buffer path = {0};
    struct str text = {0};
    struct str version = {0};
    bool found = false;
    buffer_format(&path, "%s/manifest.json", verify->options->directory);
    struct str name = arena_copy(&verify->arena, buffer_str(&path));
    buffer_free(&path);
    if (file_kind_of(name.bytes) == FILE_MISSING) {
        failure_set(failure, STATUS_EVIDENCE,
                    "there is no manifest.json: not a report directory");
        failure_place(failure, verify->options->directory, 0, 0);
        failure_remedy(failure, "Name the directory that `tieout run --out` wrote.");
        return STATUS_EVIDENCE;
    }
    enum status status =
        file_slurp(name.bytes, LIMIT_MANIFEST_BYTES, &verify->arena, &text, failure);
    if (status == STATUS_OK)
        status = store_json_text(text, "$.version", name.bytes, &verify->arena, &version,
                                 &found, failure);
    if (status != STATUS_OK && failure->remedy[0] != '\0')
        snprintf(failure->remedy, sizeof failure->remedy,
                 "The manifest is not as it was written.");
    if (status == STATUS_OK)
        status = store_create(&verify->json, ":memory:", failure);
    if (status == STATUS_OK)
        status = store_execute(verify->json, "CREATE TABLE manifest (text TEXT)", failure);
    struct store_query *query = NULL;
    if (status == STATUS_OK)
        status = store_query_open(&query, verify->json,
                                  STR("INSERT INTO manifest VALUES (?1) RETURNING 1"), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, text);
        status = store_query_step(query, &found, failure);
    }
    store_query_close(query);
    return status;
}

static enum status manifest_inputs(struct verify *verify, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    int64_t count = 0;
    enum status status = store_read_integer(
        verify->json,
        STR("SELECT coalesce(json_array_length(text, '$.inputs'), 0) FROM manifest"), &count,
        failure);
    if (status == STATUS_OK && count == 0) {
        status = failure_set(failure, STATUS_EVIDENCE, "the manifest names no input");
        failure_place(failure, verify->options->directory, 0, 0);
    }
    if (status != STATUS_OK)
        return status;
    verify->inputs = arena_take(&verify->arena, (size_t)count * sizeof(*verify->inputs));
    status = store_query_open(
        &query, verify->json,
        STR("SELECT coalesce(json_extract(own.value, '$.base_name'), ''), "
            "coalesce(json_extract(own.value, '$.sha256'), ''), "
            "coalesce(json_extract(own.value, '$.meta_sha256'), ''), "
            "CASE json_type(own.value, '$.bytes') WHEN 'integer' THEN json_extract(own.value, "
            "'$.bytes') "
            "ELSE -1 END, coalesce(json_extract(own.value, '$.also_covers'), ''), "
            "coalesce(json_extract(own.value, '$.tables[0].covers_source'), ''), "
            "coalesce(json_extract(own.value, '$.tables[0].covers_from'), ''), "
            "coalesce(json_extract(own.value, '$.tables[0].covers_to'), ''), "
            "coalesce(json_extract(own.value, '$.epoch'), 0), "
            "coalesce((SELECT json_extract(by.value, '$.sha256') "
            "FROM json_each(text, '$.inputs') AS by JOIN json_each(own.value, '$.tables') AS "
            "part "
            "ON json_extract(by.value, '$.name') = json_extract(part.value, "
            "'$.superseded_by')), '') FROM manifest, "
            "json_each(text, '$.inputs') AS own ORDER BY 1, 2"),
        failure);
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        if (status == STATUS_OK && found)
            manifest_input(verify, query);
    }
    store_query_close(query);
    return status;
}

static void manifest_input(struct verify *verify, const struct store_query *query)
{
    struct verify_input *input = &verify->inputs[verify->input_count];
    input->ordinal = verify->input_count++;
    struct buffer meta = {0};
    input->base_name = kept(verify, query, 0);
    input->report = (struct verify_file){input->base_name, kept(verify, query, 1),
                                         store_query_integer(query, 3), "", NULL};
    input->also_covers = kept(verify, query, 4);
    input->covers_source = kept(verify, query, 5);
    if (!day_parse_iso(store_query_text(query, 6), &input->covers_from) ||
        !day_parse_iso(store_query_text(query, 7), &input->covers_to))
        input->covers_from = input->covers_to = DAY_NONE;
    input->epoch = (uint32_t)store_query_integer(query, 8);
    input->replaced_by = kept(verify, query, 9);
    buffer_add(&meta, input->base_name);
    buffer_add_c(&meta, ".meta.json");
    input->meta = (struct verify_file){arena_copy(&verify->arena, buffer_str(&meta)),
                                       kept(verify, query, 2), -1, "", NULL};
    buffer_free(&meta);
}

static enum status manifest_options(struct verify *verify, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status =
        store_query_open(&query, verify->json,
                         STR("SELECT key, value FROM manifest, json_each(text, '$.options') "
                             "WHERE type = 'text' LIMIT 64"),
                         failure);
    verify->recorded = arena_take(&verify->arena, 64 * sizeof(*verify->recorded));
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        if (status == STATUS_OK && found)
            verify->recorded[verify->recorded_count++] =
                (struct verify_option){kept(verify, query, 0), kept(verify, query, 1)};
    }
    store_query_close(query);
    return status;
}

static struct str option_value(const struct verify *verify, const char *name)
{
    for (size_t i = 0; i < verify->recorded_count; i++)
        if (str_equal(verify->recorded[i].name, str_from(name)))
            return verify->recorded[i].value;
    return (struct str){"", 0};
}

/* Books elsewhere are not needed when --inputs says where the files are. */
static enum status books_open(struct verify *verify, struct failure *failure)
{
    struct buffer path = {0};
    if (verify->options->books_path)
        buffer_add_c(&path, verify->options->books_path);
    else
        buffer_format(&path, "%s/books.db", verify->options->directory);
    enum status status = STATUS_OK;
    if (verify->options->books_path || file_kind_of(buffer_c(&path)) != FILE_MISSING)
        status = store_open(&verify->books, buffer_c(&path), failure);
    buffer_free(&path);
    return status;
}

/* Books that were loaded into, or opened again, hold no answers until they are checked; what
 * they keep says where files lay all the same. Of a file of several names one that is still
 * there. */
static enum status books_places(struct verify *verify, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, verify->books,
        STR("SELECT sha256, path, meta_path, file_id FROM file UNION ALL "
            "SELECT sha256, path, meta_path, file_id FROM kept_file JOIN kept_name USING "
            "(file_id) WHERE NOT EXISTS (SELECT 1 FROM file)"),
        failure);
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        for (size_t i = 0; status == STATUS_OK && found && i < verify->input_count; i++) {
            struct verify_input *input = &verify->inputs[i];
            if (!str_equal(input->report.sha256, store_query_text(query, 0)))
                continue;
            books_lay(verify, query, 1, &input->report);
            books_lay(verify, query, 2, &input->meta);
            input->ordinal = (size_t)store_query_integer(query, 3);
        }
    }
    store_query_close(query);
    if (verify->input_count > 1)
        qsort(verify->inputs, verify->input_count, sizeof(*verify->inputs), compare_ordinals);
    if (status == STATUS_OK)
        status = books_place(verify, META_PLACE_POLICY, &verify->policy.place, failure);
    if (status == STATUS_OK)
        status = books_place(verify, META_PLACE_TERMS, &verify->terms.place, failure);
    return status;
}

static void books_lay(struct verify *verify, const struct store_query *query, int column,
                      struct verify_file *file)
{
    struct str place = store_query_text(query, column);
    bool there = file->place[0] != '\0' && file_kind_of(file->place) == FILE_REGULAR;
    if (!there && place.length > 0)
        file->place = kept(verify, query, column).bytes;
}

/* Two files of one name were read in the order of their directories, which a digest hides. */
static int compare_ordinals(const void *a, const void *b)
{
    const struct verify_input *left = a;
    const struct verify_input *right = b;
    return (left->ordinal > right->ordinal) - (left->ordinal < right->ordinal);
}

static enum status books_place(struct verify *verify, const char *name, const char **place,
                               struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(
        &query, verify->books, STR("SELECT value FROM meta WHERE name = ?1"), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, str_from(name));
        status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK && found)
        *place = kept(verify, query, 0).bytes;
    store_query_close(query);
    return status;
}

static struct str kept(struct verify *verify, const struct store_query *query, int column)
{
    return arena_copy(&verify->arena, store_query_text(query, column));
}
