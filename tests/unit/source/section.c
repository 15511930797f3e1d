/* Files as sequences of tables: one text a case, one letter a record. */
#include "source/section.h"

#include "arena_fixture.h"
#include "source_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define AGES                                                                                   \
    "Past Due (< 31 days),Past Due (31-60 days),Past Due (61-90 days),Past Due (91-120 days)," \
    "Past Due (> 120 days),Past Due (overall)\n"
#define OPENING "transaction_reference_id,currency,payer,billed_on,due_on,gross,refund,tax\n"
#define OPEN_LINE "R1,USD,P,2026-01-31,,1.00,0.00,0.00\n"

static struct family_set set;
static const struct era_index *era_names;
static struct failure failure;

/* One letter a record: noise, Header, line, count; '!' where the file was refused. */
static const char *kinds_of(const char *csv, char *letters)
{
    static const char letter_of[] = {[SECTION_NOISE] = 'n',
                                     [SECTION_HEADER] = 'H',
                                     [SECTION_LINE] = 'l',
                                     [SECTION_COUNT] = 'c'};
    struct section section;
    struct record record;
    enum section_kind kind;
    bool found = false;
    size_t count = 0;
    failure_init(&failure);
    struct record_reader *reader = record_reader_over(str_from(csv), "x.csv", NULL);
    section_init(&section, &set, era_names, "x.csv", &arena);
    while (record_reader_next(reader, &record, &found, &failure) == STATUS_OK && found) {
        if (section_take(&section, &record, &kind, &failure) != STATUS_OK) {
            letters[count++] = '!';
            break;
        }
        letters[count++] = letter_of[kind];
    }
    letters[count] = '\0';
    record_reader_close(reader);
    return letters;
}

static void records_are_what_they_are(void **state)
{
    static const struct {
        const char *name;
        const char *kinds;
        const char *csv;
    } rows[] = {
        {"a plain file", "Hll", OPENING OPEN_LINE OPEN_LINE},
        {"a title before it", "nHl", "Open items\n" OPENING OPEN_LINE},
        {"a spreadsheet's blank row", "nHnl", ",,\n" OPENING ",,,,,,,\n" OPEN_LINE},
        {"a one-cell trailer", "Hln", OPENING OPEN_LINE "closing\n"},
        {"too few cells", "Hcl", OPENING "R1,USD,P\n" OPEN_LINE},
        {"too many cells, the last record", "Hlc",
         OPENING OPEN_LINE "R1,USD,P,2026-01-31,,1,0,0,0\n"},
        {"a second table at once", "HlHl", OPENING OPEN_LINE AGES "1,2,3,4,5,15\n"},
        {"a second table after a title", "HlnHl",
         OPENING OPEN_LINE "Ages\n" AGES "1,2,3,4,5,15\n"},
        {"a second table after a blank line", "HlHl",
         OPENING OPEN_LINE "\n" AGES "1,2,3,4,5,15\n"},
        {"the same header again", "HlHl", OPENING OPEN_LINE OPENING OPEN_LINE},
        {"a blank line between lines", "Hll", OPENING OPEN_LINE "\n" OPEN_LINE},
        {"a title between lines", "Hlnl", OPENING OPEN_LINE "Page 2\n" OPEN_LINE},
        {"an unknown header first", "!", "Some,Other,File\n1,2,3\n"},
        {"an unknown header after a title", "Hln!",
         OPENING OPEN_LINE "More\nSome,Other,File\n"},
        {"an unknown header after a blank line", "Hl!",
         OPENING OPEN_LINE "\nSome,Other,File\n"},
        {"an unknown first column", "nHl", "Ages\nNews," AGES "x,1,2,3,4,5,15\n"},
        {"a label column", "Hl", "Age," AGES "all,1,2,3,4,5,15\n"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        char letters[16];
        if (strcmp(kinds_of(rows[i].csv, letters), rows[i].kinds) != 0)
            fail_msg("%s: %s", rows[i].name, letters);
    }
}

static void a_refusal_names_the_nearest(void **state)
{
    char letters[16];
    (void)state;
    kinds_of("\n\"currency\",\"payer\",\"billed_on\",\"gross\",\"refund\",\"tax\",\"mood\"\n",
             letters);
    assert_string_equal(letters, "!");
    assert_int_equal(failure.status, STATUS_REFUSED);
    assert_string_equal(failure.message,
                        "no known report has this header; nearest is opening of 2026-11");
    assert_string_equal(failure.path, "x.csv");
    assert_int_equal(failure.line, 2);
    assert_string_equal(
        failure.remedy,
        "Missing from the file: transaction_reference_id\n"
        "Unknown to that report: mood\n"
        "A new generation of a report is a few rows in its map: rules/README.md.");
    assert_int_equal(failure.excerpt_caret_count, 4);
}

static void a_refusal_without_a_nearest(void **state)
{
    char letters[16];
    (void)state;
    kinds_of("Some,Other,File\n", letters);
    assert_string_equal(failure.message, "no known report has this header");
    assert_null(strstr(failure.remedy, "Unknown to that report"));
    assert_non_null(strstr(failure.remedy, "rules/README.md"));
}

static void a_header_that_stands_twice(void **state)
{
    char letters[16];
    (void)state;
    kinds_of("transaction_reference_id,currency,billed_on,gross,refund,tax,Gross\n", letters);
    assert_string_equal(letters, "!");
    assert_string_equal(failure.message, "a header stands twice: Gross");
}

static void two_reports_alike(void **state)
{
    struct family families[2] = {{.name = STR_INIT("one")}, {.name = STR_INIT("two")}};
    struct era eras[2] = {{.family = &families[0], .name = STR_INIT("2018-05")},
                          {.family = &families[1], .name = STR_INIT("2019-01")}};
    struct era_match match = {.answer = ERA_AMBIGUOUS, .era = &eras[0], .other = &eras[1]};
    struct record record = fixture_record("Key,Other\n", &arena);
    (void)state;
    failure_init(&failure);
    assert_int_equal(section_refuse_header(&match, &record, "y.csv", &failure), STATUS_REFUSED);
    assert_string_equal(
        failure.message,
        "this header fits two reports alike: one of 2018-05 and two of 2019-01");
    assert_string_equal(failure.excerpt, "Key,Other");
}

static int load(void **state)
{
    (void)state;
    fixture_families(&set, &arena);
    era_names = era_index_new(&set, &arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_what_they_are),
        cmocka_unit_test(a_refusal_names_the_nearest),
        cmocka_unit_test(a_refusal_without_a_nearest),
        cmocka_unit_test(a_header_that_stands_twice),
        cmocka_unit_test(two_reports_alike),
    };
    return cmocka_run_group_tests_name("section", tests, load, release);
}
