/* Reports of books: what the last check answered, as files. Of sealed months also what the month
 * before left, the journal, and of a close the texts it went by. */
#include "base/file.h"
#include "pipeline/books.h"
#include "pipeline/pack.h"
#include "pipeline/targets.h"
#include "reports/report_choice.h"
#include "reports/report_model.h"
#include "reports/report_present.h"
#include "store/store_read.h"

static enum status books_overlay(struct store *store, const struct report_options *how,
                                 struct failure *failure);

enum status pipeline_report(const struct run_options *options, struct buffer *summary,
                            struct failure *failure)
{
    tie_assert(options && options->books_path && options->out_directory && summary);
    struct store *store = NULL;
    enum status status = targets_check(options, failure);
    if (status == STATUS_OK)
        status = store_open(&store, options->books_path, failure);
    if (status == STATUS_OK)
        status = pipeline_require_checked(store, options->books_path, failure);
    if (status == STATUS_OK)
        status = books_report(store, options, summary, failure);
    if (status == STATUS_OK)
        status = pipeline_judge_books(store, options->books_path, "The reports are written",
                                      failure);
    store_close(store);
    return status;
}

enum status pipeline_judge_books(struct store *store, const char *path, const char *done,
                                 struct failure *failure)
{
    tie_assert(store && path && done);
    struct buffer heading = {0};
    enum status status = store_read_text(
        store, STR("SELECT value FROM main.meta WHERE name = '" META_HEADING "'"), &heading,
        failure);
    if (status == STATUS_OK && heading.length > 0) {
        bool incomplete = str_equal(buffer_str(&heading), STR("INCOMPLETE"));
        status = failure_set(failure, incomplete ? STATUS_REFUSED : STATUS_EVIDENCE,
                             "the last check found these books %s", buffer_c(&heading));
        failure_place(failure, path, 0, 0);
        failure_remedy(failure, "%s, and headed so; rejects.csv and tie-out.csv show where.",
                       done);
    }
    buffer_free(&heading);
    return status;
}

/* A load after the check, and there is nothing to tell of. */
enum status pipeline_require_checked(struct store *store, const char *path,
                                     struct failure *failure)
{
    tie_assert(store && path);
    int64_t checked = 0;
    enum status status = store_read_integer(
        store, STR("SELECT count(*) FROM meta WHERE name = '" META_HEADING "'"), &checked,
        failure);
    if (status != STATUS_OK || checked > 0)
        return status;
    failure_set(failure, STATUS_EVIDENCE,
                "the books were not checked since the last load or reopening");
    failure_place(failure, path, 0, 0);
    failure_remedy(failure, "`tieout check --books %s` does it.", path);
    return STATUS_EVIDENCE;
}

enum status books_report(struct store *store, const struct run_options *options,
                         struct buffer *summary, struct failure *failure)
{
    tie_assert(store && options && options->out_directory);
    struct arena arena = {0};
    struct str staging = {0};
    struct pack pack;
    enum status status = pack_open(&pack, store, &arena, failure);
    if (status == STATUS_OK)
        status = file_stage_begin(options->out_directory, &arena, &staging, failure);
    if (status == STATUS_OK)
        status = books_write(store, options, &pack, staging.bytes, summary, failure);
    if (status == STATUS_OK)
        status = file_stage_commit(staging.bytes, options->out_directory, failure);
    if (status == STATUS_OK)
        staging = (struct str){0};
    else
        buffer_free(summary); /* it speaks of reports that did not appear */
    if (staging.length > 0)
        file_stage_discard(staging.bytes);
    arena_free(&arena);
    return status;
}

enum status books_write(struct store *store, const struct run_options *options,
                        struct pack *pack, const char *staging, struct buffer *summary,
                        struct failure *failure)
{
    tie_assert(store && options && pack && staging);
    struct report_options how = {
        .raw = options->raw,
        .formats = options->formats.bytes ? options->formats : pack->formats,
        .reports = options->reports.bytes ? options->reports : pack->reports,
        .present = options->present.bytes ? options->present : pack->present,
    };
    int64_t full = 0;
    store_stay_alone(store);
    enum status status =
        store_read_integer(store,
                           STR("SELECT count(*) FROM meta WHERE name = '" META_OPTION_PREFIX
                               "full' AND value = 'yes'"),
                           &full, failure);
    how.full = full > 0;
    if (status == STATUS_OK)
        status = report_choice_check(how.reports, how.full, failure);
    if (status == STATUS_OK)
        status = report_present_check(how.formats, how.present, failure);
    pack_tell(pack, &how);
    if (status == STATUS_OK)
        status = books_overlay(store, &how, failure);
    if (status == STATUS_OK)
        status = report_write_all(store, staging, &how, summary, failure);
    return status;
}

/* The words rules are asked in stand before the tables of the same names; and what was asked of
 * the reports, and not of the check, is to stand before what the books say. */
static enum status books_overlay(struct store *store, const struct report_options *how,
                                 struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer sql = {0};
    bool found = true;
    enum status status = store_query_open(
        &query, store, STR("SELECT name FROM sqlite_temp_schema WHERE type = 'view'"), failure);
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        if (status == STATUS_OK && found) {
            struct str name = store_query_text(query, 0);
            buffer_format(&sql, "DROP VIEW temp.%.*s;", (int)name.length, name.bytes);
        }
    }
    store_query_close(query);
    buffer_format(&sql,
                  "CREATE TEMP TABLE meta AS SELECT name, CASE name WHEN '" META_OPTION_PREFIX
                  "raw' THEN '%s' WHEN '" META_OPTION_PREFIX "format' THEN '%.*s' "
                  "WHEN '" META_OPTION_PREFIX "report' THEN '%.*s' "
                  "WHEN '" META_OPTION_PREFIX "present' THEN '%.*s' ELSE value END AS value "
                  "FROM main.meta WHERE name <> '" META_SEAL "' OR %d",
                  how->raw ? "yes" : "no", (int)how->formats.length, how->formats.bytes,
                  (int)how->reports.length, how->reports.bytes, (int)how->present.length,
                  how->present.bytes, how->closes);
    if (status == STATUS_OK)
        status = store_execute(store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}
