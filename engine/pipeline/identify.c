/* What a file is, said to a person: every table of it, its family, era, days and why. */
#include "pipeline/pipeline.h"

#include "base/file.h"
#include "pipeline/inputs.h"
#include "pipeline/load.h"

#include <stdlib.h>

struct identify {
    struct load load; /* only what load_begin_section needs */
    struct run run;
    struct run_options options;
    struct buffer *into;
};

static enum status identify_rules(struct identify *identify, struct failure *failure);
static enum status identify_records(struct identify *identify, struct failure *failure);
static enum status identify_record(struct identify *identify, const struct record *record,
                                   struct failure *failure);
static enum status identify_line(struct identify *identify, const struct record *record);
static void identify_section(struct identify *identify, size_t index);
static void identify_roles(struct identify *identify, size_t index);
static void identify_days(struct identify *identify, size_t index);
static void identify_date(struct identify *identify, size_t index);
static void identify_free(struct identify *identify);

enum status pipeline_identify(const char *path, const char *rules_path, day_number period,
                              struct buffer *into, struct failure *failure)
{
    tie_assert(path && into);
    struct identify identify = {.into = into};
    struct load_file *file = list_add(&identify.run.files, sizeof(*file));
    identify.options = (struct run_options){.rules_path = rules_path, .period = period};
    identify.run.options = &identify.options;
    identify.load.run = &identify.run;
    identify.load.file = file;
    file->input.path = path;
    file->input.base_name = file_base_name(str_from(path));
    enum status status = identify_rules(&identify, failure);
    if (status == STATUS_OK) {
        const struct family *named =
            family_by_file_name(&identify.run.families, file->input.base_name);
        if (named && named->role == ROLE_ASIDE && file_kind_of(path) == FILE_REGULAR)
            buffer_format(into,
                          "%s\n  %.*s, by its name: recognised and set aside, it has no "
                          "reference to join on\n",
                          path, (int)named->name.length, named->name.bytes);
        else
            status = identify_records(&identify, failure);
    }
    identify_free(&identify);
    return status;
}

static enum status identify_rules(struct identify *identify, struct failure *failure)
{
    struct run *run = &identify->run;
    enum status status =
        rules_source_load(&run->rules, identify->options.rules_path, &run->arena, failure);
    if (status == STATUS_OK)
        status = family_set_load(&run->families, &run->rules, &run->arena, failure);
    if (status == STATUS_OK)
        run->era_index = era_index_new(&run->families, &run->arena);
    return status;
}

