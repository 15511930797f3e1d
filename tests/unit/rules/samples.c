/* Every sample of rules/families against every map: it fits the era it is named after, no other
 * family fits as well, every era has one, and every record of it builds a good line. */
#include "source/cell.h"
#include "source/section.h"
#include "source_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SAMPLE_ROWS_MOST = 12 };

static struct arena arena;
static struct rules_source rules;
static struct family_set families;

/* families/NAME/ERA.sample.csv */
static bool sample_is(struct str path, struct str *family, struct str *era)
{
    struct str rest = path;
    struct str folder = str_split(rest, '/', &rest);
    *family = str_split(rest, '/', &rest);
    if (!str_equal(folder, STR("families")) || !str_ends(rest, STR(".sample.csv")))
        return false;
    *era = (struct str){rest.bytes, rest.length - strlen(".sample.csv")};
    return true;
}

/* The identity as printed: the samples are written with the seller's signs, without tax. */
static void check_identity(const struct line *line, const struct era *era, const char *path)
{
    int64_t sum_micro = 0;
    if (!era->has_net || era->family->role == ROLE_STATED_TOTAL)
        return;
    for (int i = COMPONENT_GROSS; i <= COMPONENT_COST_REFUND; i++)
        sum_micro += line->amounts[i].micro;
    if (sum_micro != line->amounts[COMPONENT_NET].micro)
        fail_msg("%s: record %d does not add up to its net", path, (int)line->record);
}

static void check_line(const struct section *section, const struct record *record,
                       struct arena *scratch, const char *path)
{
    struct line line;
    struct cell_traces traces = {0};
    struct cell_result result;
    const struct era *era = section->match.era;
    cell_build_line(&section->match, &families.placeholders, record, scratch, &line, &traces,
                    &result);
    if (result.reject_count > 0)
        fail_msg("%s: record %d column %d: %s", path, (int)record->number,
                 (int)result.rejects[0].column,
                 reject_reason_name(result.rejects[0].reason).bytes);
    if (era->family->role < ROLE_STATED_TOTAL) {
        assert_false(line.flags & LINE_NO_REFERENCE);
        assert_true(!era->has_currency || line.currency != CURRENCY_NONE);
    }
    check_identity(&line, era, path);
}

static void check_sample(const struct rules_file *file, struct str family, struct str era)
{
    struct arena file_arena = {0};
    struct failure failure;
    struct section section;
    struct record record;
    enum section_kind kind;
    bool found = false;
    int lines = 0;
    const char *path = file->path.bytes;
    struct era_index *index = era_index_new(&families, &file_arena);
    struct record_reader *reader = record_reader_over(file->text, path, NULL);
    failure_init(&failure);
    section_init(&section, &families, index, path, &file_arena);
    while (record_reader_next(reader, &record, &found, &failure) == STATUS_OK && found) {
        if (section_take(&section, &record, &kind, &failure) != STATUS_OK) {
            failure_print(&failure, stderr);
            fail();
        }
        assert_int_equal(kind, record.number == 1 ? SECTION_HEADER : SECTION_LINE);
        if (kind == SECTION_HEADER && section.match.unknown_count > 0)
            fail_msg("%s: unknown column %s", path, section.match.unknown[0].bytes);
        if (kind == SECTION_HEADER && (!str_equal(section.match.era->family->name, family) ||
                                       !str_equal(section.match.era->name, era)))
            fail_msg("%s fits %.*s of %.*s", path, (int)section.match.era->family->name.length,
                     section.match.era->family->name.bytes, (int)section.match.era->name.length,
                     section.match.era->name.bytes);
        assert_true(record.number == 1 || era_may_be_header(index, &record) == false);
        assert_true(record.number > 1 || era_may_be_header(index, &record) == true);
        if (kind == SECTION_LINE) {
            check_line(&section, &record, &file_arena, path);
            lines++;
        }
    }
    assert_int_equal(failure.status, STATUS_OK);
    assert_in_range(lines, 1, SAMPLE_ROWS_MOST);
    record_reader_close(reader);
    arena_free(&file_arena);
}

static void every_sample_fits_its_era_alone(void **state)
{
    struct str family, era;
    int samples = 0;
    (void)state;
    for (size_t i = 0; i < rules.file_count; i++) {
        if (!sample_is(rules.files[i].path, &family, &era))
            continue;
        check_sample(&rules.files[i], family, era);
        samples++;
    }
    assert_true(samples >= 20);
}

static void every_era_has_a_sample(void **state)
{
    (void)state;
    for (size_t i = 0; i < families.count; i++) {
        for (size_t k = 0; k < families.families[i].era_count; k++) {
            char path[512];
            struct str family = families.families[i].name;
            struct str era = families.families[i].eras[k].name;
            snprintf(path, sizeof path, "families/%.*s/%.*s.sample.csv", (int)family.length,
                     family.bytes, (int)era.length, era.bytes);
            if (rules_source_find(&rules, str_from(path)) == NULL)
                fail_msg("no sample %s", path);
        }
    }
}

/* Samples are as issued: every field quoted, LF, a last line end, nothing of a real customer.
 */
static void every_sample_is_as_issued(void **state)
{
    struct str family, era;
    (void)state;
    for (size_t i = 0; i < rules.file_count; i++) {
        const struct rules_file *file = &rules.files[i];
        if (!sample_is(file->path, &family, &era))
            continue;
        assert_true(str_starts(file->text, STR("\"")) && str_ends(file->text, STR("\"\n")));
        assert_int_equal(str_find(file->text, STR("\r")), -1);
        assert_int_equal(str_find(file->text, STR(",,")), -1);
    }
}

static int load(void **state)
{
    struct failure failure;
    (void)state;
    failure_init(&failure);
    fixture_families(&families, &arena);
    return rules_source_load(&rules, NULL, &arena, &failure) == STATUS_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_fits_its_era_alone),
        cmocka_unit_test(every_era_has_a_sample),
        cmocka_unit_test(every_sample_is_as_issued),
    };
    return cmocka_run_group_tests_name("samples", tests, load, unload);
}
