/* Rows of the kept tables. Ids go on where those of the load before ended. */
#include "pipeline/keep.h"

#include "base/file.h"
#include "pipeline/interned_rows.h"
#include "pipeline/kept_mix.h"
#include "pipeline/kept_texts.h"
#include "pipeline/twice.h"

static size_t gather_hashes(const struct overlap_set *set, size_t at, uint32_t *file,
                            struct buffer *bytes);
static bool any_news(const struct run *run);
static enum status keep_load(struct run *run, struct failure *failure);
static enum status keep_files(struct run *run, struct failure *failure);
static enum status keep_names(struct run *run, struct failure *failure);
static enum status keep_sections(struct run *run, struct failure *failure);
static enum status keep_units(struct run *run, struct failure *failure);
static enum status keep_vectors(struct run *run, struct failure *failure);
static enum status keep_said(struct run *run, struct failure *failure);
static enum status keep_shares(struct run *run, struct failure *failure);
static enum status keep_empties(struct run *run, struct failure *failure);
static enum status keep_digests(struct run *run, struct failure *failure);

/* What a file brought stands together. */
enum status keep_hashes(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store && run->overlap);
    struct store_insert *insert = NULL;
    struct buffer bytes = {0};
    size_t count = overlap_count(run->overlap);
    enum status status = store_insert_open(&insert, run->store, "kept_hash", 2, failure);
    for (size_t at = run->kept.hashes; status == STATUS_OK && at < count;) {
        uint32_t file = 0;
        at = gather_hashes(run->overlap, at, &file, &bytes);
        const struct store_cell cells[] = {store_integer(file), store_blob(buffer_str(&bytes))};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    buffer_free(&bytes);
    return status;
}

enum status keep_rows(struct run *run, bool *news, struct failure *failure)
{
    tie_assert(run && run->store && news);
    enum status (*const steps[])(struct run *, struct failure *) = {
        keep_load,          keep_files,      keep_names,     keep_sections, keep_units,
        keep_vectors,       keep_said,       keep_shares,    keep_empties,  keep_digests,
        interned_rows_keep, kept_texts_keep, run_store_read, kept_mix_keep,
    };
    enum status status = STATUS_OK;
    *news = any_news(run);
    for (size_t i = 0; *news && status == STATUS_OK && i < array_count(steps); i++)
        status = steps[i](run, failure);
    return status;
}

/* Those of one file; where the next one's begin. */
static size_t gather_hashes(const struct overlap_set *set, size_t at, uint32_t *file,
                            struct buffer *bytes)
{
    uint32_t own = 0;
    uint64_t hash = overlap_hash(set, at, file);
    buffer_clear(bytes);
    for (own = *file; own == *file;) {
        for (unsigned shift = 0; shift < 64; shift += 8)
            buffer_add_byte(bytes, (char)(hash >> shift & UINT8_MAX));
        if (++at == overlap_count(set))
            break;
        hash = overlap_hash(set, at, &own);
    }
    return at;
}

static bool any_news(const struct run *run)
{
    return run->files.count > run->kept.files || run->names.count > run->kept.names ||
           run->options->empty_count > run->kept.empties;
}

static enum status keep_load(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    char month[DAY_TEXT_BYTES];
    const struct store_cell cells[] = {
        store_integer(run->kept.loads + 1),
        store_text(str_from(run->options->version)),
        store_text(run->rules_digest),
        store_text(str_from(day_format_month(run->options->period, month))),
        store_integer(run->options->replace),
        store_integer(run->options->both),
        store_integer((int64_t)(run->files.count - run->kept.files)),
    };
    enum status status = store_insert_open(&insert, run->store, "kept_load", 7, failure);
    if (status == STATUS_OK)
        status = store_insert_row(insert, cells, failure);
    store_insert_close(insert);
    return status;
}