static enum status identify_records(struct identify *identify, struct failure *failure)
{
    struct load *load = &identify->load;
    struct record record;
    bool found = true;
    const char *path = load->file->input.path;
    enum status status = record_reader_open(&load->reader, path, NULL, failure);
    section_init(&load->section, &identify->run.families, identify->run.era_index, path,
                 &load->file_arena);
    while (status == STATUS_OK) {
        status = record_reader_next(load->reader, &record, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        status = identify_record(identify, &record, failure);
    }
    if (status == STATUS_OK && identify->run.sections.count == 0)
        status = load_refuse_headless(load, failure);
    if (status != STATUS_OK)
        return status;
    buffer_format(identify->into, "%s\n", path);
    for (size_t i = 0; i < identify->run.sections.count; i++)
        identify_section(identify, i);
    return STATUS_OK;
}

static enum status identify_record(struct identify *identify, const struct record *record,
                                   struct failure *failure)
{
    enum section_kind kind = SECTION_NOISE;
    enum status status = section_take(&identify->load.section, record, &kind, failure);
    if (status != STATUS_OK)
        return status;
    if (kind == SECTION_HEADER)
        return load_begin_section(&identify->load, record, failure);
    if (kind == SECTION_LINE)
        return identify_line(identify, record);
    if (kind == SECTION_COUNT)
        run_facts_of(&identify->run, identify->load.section_id)->rejected_records++;
    return STATUS_OK;
}

static enum status identify_line(struct identify *identify, const struct record *record)
{
    struct load *load = &identify->load;
    struct section_facts *facts = run_facts_of(load->run, load->section_id);
    struct line line;
    struct cell_result result;
    cell_build_line(&load->section.match, &load->run->families.placeholders, record,
                    &load->record_arena, &line,
                    &run_section(load->run, load->section_id)->traces, &result);
    facts->lines += result.reject_count == 0;
    facts->rejected_records += result.reject_count > 0;
    if (result.reject_count == 0)
        load_days(load, load->section_id, &line);
    arena_free(&load->record_arena);
    return STATUS_OK;
}

static void identify_section(struct identify *identify, size_t index)
{
    const struct section_facts *facts = run_facts_of(&identify->run, index);
    const struct family *family = facts->era->family;
    const struct load_section *section = run_section(&identify->run, index);
    if (facts->behind > 0)
        return; /* told with its table */
    buffer_format(identify->into, "  %.*s, era %.*s", (int)family->name.length,
                  family->name.bytes, (int)facts->era->name.length, facts->era->name.bytes);
    if (family->role == ROLE_ASIDE) {
        buffer_add_c(identify->into, ": recognised and set aside, no reference to join on\n");
        return;
    }
    identify_roles(identify, index);
    buffer_format(identify->into, "\n    header in record %lld, %lld line%s",
                  (long long)facts->first_record, (long long)facts->lines,
                  facts->lines == 1 ? "" : "s");
    if (facts->rejected_records > 0)
        buffer_format(identify->into, ", %lld that cannot be understood",
                      (long long)facts->rejected_records);
    buffer_add_byte(identify->into, '\n');
    identify_days(identify, index);
    for (size_t i = 0; i < section->unknown_count; i++)
        buffer_format(identify->into, "    column %u is unknown: %.*s\n",
                      section->unknown_columns[i], (int)section->unknown[i].length,
                      section->unknown[i].bytes);
}

/* Its own, and those its lines may choose or bring along. */
static void identify_roles(struct identify *identify, size_t index)
{
    for (size_t i = index; i < identify->run.facts.count; i++) {
        const struct section_facts *facts = run_facts_of(&identify->run, i);
        if (facts->behind != i - index)
            break;
        struct str role = role_name(facts->era->family->role);
        buffer_format(identify->into, "%s%.*s", i == index ? " (" : ", ", (int)role.length,
                      role.bytes);
    }
    buffer_add_byte(identify->into, ')');
}

static void identify_days(struct identify *identify, size_t index)
{
    static const char *const why[] = {
        [COVERS_NONE] = "",
        [COVERS_META] = "stated in its .meta.json",
        [COVERS_PERIOD] = "by --period",
        [COVERS_CONVENTION] = "by the date in its name",
        [COVERS_LINES] = "from the oldest to the newest line",
        [COVERS_OPENING] = "the day of the list",
    };
    struct section_facts *facts = run_facts_of(&identify->run, index);
    struct failure none;
    char from[DAY_TEXT_BYTES];
    char to[DAY_TEXT_BYTES];
    failure_init(&none);
    if (facts->era->family->role == ROLE_DISPOSITION) {
        identify_date(identify, index);
        return;
    }
    if (coverage_of_section(facts, &run_section(&identify->run, index)->claim, &none) !=
        STATUS_OK) {
        buffer_add_c(identify->into,
                     "    covers: unknown; give --period, a date in the name, or a "
                     ".meta.json beside it\n");
        return;
    }
    day_format(facts->covers_from, from);
    day_format(facts->covers_to, to);
    if (facts->covers_from == facts->covers_to)
        buffer_format(identify->into, "    covers %s, %s\n", to, why[facts->covers_source]);
    else
        buffer_format(identify->into, "    covers %s to %s, %s\n", from, to,
                      why[facts->covers_source]);
}

/* Dispositions cover no days. */
static void identify_date(struct identify *identify, size_t index)
{
    struct str name = run_section(&identify->run, index)->claim.base_name;
    day_number day = DAY_NONE;
    char text[DAY_TEXT_BYTES];
    if (coverage_name_day(name, &day))
        buffer_format(identify->into, "    of %s, by the date in its name\n",
                      day_format(day, text));
    else
        buffer_add_c(identify->into, "    without a date in its name: no other file may say "
                                     "otherwise\n");
}

static void identify_free(struct identify *identify)
{
    record_reader_close(identify->load.reader);
    arena_free(&identify->load.file_arena);
    arena_free(&identify->load.record_arena);
    struct list *lists[] = {&identify->run.files, &identify->run.sections, &identify->run.facts,
                            &identify->run.units};
    for (size_t i = 0; i < array_count(lists); i++)
        free(lists[i]->items);
    arena_free(&identify->run.arena);
}
