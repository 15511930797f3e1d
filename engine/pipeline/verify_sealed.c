/* Reports of books with sealed months hold what was sealed before them: the run is made again
 * from that, and needs neither the books nor any pack before. A pack also holds the texts its
 * month was sealed with. */
#include "base/file.h"
#include "pipeline/verify_parts.h"

static enum status find_journal(struct verify *verify, bool *found, struct failure *failure);
static void take_text(struct verify *verify, const char *name, struct verify_file *file);
static const char *own_path(struct verify *verify, const char *name);

enum status verify_sealed(struct verify *verify, struct failure *failure)
{
    tie_assert(verify && verify->json);
    struct str source = {0};
    bool sealed = false;
    verify->rules_path = verify->options->rules_path;
    enum status status = find_journal(verify, &sealed, failure);
    if (status != STATUS_OK || !sealed)
        return status;
    verify->pack = verify->options->directory;
    status = verify_text(verify, "$.seal", &verify->pack_seal, failure);
    if (status == STATUS_OK)
        status = verify_text(verify, "$.rules_source", &source, failure);
    if (status != STATUS_OK)
        return status;
    const char *rules = own_path(verify, "rules");
    if (verify->rules_path == NULL && str_equal(source, STR("directory")) &&
        file_kind_of(rules) == FILE_DIRECTORY)
        verify->rules_path = rules;
    take_text(verify, "policy.csv", &verify->policy);
    take_text(verify, "terms.csv", &verify->terms);
    return STATUS_OK;
}

/* The manifest says whether there was one: a journal that was taken away is missed. */
static enum status find_journal(struct verify *verify, bool *found, struct failure *failure)
{
    int64_t count = 0;
    enum status status =
        store_read_integer(verify->json,
                           STR("SELECT count(*) FROM manifest, json_each(text, '$.outputs') "
                               "WHERE json_extract(value, '$.name') = 'seals.csv'"),
                           &count, failure);
    *found = count > 0;
    return status;
}

/* Another file of that name is no reason not to look where it lay. */
static void take_text(struct verify *verify, const char *name, struct verify_file *file)
{
    struct digest digest = {{0}};
    char hex[DIGEST_HEX_BYTES];
    int64_t bytes = 0;
    struct failure unheard;
    const char *path = own_path(verify, name);
    failure_init(&unheard);
    if (file->sha256.length > 0 && file_kind_of(path) == FILE_REGULAR &&
        file_digest(path, &digest, &bytes, &unheard) == STATUS_OK &&
        str_equal(file->sha256, str_from(digest_hex(&digest, hex))))
        file->path = path;
}

static const char *own_path(struct verify *verify, const char *name)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/%s", verify->options->directory, name);
    const char *kept = arena_copy(&verify->arena, buffer_str(&path)).bytes;
    buffer_free(&path);
    return kept;
}
