/* The set of all families: loads every map, sorts by rank, and answers by name. */
#include "source/family.h"

#include "base/limits.h"
#include "record/record_reader.h"
#include "source/family_map.h"

#include <stdlib.h>
#include <string.h>

#define FAMILIES_PREFIX "families/"
#define MAP_SUFFIX "/map.csv"
#define PLACEHOLDERS_PATH "placeholders.csv"

static enum status load_families(struct family_set *set, const struct rules_source *rules,
                                 struct arena *arena, struct failure *failure);
static enum status load_placeholders(struct family_set *set, const struct rules_source *rules,
                                     struct arena *arena, struct failure *failure);
static enum status check_restates(const struct family_set *set, struct failure *failure);
static enum status add_placeholder(struct placeholders *placeholders, struct str text,
                                   struct arena *arena, struct failure *failure);
static bool map_path_is(struct str path, struct str *name);
static const char *rules_path(const struct rules_source *rules, struct str path,
                              struct arena *arena);
static int compare_families(const void *a, const void *b);
static bool is_word_byte(char byte);

enum status family_set_load(struct family_set *set, const struct rules_source *rules,
                            struct arena *arena, struct failure *failure)
{
    tie_assert(set != NULL && rules != NULL);
    tie_assert(arena != NULL && failure != NULL);
    *set = (struct family_set){0};
    enum status status = load_placeholders(set, rules, arena, failure);
    if (status == STATUS_OK)
        status = load_families(set, rules, arena, failure);
    if (status != STATUS_OK)
        return status;
    qsort(set->families, set->count, sizeof *set->families, compare_families);
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->families[i].era_count; k++)
            set->families[i].eras[k].family = &set->families[i];
    return check_restates(set, failure);
}

const struct family *family_find(const struct family_set *set, struct str name)
{
    tie_assert(set != NULL);
    for (size_t i = 0; i < set->count; i++)
        if (str_equal(set->families[i].name, name))
            return &set->families[i];
    return NULL;
}

/* The name must end where a word ends: "opening_2026-01.csv" is one, "openings.csv" is not. */
const struct family *family_by_file_name(const struct family_set *set, struct str base_name)
{
    const struct family *best = NULL;
    tie_assert(set != NULL);
    for (size_t i = 0; i < set->count; i++) {
        struct str name = set->families[i].name;
        if (!str_starts(base_name, name))
            continue;
        if (base_name.length > name.length && is_word_byte(base_name.bytes[name.length]))
            continue;
        if (best == NULL || name.length > best->name.length)
            best = &set->families[i];
    }
    return best;
}

struct str header_normalise(struct str header, struct arena *arena)
{
    tie_assert(arena != NULL);
    char *bytes = arena_take(arena, header.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < header.length; i++) {
        char byte = header.bytes[i];
        if (byte >= 'A' && byte <= 'Z')
            byte = (char)(byte - 'A' + 'a');
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
            bytes[length++] = byte;
    }
    return (struct str){bytes, length};
}

enum status placeholders_read(struct placeholders *placeholders, struct str text,
                              const char *path, struct arena *arena, struct failure *failure)
{
    tie_assert(placeholders != NULL && arena != NULL);
    *placeholders = (struct placeholders){0};
    struct record record = {0};
    bool found = false;
    struct record_reader *reader = record_reader_over(text, path, NULL);
    enum status status = record_reader_next(reader, &record, &found, failure);
    while (status == STATUS_OK && found) {
        struct str cell = {record.fields[0].bytes, record.fields[0].length};
        if (record.number > 1)
            status = add_placeholder(placeholders, cell, arena, failure);
        else if (!str_equal(cell, STR("text")))
            status = failure_set(failure, STATUS_EVIDENCE, "placeholders begin with text,note");
        if (status == STATUS_OK)
            status = record_reader_next(reader, &record, &found, failure);
    }
    record_reader_close(reader);
    if (status == STATUS_OK)
        return STATUS_OK;
    failure_place(failure, path, record.line_first, 1);
    return failure->status = STATUS_EVIDENCE;
}

bool placeholder_is(const struct placeholders *placeholders, struct str text)
{
    tie_assert(placeholders != NULL);
    struct str bare = str_trim(text);
    if (bare.length == 0)
        return true;
    if (bare.length > LIMIT_PLACEHOLDER_BYTES ||
        (placeholders->lengths[(unsigned char)bare.bytes[0]] >> bare.length & 1) == 0)
        return false;
    for (size_t i = 0; i < placeholders->count; i++)
        if (str_equal_nocase(placeholders->texts[i], bare))
            return true;
    return false;
}

