/* The digests of the journal, from what lies beside it. A close takes them, and every later use of
 * the books takes them again. */
#include "base/digest.h"
#include "pipeline/seals.h"
#include "store/store_read.h"

#include <stdlib.h>
#include <string.h>

static int compare_texts(const void *a, const void *b);
static struct str finish(struct run *run, struct digest_stream *stream);
static enum status add_rows(struct run *run, const char *sql, int64_t entry, struct str behind,
                            struct digest_stream *stream, struct failure *failure);

struct str seals_inputs_digest(struct run *run, int64_t loads, int64_t *files)
{
    tie_assert(run && files);
    struct str *all = arena_take(&run->arena, (run->files.count + 1) * sizeof *all);
    struct digest_stream *stream = digest_start();
    size_t count = 0;
    for (size_t at = 0; at < run->files.count; at++) {
        char hex[DIGEST_HEX_BYTES];
        const struct load_file *file = run_file(run, at);
        if (file->load_id <= loads)
            all[count++] =
                arena_copy(&run->arena, str_from(digest_hex(&file->totals.digest, hex)));
    }
    qsort(all, count, sizeof *all, compare_texts);
    for (size_t at = 0; at < count; at++) {
        digest_add(stream, all[at]);
        digest_add(stream, STR("\n"));
    }
    *files = (int64_t)count;
    return finish(run, stream);
}

static int compare_texts(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static struct str finish(struct run *run, struct digest_stream *stream)
{
    char hex[DIGEST_HEX_BYTES];
    struct digest digest = digest_finish(stream);
    return arena_copy(&run->arena, str_from(digest_hex(&digest, hex)));
}

enum status seals_options_digest(struct run *run, int64_t entry, struct str *digest,
                                 struct failure *failure)
{
    tie_assert(run && digest);
    struct digest_stream *stream = digest_start();
    enum status status = add_rows(
        run, "SELECT name || '=' || value FROM kept_option WHERE entry = ?1 ORDER BY name",
        entry, STR("\n"), stream, failure);
    *digest = finish(run, stream);
    return status;
}

/* Of rules path and text, each followed by NUL, in the order of paths; of terms and policy the
 * text alone. */
enum status seals_texts_digest(struct run *run, struct str kept_under, struct str *digest,
                               struct failure *failure)
{
    tie_assert(run && digest);
    const struct str nul = {"", 1};
    struct store_query *query = NULL;
    bool found = true;
    struct digest_stream *stream = digest_start();
    enum status status = store_query_open(
        &query, run->store,
        STR("SELECT path, text FROM kept_text WHERE sha256 = ?1 ORDER BY path"), failure);
    if (status == STATUS_OK)
        store_query_bind_text(query, 1, kept_under);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        struct str path = store_query_text(query, 0);
        bool rules = str_starts(path, STR("rules/"));
        size_t folder = strlen("rules/");
        if (rules) {
            digest_add(stream, (struct str){path.bytes + folder, path.length - folder});
            digest_add(stream, nul);
        }
        digest_add(stream, store_query_text(query, 1));
        if (rules)
            digest_add(stream, nul);
    }
    store_query_close(query);
    *digest = finish(run, stream);
    return status;
}

enum status seals_closing_digest(struct run *run, int64_t entry, struct str *digest,
                                 struct failure *failure)
{
    tie_assert(run && digest);
    const struct str nul = {"", 1};
    struct digest_stream *stream = digest_start();
    enum status status =
        add_rows(run,
                 "SELECT text, currency, payer, money_text(collectible) "
                 "FROM kept_closing JOIN reference USING (reference_id) WHERE entry = ?1 "
                 "ORDER BY text, currency",
                 entry, nul, stream, failure);
    digest_add(stream, STR("\n"));
    if (status == STATUS_OK)
        status =
            add_rows(run,
                     "SELECT text, currency, kind, rule, money_text(amount), waits_for_role, "
                     "day_text(must_clear_by), evidence "
                     "FROM kept_timing JOIN reference USING (reference_id) WHERE entry = ?1 "
                     "ORDER BY text, currency, rule",
                     entry, nul, stream, failure);
    *digest = finish(run, stream);
    return status;
}

static enum status add_rows(struct run *run, const char *sql, int64_t entry, struct str behind,
                            struct digest_stream *stream, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(&query, run->store, str_from(sql), failure);
    if (status == STATUS_OK)
        store_query_bind_integer(query, 1, entry);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        for (int at = 0; at < store_query_columns(query); at++) {
            digest_add(stream, store_query_text(query, at));
            digest_add(stream, behind);
        }
    }
    store_query_close(query);
    return status;
}
