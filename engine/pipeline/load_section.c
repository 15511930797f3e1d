/* Where a table begins: its era, what is claimed of its days, and its header as read. */
#include "pipeline/load.h"

#include "base/file.h"
#include "base/limits.h"
#include "source/cell_plan.h"
#include "source/family_part.h"
#include "store/store_json.h"

static struct load_section *load_add_section(struct load *load, const struct era *era,
                                             const struct record *header);
static void load_add_roles(struct load *load, const struct record *header);
static uint32_t load_unit_of(struct load *load, const struct era *era);
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
    if (run->sections.count + ROLE_COUNT > LIMIT_TABLES)
        return failure_set(failure, STATUS_REFUSED, "more than %d tables in one run",
                           LIMIT_TABLES);
    load->section_id = (uint32_t)run->sections.count;
    load->era = load->section.match.era;
    load->aside = load->era->family->role == ROLE_ASIDE;
    struct load_section *section = load_add_section(load, load->era, header);
    load_keep_header(load, section, header);
    load_keep_unknown(load, section, header);
    load_add_roles(load, header);
    return load_claim(load, &run_section(run, load->section_id)->claim, failure);
}

static struct load_section *load_add_section(struct load *load, const struct era *era,
                                             const struct record *header)
{
    struct run *run = load->run;
    struct section_facts *facts = list_add(&run->facts, sizeof(*facts));
    facts->file = load->file_index;
    facts->behind = (uint32_t)run->facts.count - 1 - load->section_id;
    facts->era = era;
    facts->first_record = header->number;
    facts->lines_from = facts->lines_to = DAY_NONE;
    facts->covers_from = facts->covers_to = facts->payout_on = DAY_NONE;
    struct load_section *section = list_add(&run->sections, sizeof(*section));
    section->single_day = DAY_NONE;
    section->holds_all = UINT64_MAX;
    bool paid = era->family->role == ROLE_STATED_PAID;
    section->unit = load_unit_of(load, paid ? era : load->era);
    return section;
}

/* Beside the role of its family the others its lines may have, whether any will or not: a table
 * without a paid item says that nothing was paid. */
static void load_add_roles(struct load *load, const struct record *header)
{
    const struct cell_plan *plan = load->section.match.plan;
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct era *era = era_in_role(load->era, (enum role)role);
        load->by_role[role] = load->section_id;
        if (era == NULL || (role == ROLE_STATED_PAID && !plan->has_paid))
            load->by_role[role] = UINT32_MAX;
        else if (era != load->era) {
            struct str text = run_section(load->run, load->section_id)->header;
            load->by_role[role] = (uint32_t)load->run->sections.count;
            load_add_section(load, era, header)->header = text;
        }
    }
    uint32_t paid = load->by_role[ROLE_STATED_PAID];
    if (paid == UINT32_MAX)
        return;
    run_facts_of(load->run, paid)->bills_behind = paid - load->by_role[ROLE_BILLED];
    run_facts_of(load->run, load->by_role[ROLE_BILLED])->states_payment = true;
}

/* The tables of one era in one file are settled together, whatever roles their lines have. */
static uint32_t load_unit_of(struct load *load, const struct era *era)
{
    struct list *units = &load->run->units;
    for (size_t i = units->count; i-- > 0;) {
        const struct load_unit *unit = (struct load_unit *)units->items + i;
        if (unit->file == load->file_index && unit->era == era)
            return (uint32_t)i;
    }
    struct load_unit *unit = list_add(units, sizeof(*unit));
    unit->file = load->file_index;
    unit->era = era;
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

/* A sheet of findings has columns of its own making; none of them is ours to ask about. */
static void load_keep_unknown(struct load *load, struct load_section *section,
                              const struct record *header)
{
    const struct era_match *match = &load->section.match;
    struct arena *arena = &load->run->arena;
    if (match->era->family->role == ROLE_DISPOSITION)
        return;
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

enum status load_refuse_role(struct load *load, const struct record *record,
                             const struct cell_result *result, struct failure *failure)
{
    struct str raw = record->raw;
    struct str text = result->role_text;
    struct str column = load->section.match.columns[result->role_column - 1]->name;
    struct str family = load->era->family->name;
    while (raw.length > 0 &&
           (raw.bytes[raw.length - 1] == '\n' || raw.bytes[raw.length - 1] == '\r'))
        raw.length--;
    failure_set(failure, STATUS_REFUSED,
                "%.*s decides what a row is, and no map knows its word %.*s",
                (int)column.length, column.bytes, text.length > 0 ? (int)text.length : 7,
                text.length > 0 ? text.bytes : "(empty)");
    failure_place(failure, load->file->input.path, record->line_first,
                  (int64_t)result->role_column);
    ptrdiff_t at = text.length > 0 ? str_find(raw, text) : -1;
    failure_excerpt(failure, raw, at < 0 ? 0 : (size_t)at, at < 0 ? 0 : text.length);
    failure_remedy(failure,
                   "Guessed wrongly, money paid would count as open, or the other way round. "
                   "Say it in a row role_if of families/%.*s/map.csv (rules/README.md), in a "
                   "copy of the rules that --rules names.",
                   (int)family.length, family.bytes);
    return STATUS_REFUSED;
}
