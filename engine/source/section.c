/* Tables in a file: which record is a header, a line, noise, or nothing that is known. */
#include "source/section.h"

#include "record/record_reader.h"

#include <inttypes.h>

static bool is_noise(const struct record *record);
static bool looks_like_header(const struct section *section, const struct record *record,
                              bool after_gap);
static void describe(const struct era_match *match, const struct record *record,
                     struct buffer *text);
static size_t count_semicolons(struct str text);
static void list_names(struct buffer *text, const char *label, const struct str *names,
                       size_t count);
static enum status set_message(const struct era_match *match, struct failure *failure);
static void place_excerpt(const struct era_match *match, const struct record *record,
                          struct failure *failure);

void section_init(struct section *section, const struct family_set *set,
                  const struct era_index *index, const char *path, struct arena *file_arena)
{
    tie_assert(section != NULL && set != NULL && index != NULL);
    tie_assert(path != NULL && file_arena != NULL);
    *section =
        (struct section){.set = set, .index = index, .path = path, .file_arena = file_arena};
    section->match.answer = ERA_NONE;
}

enum status section_take(struct section *section, const struct record *record,
                         enum section_kind *kind, struct failure *failure)
{
    tie_assert(section != NULL && record != NULL && kind != NULL);
    bool after_gap = !section->running || section->after_gap || record->blank_lines_before > 0;
    bool same_count = section->running && record->field_count == section->match.column_count;
    *kind = SECTION_NOISE;
    section->after_gap = is_noise(record);
    if (section->after_gap)
        return STATUS_OK;
    if (looks_like_header(section, record, after_gap)) {
        struct era_match match;
        era_match_header(section->set, record, section->file_arena, &match);
        if (match.answer == ERA_FITS) {
            section->match = match;
            section->running = true;
            *kind = SECTION_HEADER;
            return STATUS_OK;
        }
        if (match.answer == ERA_AMBIGUOUS || (after_gap && !same_count))
            return section_refuse_header(&match, record, section->path, failure);
    }
    *kind = same_count ? SECTION_LINE : SECTION_COUNT;
    return STATUS_OK;
}

enum status section_refuse_header(const struct era_match *match, const struct record *record,
                                  const char *path, struct failure *failure)
{
    struct buffer text = {0};
    tie_assert(match != NULL && record != NULL);
    tie_assert(path != NULL && failure != NULL);
    enum status status = set_message(match, failure);
    failure_place(failure, path, record->line_first, 0);
    place_excerpt(match, record, failure);
    describe(match, record, &text);
    failure_remedy(failure, "%s", buffer_c(&text));
    buffer_free(&text);
    return status;
}

static bool is_noise(const struct record *record)
{
    if (record->field_count == 1)
        return true;
    for (uint32_t i = 0; i < record->field_count; i++)
        if (record->fields[i].length > 0)
            return false;
    return true;
}

/* Where a header is due, every record is asked in full; within a table only those whose first
 * cell is the name of a column. */
static bool looks_like_header(const struct section *section, const struct record *record,
                              bool after_gap)
{
    bool same_count = section->running && record->field_count == section->match.column_count;
    return (after_gap && !same_count) || era_may_be_header(section->index, record);
}

static enum status set_message(const struct era_match *match, struct failure *failure)
{
    const struct era *era = match->era;
    if (match->answer == ERA_AMBIGUOUS)
        return failure_set(failure, STATUS_REFUSED,
                           "this header fits two reports alike: %.*s of %.*s and %.*s of %.*s",
                           (int)era->family->name.length, era->family->name.bytes,
                           (int)era->name.length, era->name.bytes,
                           (int)match->other->family->name.length,
                           match->other->family->name.bytes, (int)match->other->name.length,
                           match->other->name.bytes);
    if (match->repeated_count > 0)
        return failure_set(failure, STATUS_REFUSED, "a header stands twice: %.*s",
                           (int)match->repeated[0].length, match->repeated[0].bytes);
    if (era == NULL)
        return failure_set(failure, STATUS_REFUSED, "no known report has this header");
    return failure_set(failure, STATUS_REFUSED,
                       "no known report has this header; nearest is %.*s of %.*s",
                       (int)era->family->name.length, era->family->name.bytes,
                       (int)era->name.length, era->name.bytes);
}

/* Marks the first unknown name in the record, or shows its start. */
static void place_excerpt(const struct era_match *match, const struct record *record,
                          struct failure *failure)
{
    const struct str *names = match->repeated_count > 0 ? match->repeated : match->unknown;
    bool some = match->repeated_count > 0 || match->unknown_count > 0;
    ptrdiff_t at = -1;
    struct str raw = record->raw;
    while (raw.length > 0 &&
           (raw.bytes[raw.length - 1] == '\n' || raw.bytes[raw.length - 1] == '\r'))
        raw.length--;
    if (some && names[0].length > 0)
        at = str_find(raw, names[0]);
    if (at >= 0)
        failure_excerpt(failure, raw, (size_t)at, names[0].length);
    else
        failure_excerpt(failure, raw, 0, 0);
}

static void describe(const struct era_match *match, const struct record *record,
                     struct buffer *text)
{
    enum { SEMICOLONS_MANY = 5 };
    list_names(text, "Missing from the file: ", match->missing, match->missing_count);
    if (match->era != NULL)
        list_names(text, "Unknown to that report: ", match->unknown, match->unknown_count);
    if (count_semicolons(record->raw) >= SEMICOLONS_MANY)
        buffer_add_c(text, RECORD_SEMICOLONS);
    else
        buffer_add_c(text, "A new generation of a report is a few rows in its map: "
                           "rules/README.md.");
}

static size_t count_semicolons(struct str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; at++)
        count += text.bytes[at] == ';';
    return count;
}

static void list_names(struct buffer *text, const char *label, const struct str *names,
                       size_t count)
{
    enum { SHOWN = 12 };
    if (count == 0)
        return;
    buffer_add_c(text, label);
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        buffer_add_c(text, i == 0 ? "" : ", ");
        buffer_add(text, names[i].length > 0 ? names[i] : STR("(no name)"));
    }
    if (count > SHOWN)
        buffer_format(text, ", +%zu", count - SHOWN);
    buffer_add_byte(text, '\n');
}
