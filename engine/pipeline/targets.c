/* What may be replaced, and by whom: looked at before anything is read. */
#include "pipeline/targets.h"

#include "base/file.h"
#include "base/limits.h"
#include "reports/report.h"
#include "store/store.h"

#include <string.h>

static enum status check_books_apart(const struct run_options *options, struct arena *arena,
                                     struct failure *failure);
static enum status check_directory(const char *directory, struct arena *arena,
                                   struct failure *failure);
static bool check_folder(const char *directory, struct str name, struct arena *arena);
static bool check_entry(const char *directory, struct str name, struct str manifest,
                        struct arena *arena);

/* Refused early, so that an hour of reading is not lost to a directory that may not be
 * replaced. */
enum status targets_check(const struct run_options *options, struct failure *failure)
{
    tie_assert(options && options->out_directory);
    struct arena arena = {0};
    enum status status = check_directory(options->out_directory, &arena, failure);
    if (status == STATUS_OK && options->books_path)
        status = check_books_apart(options, &arena, failure);
    arena_free(&arena);
    return status;
}

/* The report directory is replaced whole after the books are in place: books inside it would
 * be gone with the old reports. */
static enum status check_books_apart(const struct run_options *options, struct arena *arena,
                                     struct failure *failure)
{
    tie_assert(options->books_path != NULL);
    const char *slash = strrchr(options->books_path, '/');
    struct str parent = STR(".");
    if (slash)
        parent = (struct str){options->books_path, (size_t)(slash - options->books_path) + 1};
    struct str inside = file_real_path(arena_copy(arena, parent).bytes, arena);
    if (!str_equal(inside, file_real_path(options->out_directory, arena)))
        return STATUS_OK;
    failure_set(failure, STATUS_USAGE, "--books %s lies in the report directory",
                options->books_path);
    failure_remedy(failure, "A report directory is replaced whole. Leave --books out (the "
                            "database is books.db there),\nor name a file elsewhere.");
    return STATUS_USAGE;
}

/* Each file in it is one that the manifest beside it names. */
static bool check_folder(const char *directory, struct str name, struct arena *arena)
{
    struct buffer path = {0};
    struct str manifest = {0};
    struct failure unheard;
    failure_init(&unheard);
    buffer_format(&path, "%s/manifest.json", directory);
    bool ours = file_slurp(buffer_c(&path), LIMIT_MANIFEST_BYTES, arena, &manifest, &unheard) ==
                    STATUS_OK &&
                check_entry(directory, name, manifest, arena);
    buffer_free(&path);
    return ours;
}

static bool check_entry(const char *directory, struct str name, struct str manifest,
                        struct arena *arena)
{
    struct str *names = NULL;
    size_t count = 0;
    struct failure unheard;
    struct buffer text = {0};
    failure_init(&unheard);
    buffer_format(&text, "%s/%.*s", directory, (int)name.length, name.bytes);
    bool ours = true;
    if (file_kind_of(buffer_c(&text)) == FILE_DIRECTORY) {
        ours = file_list(buffer_c(&text), arena, &names, &count, &unheard) == STATUS_OK;
        for (size_t at = 0; ours && at < count; at++) {
            buffer_clear(&text);
            buffer_format(&text, "%.*s/%.*s", (int)name.length, name.bytes,
                          (int)names[at].length, names[at].bytes);
            ours = check_entry(directory, buffer_str(&text), manifest, arena);
        }
    } else {
        buffer_clear(&text);
        buffer_format(&text, "\"name\": \"%.*s\"", (int)name.length, name.bytes);
        ours = str_find(manifest, buffer_str(&text)) >= 0;
    }
    buffer_free(&text);
    return ours;
}

static enum status check_directory(const char *directory, struct arena *arena,
                                   struct failure *failure)
{
    struct str *names = NULL;
    size_t count = 0;
    enum file_kind kind = file_kind_of(directory);
    if (kind == FILE_MISSING)
        return STATUS_OK;
    enum status status = file_list(directory, arena, &names, &count, failure);
    bool ours = count == 0;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        ours = ours || str_equal(names[i], STR("manifest.json"));
        if (report_is_output_name(names[i]) ||
            (report_is_output_folder(names[i]) && check_folder(directory, names[i], arena)))
            continue;
        failure_set(failure, STATUS_EVIDENCE,
                    "the directory holds %.*s, which is not of this program",
                    (int)names[i].length, names[i].bytes);
        failure_place(failure, directory, 0, 0);
        failure_remedy(failure,
                       "A report directory is replaced whole. Name an empty or a new one.");
        status = STATUS_EVIDENCE;
    }
    struct buffer books = {0};
    buffer_format(&books, "%s/books.db", directory);
    if (status == STATUS_OK)
        status = store_check_replaceable(buffer_c(&books), failure);
    buffer_free(&books);
    if (status != STATUS_OK || ours)
        return status;
    /* Names alone prove little: anybody may keep a refunds.csv. */
    failure_set(failure, STATUS_EVIDENCE,
                "the directory holds %.*s and no manifest.json: it is not of this program",
                (int)names[0].length, names[0].bytes);
    failure_place(failure, directory, 0, 0);
    failure_remedy(failure,
                   "A report directory is replaced whole. Name an empty or a new one.");
    return STATUS_EVIDENCE;
}