static enum status keep_files(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "kept_file", 15, failure);
    for (size_t i = run->kept.files; status == STATUS_OK && i < run->files.count; i++) {
        const struct load_file *file = run_file(run, i);
        char hex[DIGEST_HEX_BYTES];
        const struct store_cell cells[] = {
            store_integer((int64_t)i),
            store_integer(run->kept.loads + 1),
            store_text(str_from(digest_hex(&file->totals.digest, hex))),
            store_integer(file->totals.file_bytes),
            store_integer(file->totals.records),
            store_integer(file->noise_records),
            store_integer(file->totals.blank_lines),
            store_integer(file->rejected_records),
            store_integer(file->header_bytes),
            store_integer(file->record_bytes),
            store_integer(file->noise_bytes),
            store_integer(file->scan.records),
            store_integer(file->scan.record_bytes),
            store_integer(file->scan.noise_bytes),
            store_text(file->aside ? file->aside->name : STR("")),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status keep_names(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    const struct load_name *names = run->names.items;
    enum status status = store_insert_open(&insert, run->store, "kept_name", 9, failure);
    for (size_t i = run->kept.names; status == STATUS_OK && i < run->names.count; i++) {
        const struct coverage_claim *claim = &names[i].claim;
        const char *meta = names[i].meta_path;
        const struct store_cell cells[] = {
            store_integer(names[i].file),
            store_text(names[i].base_name),
            store_text(file_real_path(names[i].path, &run->arena)),
            store_text(meta ? file_real_path(meta, &run->arena) : STR("")),
            store_text(names[i].meta_digest),
            claim->has_meta ? store_day(claim->meta_from) : store_null(),
            claim->has_meta ? store_day(claim->meta_to) : store_null(),
            store_day(claim->period),
            store_integer(run->kept.loads + 1),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status keep_sections(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "kept_section", 20, failure);
    for (size_t i = run->kept.sections; status == STATUS_OK && i < run->read_sections; i++) {
        const struct section_facts *facts = run_facts_of(run, i);
        const struct load_section *section = run_section(run, i);
        const struct store_cell cells[] = {
            store_integer((int64_t)i),
            store_integer(facts->file),
            store_integer(section->unit),
            store_text(facts->era->family->name),
            store_text(facts->era->name),
            store_text(role_name(facts->era->family->role)),
            store_integer(facts->behind),
            store_integer(facts->bills_behind),
            store_integer(facts->states_payment),
            store_integer(facts->first_record),
            store_text(section->header),
            store_integer(facts->lines),
            store_integer(facts->rejected_records),
            store_day(facts->lines_from),
            store_day(facts->lines_to),
            store_day(section->single_day),
            store_integer(section->several_days),
            store_integer((int64_t)section->holds_all),
            store_text(family_digest(&run->rules, facts->era->family->name, &run->arena)),
            store_integer((int64_t)(i < run->kept.mixes.count ? run->kept.mixes.of[i] : 0)),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status keep_units(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    const struct load_unit *units = run->units.items;
    enum status status = store_insert_open(&insert, run->store, "kept_unit", 5, failure);
    for (size_t i = run->kept.units; status == STATUS_OK && i < run->units.count; i++) {
        const struct identity_counts *counts = &units[i].counts;
        const struct store_cell cells[] = {
            store_integer((int64_t)i),
            store_integer(counts->lines),
            store_integer(counts->nonzero),
            store_integer(counts->tax_refund_positive),
            store_integer(counts->tax_refund_negative),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status keep_vectors(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    const struct load_unit *units = run->units.items;
    enum status status = store_insert_open(&insert, run->store, "kept_vector", 3, failure);
    for (size_t i = run->kept.units; i < run->units.count; i++)
        for (int vector = 0; status == STATUS_OK && vector < IDENTITY_VECTORS; vector++) {
            const struct store_cell cells[] = {store_integer((int64_t)i), store_integer(vector),
                                               store_integer(units[i].counts.holds[vector])};
            if (units[i].counts.holds[vector] > 0)
                status = store_insert_row(insert, cells, failure);
        }
    store_insert_close(insert);
    return status;
}

static enum status keep_said(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    const struct superseded *found = &run->superseded;
    enum status status = store_insert_open(&insert, run->store, "kept_overlap", 3, failure);
    for (size_t i = 0; status == STATUS_OK && i < found->news_count; i++) {
        const struct overlap_said *said = &found->news[i];
        const struct store_cell cells[] = {store_integer(said->first),
                                           store_integer(said->second),
                                           store_integer(said->replaced)};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

/* Of two files the books held before it is known already. */
static enum status keep_shares(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    const struct superseded *found = &run->superseded;
    enum status status = store_insert_open(&insert, run->store, "kept_share", 5, failure);
    for (size_t i = 0; status == STATUS_OK && i < found->share_count; i++) {
        const struct overlap_pair *pair = &found->shares[i];
        const struct store_cell cells[] = {
            store_integer(pair->first), store_integer(pair->second),
            store_integer(pair->shared), store_integer(pair->first_records),
            store_integer(pair->second_records)};
        if (pair->first >= run->kept.files || pair->second >= run->kept.files)
            status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status keep_empties(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "kept_empty", 1, failure);
    for (size_t i = run->kept.empties; status == STATUS_OK && i < run->options->empty_count;
         i++) {
        const struct store_cell cells[] = {store_text(run->options->empties[i])};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

/* While the files still lie where they were read. */
static enum status keep_digests(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    twice_note(run);
    enum status status = twice_read(run, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, run->store, "kept_digest", 2, failure);
    const struct load_alike *alike = run->alike.items;
    for (size_t i = 0; status == STATUS_OK && i < run->alike.count; i++) {
        char hex[DIGEST_HEX_BYTES];
        const struct store_cell cells[] = {
            store_integer((int64_t)alike[i].section << 32 | alike[i].record),
            store_text(str_from(digest_hex(&alike[i].digest, hex)))};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    run->alike.count = 0;
    return status;
}
