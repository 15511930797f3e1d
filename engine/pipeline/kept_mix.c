/* Small tables are read once more for it; texts and lines are mixed from memory, where a load and
 * a refill leave the same. */
#include "pipeline/kept_mix.h"

#include "base/mix.h"
#include "pipeline/kept_texts.h"
#include "store/store_read.h"

#include <inttypes.h>
#include <stdlib.h>

/* Journals of sealed months look after themselves. */
static const char *const kept_tables[] = {
    "kept_load",      "kept_file",     "kept_name",     "kept_section",
    "kept_unit",      "kept_vector",   "kept_digest",   "kept_overlap",
    "kept_share",     "kept_empty",    "reject",        "noise",
    "section_column", "section_total", "section_trace", "line_disposition",
};
static const char hashes_name[] = "kept_hash";

static enum status check_table(struct run *run, const char *table, struct failure *failure);
static enum status mix_table(struct store *store, const char *table, uint64_t *mix,
                             struct failure *failure);
static uint64_t mix_texts(const struct run *run, size_t at, const struct interned_texts *texts);
static enum status check(struct run *run, const char *table, uint64_t mix,
                         struct failure *failure);
static enum status refuse_section(struct run *run, size_t section, struct failure *failure);
static enum status put_table(struct store_insert *insert, struct store *store,
                             const char *table, struct failure *failure);
static enum status put(struct store_insert *insert, const char *table, uint64_t mix,
                       struct failure *failure);

enum status kept_mix_check_tables(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < array_count(kept_tables); at++)
        status = check_table(run, kept_tables[at], failure);
    return status;
}

enum status kept_mix_check_hashes(struct run *run, struct failure *failure)
{
    return check_table(run, hashes_name, failure);
}

enum status kept_mix_check_texts(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    struct interned_texts texts[INTERNED_TEXTS];
    enum status status = STATUS_OK;
    interned_texts_of(&run->ledger, texts);
    for (size_t at = 0; status == STATUS_OK && at < INTERNED_TEXTS; at++)
        status = check(run, texts[at].table,
                       run->kept.texts[at] == 0 ? 0 : mix_texts(run, at, &texts[at]), failure);
    return status;
}

enum status kept_mix_check_lines(struct run *run, size_t from, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, run->store, STR("SELECT mix FROM kept_section ORDER BY section_id"), failure);
    for (size_t at = 0; status == STATUS_OK; at++) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        uint64_t mix = at < run->kept.mixes.count ? run->kept.mixes.of[at] : 0;
        if (at >= from && (uint64_t)store_query_integer(query, 0) != mix)
            status = refuse_section(run, at, failure);
    }
    store_query_close(query);
    return status;
}

enum status kept_mix_keep(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    struct store_insert *insert = NULL;
    struct interned_texts texts[INTERNED_TEXTS];
    interned_texts_of(&run->ledger, texts);
    enum status status = store_execute(run->store, "DELETE FROM kept_mix", failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, run->store, "kept_mix", 2, failure);
    for (size_t at = 0; status == STATUS_OK && at < array_count(kept_tables); at++)
        status = put_table(insert, run->store, kept_tables[at], failure);
    if (status == STATUS_OK)
        status = put_table(insert, run->store, hashes_name, failure);
    for (size_t at = 0; status == STATUS_OK && at < INTERNED_TEXTS; at++)
        status = put(insert, texts[at].table, mix_texts(run, at, &texts[at]), failure);
    store_insert_close(insert);
    return status;
}

enum status kept_mix_begin(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->kept.mixes.mixer == NULL);
    return store_line_mixer_open(&run->kept.mixes.mixer, run->store, failure);
}

void kept_mix_line(struct kept_mixes *mixes, const struct store_line *line)
{
    tie_assert(mixes != NULL && mixes->mixer != NULL && line->line_id >= 0);
    size_t section = (size_t)(line->line_id >> 32);
    if (section >= mixes->count) {
        size_t count = section + 1 + section / 2;
        mixes->of = memory_resize(mixes->of, count, sizeof *mixes->of);
        while (mixes->count < count)
            mixes->of[mixes->count++] = 0;
    }
    mixes->of[section] = store_line_mix(mixes->mixer, mixes->of[section], line);
}

void kept_mix_forget(struct kept_mixes *mixes)
{
    tie_assert(mixes != NULL);
    for (size_t at = 0; at < mixes->count; at++)
        mixes->of[at] = 0;
}

void kept_mix_end(struct kept_mixes *mixes)
{
    tie_assert(mixes != NULL);
    store_line_mixer_close(mixes->mixer);
    free(mixes->of);
    *mixes = (struct kept_mixes){0};
}

static enum status check_table(struct run *run, const char *table, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    uint64_t mix = 0;
    enum status status = mix_table(run->store, table, &mix, failure);
    return status == STATUS_OK ? check(run, table, mix, failure) : status;
}

/* In the order its rows lie in. */
static enum status mix_table(struct store *store, const char *table, uint64_t *mix,
                             struct failure *failure)
{
    struct buffer sql = {0};
    buffer_format(&sql, "SELECT * FROM main.%s", table);
    enum status status = store_read_mix(store, buffer_str(&sql), mix, failure);
    buffer_free(&sql);
    return status;
}

/* The empty one, whose row a load always leaves, stands for itself before any was put. */
static uint64_t mix_texts(const struct run *run, size_t at, const struct interned_texts *texts)
{
    const struct intern *intern = texts->intern;
    uint64_t mix = 0;
    if (kept_texts_hold(texts))
        return run->kept.hash_mixes[at];
    for (uint32_t id = 0; id == 0 || id < intern->count; id++)
        mix = mix_text(mix, intern_text(intern, id));
    return mix;
}

/* A table nothing was ever kept of has no number. */
static enum status check(struct run *run, const char *table, uint64_t mix,
                         struct failure *failure)
{
    int64_t same = 0;
    struct buffer text = {0};
    buffer_format(&text,
                  "SELECT %" PRId64
                  " = coalesce((SELECT mix FROM kept_mix WHERE kept_table = '%s'), 0)",
                  (int64_t)mix, table);
    enum status status = store_read_integer(run->store, buffer_str(&text), &same, failure);
    if (status == STATUS_OK && same == 0) {
        buffer_clear(&text);
        buffer_format(&text, "table %s does not hold what was loaded", table);
        status = store_refuse_damaged(run->store, buffer_c(&text), failure);
    }
    buffer_free(&text);
    return status;
}

static enum status refuse_section(struct run *run, size_t section, struct failure *failure)
{
    const struct section_facts *facts = run_facts_of(run, section);
    const struct load_name *names = run->names.items;
    struct str name = {0};
    for (size_t at = run->names.count; at-- > 0;)
        if (names[at].file == facts->file)
            name = names[at].base_name;
    struct buffer what = {0};
    buffer_format(&what, "table %zu of %.*s is not what was loaded",
                  section - run_file(run, facts->file)->first_section + 1, (int)name.length,
                  name.bytes);
    enum status status = store_refuse_damaged(run->store, buffer_c(&what), failure);
    buffer_free(&what);
    return status;
}

static enum status put_table(struct store_insert *insert, struct store *store,
                             const char *table, struct failure *failure)
{
    uint64_t mix = 0;
    enum status status = mix_table(store, table, &mix, failure);
    return status == STATUS_OK ? put(insert, table, mix, failure) : status;
}

static enum status put(struct store_insert *insert, const char *table, uint64_t mix,
                       struct failure *failure)
{
    const struct store_cell cells[] = {store_text(str_from(table)),
                                       store_integer((int64_t)mix)};
    return store_insert_row(insert, cells, failure);
}
