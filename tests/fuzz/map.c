/* Any bytes as the map of a family, and behind a line of `====` a report that it should fit. A
 * map is taken, or refused with its place; a header fits or not; each record becomes a line or
 * is rejected cell by cell. */
#include "fuzz.h"

#include "source/cell.h"
#include "source/section.h"
#include "source_fixture.h"

#define DIVIDER "\n====\n"

static void check_report(const struct family_set *set, struct str report, struct arena *arena);
static void check_line(const struct era_match *match, const struct family_set *set,
                       const struct record *record, struct arena *arena);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char placeholders[] = "text,note\nNA,\n#N/A,\nNot available,\n";
    const char *found = size > 0 ? memmem(data, size, DIVIDER, sizeof DIVIDER - 1) : NULL;
    size_t map_bytes = found ? (size_t)(found - (const char *)data) : size;
    struct str map = {(const char *)data, map_bytes};
    struct str report = {"", 0};
    if (found)
        report =
            (struct str){found + sizeof DIVIDER - 1, size - map_bytes - (sizeof DIVIDER - 1)};
    const struct rules_file files[] = {
        {STR("families/fuzz/map.csv"), map},
        {STR("placeholders.csv"), str_from(placeholders)},
    };
    const struct rules_source source = {.files = files, .file_count = array_count(files)};
    struct family_set set = {0};
    struct arena arena = {0};
    struct failure failure;
    failure_init(&failure);
    enum status status = family_set_load(&set, &source, &arena, &failure);
    tie_assert(status == failure.status);
    if (status == STATUS_OK)
        check_report(&set, report, &arena);
    else
        tie_assert(failure.message[0] != '\0');
    arena_free(&arena);
    return 0;
}

/* The first record is the header. */
static void check_report(const struct family_set *set, struct str report, struct arena *arena)
{
    struct record_reader *reader = record_reader_over(report, "report.csv", NULL);
    struct record record;
    struct failure failure;
    struct era_match match = {0};
    bool found = false;
    failure_init(&failure);
    struct era_index *index = era_index_new(set, arena);
    for (int number = 0; number < 64; number++) {
        if (record_reader_next(reader, &record, &found, &failure) != STATUS_OK || !found)
            break;
        if (number == 0) {
            era_match_header(set, &record, arena, &match);
            (void)era_may_be_header(index, &record);
        }
        if (match.answer != ERA_FITS)
            break;
        if (number > 0 && record.field_count == match.column_count)
            check_line(&match, set, &record, arena);
    }
    record_reader_close(reader);
}

static void check_line(const struct era_match *match, const struct family_set *set,
                       const struct record *record, struct arena *arena)
{
    struct line line;
    struct cell_traces traces = {0};
    struct cell_result result = {0};
    cell_build_line(match, &set->placeholders, record, arena, &line, &traces, &result);
    size_t kept =
        result.reject_count < CELL_REJECTS_MAX ? result.reject_count : (size_t)CELL_REJECTS_MAX;
    for (size_t i = 0; i < kept; i++) {
        const struct cell_reject *reject = &result.rejects[i];
        tie_assert(reject->reason < REJECT_REASON_COUNT);
        tie_assert(reject->column >= 1 && reject->column <= match->column_count);
        tie_assert(reject->fault_at <= reject->text.length);
    }
    if (result.reject_count > 0)
        return;
    for (size_t c = 0; c < COMPONENT_COUNT; c++)
        tie_assert((line.amounts[c].micro != 0) == ((line.present & COMPONENT_BIT(c)) != 0));
    tie_assert((line.txn_ref.length == 0) == ((line.flags & LINE_NO_REFERENCE) != 0));
}