static enum status load_placeholders(struct family_set *set, const struct rules_source *rules,
                                     struct arena *arena, struct failure *failure)
{
    const struct rules_file *file = rules_source_find(rules, STR(PLACEHOLDERS_PATH));
    const char *path = rules_path(rules, STR(PLACEHOLDERS_PATH), arena);
    if (file != NULL)
        return placeholders_read(&set->placeholders, file->text, path, arena, failure);
    failure_set(failure, STATUS_EVIDENCE, "the rules hold no placeholders");
    failure_place(failure, path, 0, 0);
    failure_remedy(failure, "Copy the file from the rules that ship, or leave out --rules.");
    return failure->status;
}

static enum status load_families(struct family_set *set, const struct rules_source *rules,
                                 struct arena *arena, struct failure *failure)
{
    struct str name;
    size_t count = 0;
    for (size_t i = 0; i < rules->file_count; i++)
        count += map_path_is(rules->files[i].path, &name);
    if (count == 0)
        return failure_set(failure, STATUS_EVIDENCE, "the rules hold no family");
    set->families = arena_take(arena, count * sizeof *set->families);
    for (size_t i = 0; i < rules->file_count; i++) {
        const struct rules_file *file = &rules->files[i];
        if (!map_path_is(file->path, &name))
            continue;
        enum status status =
            family_map_read(&set->families[set->count++], name, file->text,
                            rules_path(rules, file->path, arena), arena, failure);
        if (status != STATUS_OK)
            return status;
    }
    tie_assert(set->count == count);
    return STATUS_OK;
}

/* A misspelt name would count the same charge twice without a word. */
static enum status check_restates(const struct family_set *set, struct failure *failure)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct family *family = &set->families[i];
        for (size_t k = 0; k < family->restates_count; k++) {
            struct str name = family->restates[k];
            if (family_find(set, name) == NULL)
                return failure_set(
                    failure, STATUS_EVIDENCE, "family %.*s restates %.*s, which is no family",
                    (int)family->name.length, family->name.bytes, (int)name.length, name.bytes);
        }
    }
    return STATUS_OK;
}

static enum status add_placeholder(struct placeholders *placeholders, struct str text,
                                   struct arena *arena, struct failure *failure)
{
    struct str bare = str_trim(text);
    if (bare.length == 0)
        return STATUS_OK;
    if (bare.length > LIMIT_PLACEHOLDER_BYTES)
        return failure_set(failure, STATUS_EVIDENCE, "a placeholder of more than %d bytes",
                           LIMIT_PLACEHOLDER_BYTES);
    char *lower = arena_take(arena, bare.length);
    for (size_t i = 0; i < bare.length; i++) {
        bool upper = bare.bytes[i] >= 'A' && bare.bytes[i] <= 'Z';
        lower[i] = upper ? (char)(bare.bytes[i] - 'A' + 'a') : bare.bytes[i];
    }
    struct str *texts = arena_take(arena, (placeholders->count + 1) * sizeof *texts);
    if (placeholders->count > 0)
        memcpy(texts, placeholders->texts, placeholders->count * sizeof *texts);
    texts[placeholders->count++] = (struct str){lower, bare.length};
    placeholders->texts = texts;
    placeholders->lengths[(unsigned char)lower[0]] |= (uint64_t)1 << bare.length;
    if (lower[0] >= 'a' && lower[0] <= 'z')
        placeholders->lengths[(unsigned char)(lower[0] - 'a' + 'A')] |= (uint64_t)1
                                                                        << bare.length;
    return STATUS_OK;
}

/* families/NAME/map.csv, and nothing deeper. */
static bool map_path_is(struct str path, struct str *name)
{
    struct str prefix = STR(FAMILIES_PREFIX);
    struct str suffix = STR(MAP_SUFFIX);
    if (!str_starts(path, prefix) || !str_ends(path, suffix) ||
        path.length <= prefix.length + suffix.length)
        return false;
    name->bytes = path.bytes + prefix.length;
    name->length = path.length - prefix.length - suffix.length;
    return memchr(name->bytes, '/', name->length) == NULL;
}

/* The path as a person finds it: below rules/, or below the directory that was named. */
static const char *rules_path(const struct rules_source *rules, struct str path,
                              struct arena *arena)
{
    struct str root = rules->directory == NULL ? STR("rules") : str_from(rules->directory);
    char *joined = arena_take(arena, root.length + path.length + 2);
    memcpy(joined, root.bytes, root.length);
    joined[root.length] = '/';
    memcpy(joined + root.length + 1, path.bytes, path.length);
    return joined;
}

static int compare_families(const void *a, const void *b)
{
    const struct family *left = a;
    const struct family *right = b;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return str_compare(left->name, right->name);
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}
