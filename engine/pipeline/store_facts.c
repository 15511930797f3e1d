/* What was read and settled, into the books: files, sections, signs, dims, rejects, coverage,
 * windows. */
#include "pipeline/run.h"

#include "base/file.h"
#include "pipeline/dispositions.h"
#include "pipeline/fact_rows.h"

static enum status store_files(struct run *run, struct failure *failure);
static enum status store_epochs(struct run *run, struct failure *failure);
static enum status store_sections(struct run *run, struct failure *failure);
static enum status store_coverage(struct run *run, struct failure *failure);
static enum status store_overlaps(struct run *run, struct failure *failure);
static enum status store_windows(struct run *run, struct failure *failure);
static int64_t file_header_and_records(const struct load_file *file);

enum status run_store_facts(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    enum status (*const steps[])(struct run *, struct failure *) = {
        store_files,    store_epochs,  store_sections,   fact_rows_signs,    store_coverage,
        store_overlaps, store_windows, fact_rows_policy, dispositions_store,
    };
    /* Books that accumulate took it with the load. */
    enum status status = run->accumulates ? STATUS_OK : run_store_read(run, failure);
    for (size_t i = 0; status == STATUS_OK && i < array_count(steps); i++)
        status = steps[i](run, failure);
    return status;
}

enum status run_store_read(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    enum status (*const steps[])(struct run *, struct failure *) = {
        fact_rows_columns, fact_rows_totals, fact_rows_traces,
        fact_rows_rejects, fact_rows_noise,
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < array_count(steps); i++)
        status = steps[i](run, failure);
    return status;
}

static enum status store_files(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "file", 21, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->files.count; i++) {
        const struct load_file *file = run_file(run, i);
        const struct family *family = file->aside;
        if (!family)
            family = run_facts_of(run, file->first_section)->era->family;
        char hex[DIGEST_HEX_BYTES];
        const struct store_cell cells[] = {
            store_integer((int64_t)i),
            store_text(run->file_facts[i].short_name),
            store_text(file->input.base_name),
            store_text(file_real_path(file->input.path, &run->arena)),
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
            store_integer(file->aside != NULL),
            store_text(family->name),
            store_text(file->meta_digest),
            store_text(file->meta_path ? file_real_path(file->meta_path, &run->arena)
                                       : STR("")),
            store_text(file->also_covers),
        };
        tie_assert(file->aside || file_header_and_records(file) <= file->totals.file_bytes);
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status store_epochs(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "file_epoch", 2, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->files.count; i++) {
        const struct store_cell cells[] = {store_integer((int64_t)i),
                                           store_integer(run_file(run, i)->epoch)};
        if (run_file(run, i)->epoch > 0)
            status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static int64_t file_header_and_records(const struct load_file *file)
{
    return file->header_bytes + file->record_bytes;
}

static enum status store_sections(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "section", 20, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->sections.count; i++) {
        const struct section_facts *facts = run_facts_of(run, i);
        const struct family *family = facts->era->family;
        const struct store_cell cells[] = {
            store_integer((int64_t)i),
            store_integer(facts->file),
            store_integer(facts->canonical),
            store_text(family->name),
            store_text(facts->era->name),
            store_text(role_name(family->role)),
            store_integer((int64_t)(i - facts->behind)),
            store_integer(family->rank),
            store_integer(facts->first_record),
            store_text(run_section(run, i)->header),
            store_integer(facts->lines),
            store_integer(facts->rejected_records),
            store_day(facts->covers_from),
            store_day(facts->covers_to),
            store_text(covers_source_name(facts->covers_source)),
            store_day(facts->payout_on),
            store_integer(facts->net_holds_tax),
            store_integer(facts->sign_vector),
            store_integer(facts->era->net_inexact),
            store_integer(facts->net_off_lines),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status store_coverage(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "coverage", 9, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->coverage.count; i++) {
        const struct coverage_row *row = &run->coverage.rows[i];
        const struct store_cell cells[] = {
            store_integer((int64_t)i),
            store_text(row->family->name),
            store_text(role_name(row->family->role)),
            store_day(row->from),
            store_day(row->to),
            row->file < 0 ? store_null() : store_integer(row->file),
            store_text(covers_source_name(row->source)),
            store_text(coverage_state_name(row->state)),
            store_integer(row->role_covered),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status store_overlaps(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "overlap", 3, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->superseded.count; i++) {
        const struct supersede_pair *pair = &run->superseded.pairs[i];
        const struct store_cell cells[] = {store_integer(pair->section),
                                           store_integer(pair->by),
                                           store_integer(pair->replaced)};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status store_windows(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "role_window", 5, failure);
    for (int role = 0; status == STATUS_OK && role < ROLE_COUNT; role++) {
        const struct role_window *window = &run->run_facts.windows[role];
        const struct store_cell cells[] = {
            store_text(role_name((enum role)role)), store_day(window->known_from),
            store_day(window->known_to), store_day(window->back_from),
            store_day(window->loaded_to)};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}
