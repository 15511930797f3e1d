/* The order of verify: read the manifest, find every file by its digest, make the run again in a
 * place of its own, compare. Whatever goes wrong is a failure of evidence. */
#include "pipeline/verify.h"

#include "base/file.h"
#include "pipeline/run.h"
#include "pipeline/verify_parts.h"

static enum status verify_steps(struct verify *verify, struct buffer *told,
                                struct failure *failure);
static enum status verify_rules(struct verify *verify, struct failure *failure);
static enum status verify_rerun(struct verify *verify, struct failure *failure);
static enum status verify_unmade(enum status status, const struct failure *run,
                                 struct failure *failure);

enum status pipeline_verify(const struct verify_options *options, struct buffer *told,
                            struct failure *failure)
{
    tie_assert(options && options->directory && told && failure);
    struct verify verify = {.options = options};
    enum status status = verify_steps(&verify, told, failure);
    store_close(verify.json);
    store_close(verify.books);
    if (verify.staging.length > 0)
        file_stage_discard(verify.staging.bytes);
    arena_free(&verify.arena);
    if (status != STATUS_OK)
        failure->status = STATUS_EVIDENCE;
    return status == STATUS_OK ? STATUS_OK : STATUS_EVIDENCE;
}

static enum status verify_steps(struct verify *verify, struct buffer *told,
                                struct failure *failure)
{
    enum status status = verify_read(verify, failure);
    if (status == STATUS_OK)
        status = verify_sealed(verify, failure);
    if (status == STATUS_OK)
        status = verify_rules(verify, failure);
    if (status == STATUS_OK)
        status = verify_find(verify, failure);
    if (status == STATUS_OK)
        status = verify_options_read(verify, failure);
    if (status == STATUS_OK)
        status = verify_rerun(verify, failure);
    if (status == STATUS_OK)
        status = verify_compare(verify, told, failure);
    return status;
}

/* Asked before the run: other rules answer otherwise, and the difference would name a report. */
static enum status verify_rules(struct verify *verify, struct failure *failure)
{
    struct rules_source rules = {0};
    struct str recorded = {0};
    struct str source = {0};
    bool own = verify->rules_path != NULL;
    enum status status = rules_source_load(&rules, verify->rules_path, &verify->arena, failure);
    if (status == STATUS_OK)
        status = verify_text(verify, "$.rules_sha256", &recorded, failure);
    if (status == STATUS_OK)
        status = verify_text(verify, "$.rules_source", &source, failure);
    if (status != STATUS_OK)
        return status;
    bool directory = str_equal(source, STR("directory"));
    if (directory == own && str_equal(recorded, rules_digest(&rules, &verify->arena)))
        return STATUS_OK;
    failure_set(failure, STATUS_EVIDENCE, "these are not the rules the reports were made with");
    failure_place(failure, own ? verify->rules_path : verify->options->directory, 0, 0);
    if (directory)
        failure_remedy(failure,
                       "They were made with rules of a directory, SHA-256 %.*s:\n"
                       "name it with --rules DIR.",
                       (int)recorded.length, recorded.bytes);
    else
        failure_remedy(failure,
                       "They were made with the rules a program holds, SHA-256 %.*s:\n"
                       "verify with that program, its version is in manifest.json, and "
                       "without --rules.",
                       (int)recorded.length, recorded.bytes);
    return STATUS_EVIDENCE;
}

static enum status verify_rerun(struct verify *verify, struct failure *failure)
{
    struct run_result result = {0};
    struct failure run;
    struct buffer again = {0};
    enum status status =
        file_stage_begin(verify->options->directory, &verify->arena, &verify->staging, failure);
    if (status != STATUS_OK)
        return status;
    failure_init(&run);
    buffer_format(&again, "%s/again", verify->staging.bytes);
    verify->again = arena_copy(&verify->arena, buffer_str(&again));
    buffer_free(&again);
    verify->run.out_directory = verify->again.bytes;
    status = pipeline_run(&verify->run, &result, &run);
    buffer_free(&result.summary);
    /* Reports headed INCOMPLETE or DOES NOT TIE are reports: they are compared like any. */
    if (status == STATUS_OK || file_kind_of(verify->again.bytes) == FILE_DIRECTORY)
        return STATUS_OK;
    return verify_unmade(status, &run, failure);
}

static enum status verify_unmade(enum status status, const struct failure *run,
                                 struct failure *failure)
{
    failure_set(failure, status, "the run cannot be made again: %s", run->message);
    failure_place(failure, run->path, run->line, run->column);
    failure_remedy(failure, "%s", run->remedy);
    return status;
}
