/* For tests of source/ and of the rules: the built-in families, and records out of a text. */
#ifndef TIEOUT_TESTS_SOURCE_FIXTURE_H
#define TIEOUT_TESTS_SOURCE_FIXTURE_H

#include "record/record_reader.h"
#include "source/family.h"

#include <string.h>

/* The families that ship; a failure is printed and the program ends. */
static inline void fixture_families(struct family_set *set, struct arena *memory)
{
    struct rules_source rules;
    struct failure failure;
    failure_init(&failure);
    if (rules_source_load(&rules, NULL, memory, &failure) != STATUS_OK ||
        family_set_load(set, &rules, memory, &failure) != STATUS_OK)
        failure_print(&failure, stderr);
    tie_assert(failure.status == STATUS_OK);
}

/* The first record of `csv`, copied into `memory`. */
static inline struct record fixture_record(const char *csv, struct arena *memory)
{
    struct record record;
    struct failure failure;
    bool found = false;
    failure_init(&failure);
    struct record_reader *reader = record_reader_over(str_from(csv), "fixture.csv", NULL);
    enum status status = record_reader_next(reader, &record, &found, &failure);
    tie_assert(status == STATUS_OK && found);
    struct record_field *fields = arena_take(memory, record.field_count * sizeof *fields);
    for (uint32_t i = 0; i < record.field_count; i++) {
        struct str cell = {record.fields[i].bytes, record.fields[i].length};
        fields[i] = record.fields[i];
        fields[i].bytes = arena_copy(memory, cell).bytes;
    }
    record.fields = fields;
    record.raw = arena_copy(memory, record.raw);
    record_reader_close(reader);
    return record;
}

#endif
