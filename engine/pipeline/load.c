/* Bytes become lines: one pass over every file. A record is a line, a reject or noise, and
 * counted. */
#include "pipeline/load.h"

#include "base/file.h"
#include "base/limits.h"
#include "pipeline/dispositions.h"
#include "pipeline/kept_mix.h"
#include "pipeline/kept_texts.h"
#include "recon/ledger_names.h"
#include "store/store_json.h"

#include <stdlib.h>

static void expect_names(void *run, const struct store_texts *names, bool near);
static void put_names(void *run, const struct store_texts *names, struct store_line *line);
static enum status names_good(void *run, struct failure *failure);
static enum status load_file_bytes(struct load *load, struct failure *failure);
static enum status load_records(struct load *load, struct failure *failure);
static enum status load_record(struct load *load, const struct record *record,
                               struct failure *failure);
static void load_noise_record(struct load *load, const struct record *record);
static enum status load_finish_file(struct load *load, struct failure *failure);
static int64_t load_headers(const struct load *load);
static enum status load_set_aside(struct load *load, struct failure *failure);
static void load_progress(struct load *load, int64_t position);

enum status run_load(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    const struct store_listener join = {run, expect_names, put_names, run_move_line,
                                        names_good};
    enum status status = store_lines_open(&run->lines, run->store, &join, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->inputs.count; i++) {
        struct load load = {.run = run, .file_index = (uint32_t)run->files.count};
        load.file = list_add(&run->files, sizeof(struct load_file));
        load.file->input = run->inputs.items[i];
        load.file->first_section = (uint32_t)run->sections.count;
        status = load_file_bytes(&load, failure);
        arena_free(&load.file_arena);
        run->done_bytes += load.file->input.size_bytes;
    }
    enum status finished = store_lines_finish(run->lines, failure);
    run->lines = NULL;
    status = status_worse(status, finished);
    return status == STATUS_OK ? dispositions_store_read(run, failure) : status;
}

static void expect_names(void *context, const struct store_texts *names, bool near)
{
    const struct run *run = context;
    ledger_names_expect(&run->ledger, names, near);
}

static void put_names(void *context, const struct store_texts *names, struct store_line *line)
{
    struct run *run = context;
    ledger_names_put(&run->ledger, names, line);
}

static enum status names_good(void *context, struct failure *failure)
{
    return kept_texts_found(context, failure);
}

/* The join goes on where lines are written, beside the reading. */
void run_move_line(void *context, const struct store_line *line)
{
    struct run *run = context;
    ledger_move(&run->ledger, line);
    if (run->accumulates)
        kept_mix_line(&run->kept.mixes, line);
}

void run_start(struct run *run)
{
    tie_assert(run != NULL);
    run->overlap = overlap_new();
    ledger_init(&run->ledger);
}

static enum status load_file_bytes(struct load *load, struct failure *failure)
{
    const struct input *input = &load->file->input;
    const struct family *named = family_by_file_name(&load->run->families, input->base_name);
    if (named && named->role == ROLE_ASIDE) {
        load->file->aside = named;
        return load_set_aside(load, failure);
    }
    struct record_options options = {.listener = record_scan_listen,
                                     .listener_context = &load->file->scan};
    enum status status = record_reader_open(&load->reader, input->path, &options, failure);
    if (status == STATUS_OK) {
        section_init(&load->section, &load->run->families, load->run->era_index, input->path,
                     &load->file_arena);
        status = load_records(load, failure);
    }
    if (status == STATUS_OK)
        status = load_finish_file(load, failure);
    record_reader_close(load->reader);
    return status;
}

static enum status load_records(struct load *load, struct failure *failure)
{
    struct record record;
    bool found = true;
    int64_t told = 0;
    for (;;) {
        enum status status = record_reader_next(load->reader, &record, &found, failure);
        if (status != STATUS_OK || !found)
            return status;
        status = load_record(load, &record, failure);
        if (status != STATUS_OK)
            return status;
        int64_t position = record.byte_offset + record.byte_length;
        if (position - told >= (int64_t)4 << 20) {
            load_progress(load, position);
            told = position;
        }
    }
}

static enum status load_record(struct load *load, const struct record *record,
                               struct failure *failure)
{
    enum section_kind kind = SECTION_NOISE;
    enum status status = section_take(&load->section, record, &kind, failure);
    if (status != STATUS_OK)
        return status;
    switch (kind) {
    case SECTION_NOISE:
        load_noise_record(load, record);
        return STATUS_OK;
    case SECTION_HEADER:
        load->file->header_bytes += record->byte_length;
        return load_begin_section(load, record, failure);
    case SECTION_COUNT:
        load_reject_count(load, record);
        return STATUS_OK;
    case SECTION_LINE:
        load->file->record_bytes += record->byte_length;
        return load_line(load, record, failure);
    }
    tie_assert(false); /* no other kind */
    return STATUS_EVIDENCE;
}

static void load_noise_record(struct load *load, const struct record *record)
{
    struct load_noise *noise = list_add(&load->run->noise, sizeof(*noise));
    *noise = (struct load_noise){load->file_index, record->number, record->line_first,
                                 record->byte_offset, record->byte_length};
    load->file->noise_records++;
    load->file->noise_bytes += record->byte_length;
}

static enum status load_finish_file(struct load *load, struct failure *failure)
{
    struct load_file *file = load->file;
    enum status status = record_reader_totals(load->reader, &file->totals, failure);
    if (status != STATUS_OK)
        return status;
    record_scan_finish(&file->scan);
    file->noise_bytes += file->totals.noise_bytes;
    file->section_count = (uint32_t)load->run->sections.count - file->first_section;
    if (file->section_count == 0)
        return load_refuse_headless(load, failure);
    if (2 * file->too_fine_records > file->totals.records - load_headers(load))
        return load_refuse_too_fine(load, failure);
    if (file->rates > 0 && file->rates == file->rates_above_one)
        return load_refuse_percent(load, failure);
    load_put_names(load);
    return STATUS_OK;
}

/* The sections of one table share its header. */
static int64_t load_headers(const struct load *load)
{
    int64_t headers = 0;
    for (uint32_t i = 0; i < load->file->section_count; i++)
        headers += run_facts_of(load->run, load->file->first_section + i)->behind == 0;
    return headers;
}

/* A set-aside file is kept as a name and a digest; its records are not read. */
static enum status load_set_aside(struct load *load, struct failure *failure)
{
    enum status status = file_digest(load->file->input.path, &load->file->totals.digest,
                                     &load->file->totals.file_bytes, failure);
    if (status == STATUS_OK && load->run->options->notice) {
        struct buffer sentence = {0};
        struct str name = load->file->aside->name;
        buffer_format(&sentence, "%s is set aside: %.*s has no reference to join on.",
                      load->file->input.path, (int)name.length, name.bytes);
        load->run->options->notice(load->run->options->context, buffer_c(&sentence));
        buffer_free(&sentence);
    }
    if (status == STATUS_OK)
        load_put_names(load);
    return status;
}

static void load_progress(struct load *load, int64_t position)
{
    const struct run_options *options = load->run->options;
    if (options->progress)
        options->progress(options->context, "reading", load->run->done_bytes + position,
                          load->run->inputs.total_bytes);
}
