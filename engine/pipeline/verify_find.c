/* Every file of the run by its digest: under --inputs alone when that is given, else where it
 * lay. A file that is there and is another is told apart from one that is gone. */
#include "base/file.h"
#include "base/limits.h"
#include "pipeline/verify_parts.h"

#include "pipeline/list.h"

#include <stdlib.h>

enum { FOLDERS_DEEP = 16 };

struct candidate {
    const char *path;
    int64_t bytes;
    bool hashed;
    struct str sha256;
};

static enum status find_list(struct verify *verify, struct list *list, const char *directory,
                             int deep, struct failure *failure);
static enum status find_candidate(struct verify *verify, struct list *list, const char *path,
                                  struct failure *failure);
static enum status find_file(struct verify *verify, struct list *list, struct verify_file *file,
                             struct failure *failure);
static enum status find_among(struct verify *verify, struct list *list,
                              struct verify_file *file, struct failure *failure);
static enum status find_hash(struct verify *verify, struct candidate *candidate,
                             struct failure *failure);
static enum status find_refuse(const struct verify *verify, const struct verify_file *file,
                               bool another, struct failure *failure);

enum status verify_find(struct verify *verify, struct failure *failure)
{
    tie_assert(verify && verify->input_count > 0);
    struct list list = {0};
    enum status status = STATUS_OK;
    if (verify->options->inputs)
        status = find_list(verify, &list, verify->options->inputs, 0, failure);
    for (size_t i = 0; status == STATUS_OK && i < verify->input_count; i++) {
        status = find_file(verify, &list, &verify->inputs[i].report, failure);
        if (status == STATUS_OK)
            status = find_file(verify, &list, &verify->inputs[i].meta, failure);
    }
    if (status == STATUS_OK)
        status = find_file(verify, &list, &verify->policy, failure);
    if (status == STATUS_OK)
        status = find_file(verify, &list, &verify->terms, failure);
    free(list.items);
    return status;
}

static enum status find_list(struct verify *verify, struct list *list, const char *directory,
                             int deep, struct failure *failure)
{
    struct str *names = NULL;
    size_t count = 0;
    enum status status = file_list(directory, &verify->arena, &names, &count, failure);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct buffer path = {0};
        buffer_format(&path, "%s/%.*s", directory, (int)names[i].length, names[i].bytes);
        const char *kept = arena_copy(&verify->arena, buffer_str(&path)).bytes;
        enum file_kind kind = file_kind_of(kept);
        buffer_free(&path);
        if (kind == FILE_REGULAR)
            status = find_candidate(verify, list, kept, failure);
        else if (kind == FILE_DIRECTORY && deep < FOLDERS_DEEP)
            status = find_list(verify, list, kept, deep + 1, failure);
    }
    return status;
}

static enum status find_candidate(struct verify *verify, struct list *list, const char *path,
                                  struct failure *failure)
{
    (void)verify;
    struct file_source source = {0};
    enum status status = file_open(&source, path, failure);
    if (status != STATUS_OK)
        return status;
    struct candidate *candidate = list_add(list, sizeof(*candidate));
    *candidate = (struct candidate){.path = path, .bytes = source.size_bytes};
    file_close(&source);
    return STATUS_OK;
}

static enum status find_file(struct verify *verify, struct list *list, struct verify_file *file,
                             struct failure *failure)
{
    if (file->sha256.length == 0 || file->path)
        return STATUS_OK; /* the run had none, or the pack holds it */
    if (verify->options->inputs) {
        enum status status = find_among(verify, list, file, failure);
        if (status != STATUS_OK || file->path)
            return status;
        return find_refuse(verify, file, false, failure);
    }
    if (file->place[0] == '\0' || file_kind_of(file->place) != FILE_REGULAR)
        return find_refuse(verify, file, false, failure);
    struct candidate candidate = {.path = file->place};
    enum status status = find_hash(verify, &candidate, failure);
    if (status != STATUS_OK)
        return status;
    if (!str_equal(candidate.sha256, file->sha256))
        return find_refuse(verify, file, true, failure);
    file->path = file->place;
    return STATUS_OK;
}

/* Where no size is known it is a small file. */
static enum status find_among(struct verify *verify, struct list *list,
                              struct verify_file *file, struct failure *failure)
{
    struct candidate *candidates = list->items;
    for (size_t i = 0; i < list->count; i++) {
        int64_t most = (int64_t)LIMIT_TEXT_FILE_BYTES;
        if (file->bytes < 0 ? candidates[i].bytes > most : candidates[i].bytes != file->bytes)
            continue;
        enum status status = find_hash(verify, &candidates[i], failure);
        if (status != STATUS_OK)
            return status;
        if (!str_equal(candidates[i].sha256, file->sha256))
            continue;
        file->path = candidates[i].path;
        return STATUS_OK;
    }
    return STATUS_OK;
}

static enum status find_hash(struct verify *verify, struct candidate *candidate,
                             struct failure *failure)
{
    struct digest digest = {{0}};
    char hex[DIGEST_HEX_BYTES];
    if (candidate->hashed)
        return STATUS_OK;
    enum status status = file_digest(candidate->path, &digest, &candidate->bytes, failure);
    candidate->hashed = true;
    candidate->sha256 = arena_copy(&verify->arena, str_from(digest_hex(&digest, hex)));
    return status;
}

static enum status find_refuse(const struct verify *verify, const struct verify_file *file,
                               bool another, struct failure *failure)
{
    if (another)
        failure_set(failure, STATUS_EVIDENCE,
                    "not the file the reports were made of: its bytes changed");
    else if (verify->options->inputs)
        failure_set(failure, STATUS_EVIDENCE, "no file in it is %.*s as the run read it",
                    (int)file->what.length, file->what.bytes);
    else if (!verify->books)
        failure_set(failure, STATUS_EVIDENCE,
                    "there are no books, and nothing else says where %.*s lay",
                    (int)file->what.length, file->what.bytes);
    else
        failure_set(failure, STATUS_EVIDENCE, "%.*s is no longer where the run read it",
                    (int)file->what.length, file->what.bytes);
    failure_place(failure,
                  another                   ? file->place
                  : verify->options->inputs ? verify->options->inputs
                                            : verify->options->directory,
                  0, 0);
    failure_remedy(failure,
                   "Its SHA-256 was %.*s.\n"
                   "--inputs DIR names a directory that holds the files of the run, under "
                   "whatever names.%s",
                   (int)file->sha256.length, file->sha256.bytes,
                   verify->books ? "" : "\n--books FILE names books kept elsewhere.");
    return STATUS_EVIDENCE;
}
