/* Where a table begins: its era, what is claimed of its days, and its header as read. */
#include "pipeline/load.h"

#include "base/file.h"
#include "base/limits.h"
#include "store/store_json.h"

static uint32_t load_unit_of(struct load *load);
static void load_keep_header(struct load *load, struct load_section *section,
                             const struct record *header);
static void load_keep_unknown(struct load *load, struct load_section *section,
                              const struct record *header);
static enum status load_claim(struct load *load, struct coverage_claim *claim,
                              struct failure *failure);
static enum status load_meta_range(struct load *load, const char *meta,
                                   struct coverage_claim *claim, struct failure *failure);

enum status load_begin_section(struct load *load, const struct record *header,
                               struct failure *failure)
{
    struct run *run = load->run;
    if (run->sections.count >= LIMIT_TABLES)
        return failure_set(failure, STATUS_REFUSED, "more than %d tables in one run",
                           LIMIT_TABLES);
    load->section_id = (uint32_t)run->sections.count;
    load->era = load->section.match.era;
    load->aside = load->era->family->role == ROLE_ASIDE;
    struct section_facts *facts = list_add(&run->facts, sizeof(*facts));
    facts->file = load->file_index;
    facts->era = load->era;
    facts->first_record = header->number;
    facts->lines_from = facts->lines_to = DAY_NONE;
    facts->covers_from = facts->covers_to = facts->payout_on = DAY_NONE;
    struct load_section *section = list_add(&run->sections, sizeof(*section));
    section->single_day = DAY_NONE;
    section->holds_all = UINT64_MAX;
    section->unit = load_unit_of(load);
    load_keep_header(load, section, header);
    load_keep_unknown(load, section, header);
    return load_claim(load, &section->claim, failure);
}

/* The tables of one era in one file are settled together. */
static uint32_t load_unit_of(struct load *load)
{
    struct list *units = &load->run->units;
    for (size_t i = units->count; i-- > 0;) {
        const struct load_unit *unit = (struct load_unit *)units->items + i;
        if (unit->file == load->file_index && unit->era == load->era)
            return (uint32_t)i;
    }
    struct load_unit *unit = list_add(units, sizeof(*unit));
    unit->file = load->file_index;
    unit->era = load->era;
    return (uint32_t)(units->count - 1);
}

static void load_keep_header(struct load *load, struct load_section *section,
                             const struct record *header)
{
    struct buffer json = {0};
    buffer_add_byte(&json, '[');
    for (uint32_t i = 0; i < header->field_count; i++) {
        if (i > 0)
            buffer_add_byte(&json, ',');
        store_json_quote(&json,
                         (struct str){header->fields[i].bytes, header->fields[i].length});
    }
    buffer_add_byte(&json, ']');
    section->header = arena_copy(&load->run->arena, buffer_str(&json));
    buffer_free(&json);
}

static void load_keep_unknown(struct load *load, struct load_section *section,
                              const struct record *header)
{
    const struct era_match *match = &load->section.match;
    struct arena *arena = &load->run->arena;
    section->unknown = arena_take(arena, header->field_count * sizeof(*section->unknown));
    section->unknown_columns =
        arena_take(arena, header->field_count * sizeof(*section->unknown_columns));
    for (uint32_t i = 0; i < header->field_count; i++) {
        if (match->columns[i])
            continue;
        struct str name = {header->fields[i].bytes, header->fields[i].length};
        section->unknown_columns[section->unknown_count] = i + 1;
        section->unknown[section->unknown_count++] = arena_copy(arena, name);
    }
}

static enum status load_claim(struct load *load, struct coverage_claim *claim,
                              struct failure *failure)
{
    const struct input *input = &load->file->input;
    const char *meta =
        input->meta_said ? input->meta_path : inputs_meta_path(input->path, &load->run->arena);
    enum status status = load_claim_named(load, input->base_name, meta, claim, failure);
    if (input->meta_said)
        claim->period = input->period;
    return status;
}

enum status load_claim_named(struct load *load, struct str base_name, const char *meta,
                             struct coverage_claim *claim, struct failure *failure)
{
    *claim = (struct coverage_claim){.meta_from = DAY_NONE,
                                     .meta_to = DAY_NONE,
                                     .period = load->run->options->period,
                                     .base_name = base_name};
    return meta ? load_meta_range(load, meta, claim, failure) : STATUS_OK;
}

/* dataSetCoverageRange; an end at exactly midnight is exclusive: the day before is the last. */
static enum status load_meta_range(struct load *load, const char *meta,
                                   struct coverage_claim *claim, struct failure *failure)
{
    struct arena *arena = &load->run->arena;
    struct str document = {0};
    struct str from = {0};
    struct str to = {0};
    bool found_from = false;
    bool found_to = false;
    bool midnight = false;
    enum status status = file_slurp(meta, LIMIT_TEXT_FILE_BYTES, arena, &document, failure);
    if (status == STATUS_OK) {
        struct digest digest = digest_of(document);
        char hex[DIGEST_HEX_BYTES];
        load->file->meta_digest = arena_copy(arena, str_from(digest_hex(&digest, hex)));
        load->file->meta_path = meta;
    }
    if (status == STATUS_OK)
        status = store_json_text(document, "$.dataSetCoverageRange.startDateTime", meta, arena,
                                 &from, &found_from, failure);
    if (status == STATUS_OK)
        status = store_json_text(document, "$.dataSetCoverageRange.endDateTime", meta, arena,
                                 &to, &found_to, failure);
    if (status != STATUS_OK || (!found_from && !found_to))
        return status;
    claim->has_meta = found_from && found_to &&
                      day_parse_timestamp(from, &claim->meta_from, &midnight) &&
                      day_parse_timestamp(to, &claim->meta_to, &midnight);
    if (claim->has_meta && midnight)
        claim->meta_to--;
    if (claim->has_meta && claim->meta_from <= claim->meta_to)
        return STATUS_OK;
    failure_set(failure, STATUS_REFUSED, "the coverage range is no range of days");
    failure_place(failure, meta, 0, 0);
    failure_remedy(failure,
                   "dataSetCoverageRange needs startDateTime and endDateTime, in order; "
                   "without the file, --period or the date in the report's name is used.");
    return STATUS_REFUSED;
}

enum status load_refuse_headless(struct load *load, struct failure *failure)
{
    failure_set(failure, STATUS_REFUSED, "no known report header in the whole file");
    failure_place(failure, load->file->input.path, 0, 0);
    failure_remedy(failure,
                   "A report begins with its row of column names. An empty download is to "
                   "be fetched again.");
    return STATUS_REFUSED;
}

enum status load_refuse_too_fine(struct load *load, struct failure *failure)
{
    failure_set(failure, STATUS_REFUSED,
                "most amounts have more than six decimals that are not zeros");
    failure_place(failure, load->file->input.path, 0, 0);
    failure_remedy(failure,
                   "Amounts are kept to the millionth and never rounded. Round them where "
                   "the report is made (the published queries round to two decimals).");
    return STATUS_REFUSED;
}

enum status load_refuse_percent(struct load *load, struct failure *failure)
{
    failure_set(failure, STATUS_REFUSED, "every tax rate is above one");
    failure_place(failure, load->file->input.path, 0, 0);
    failure_remedy(failure,
                   "A rate is a fraction here: 8.25 percent is 0.0825. Fetch the file as "
                   "it was issued, or divide the rates where the report is made.");
    return STATUS_REFUSED;
}
