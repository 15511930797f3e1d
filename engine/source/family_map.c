/* A map.csv becomes a family: rows first, then what holds for the whole family, then what holds
 * for some eras, then the columns. A map is part of the program, so what makes no sense is
 * refused with its place instead of being skipped. */
#include "source/family_map.h"

#include "base/limits.h"
#include "record/record_reader.h"
#include "source/family_part.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static enum status read_rows(struct map *map, struct str text);
static enum status read_row(struct map *map, const struct record *record);
static enum status read_columns(const struct map *map, struct family *family);
static enum status name_range(const struct map *map, const struct map_row *row,
                              const struct family *family, struct str range, uint64_t *eras);
static bool decides(const struct era *era);
static bool era_find(const struct family *family, struct str name, size_t *index);

enum status family_map_read(struct family *family, struct str name, struct str text,
                            const char *path, struct arena *arena, struct failure *failure)
{
    struct map map = {.path = path, .arena = arena, .failure = failure};
    tie_assert(family != NULL && path != NULL);
    tie_assert(arena != NULL && failure != NULL);
    *family = (struct family){.name = name};
    enum status status = read_rows(&map, text);
    if (status == STATUS_OK)
        status = family_attributes_read(&map, family);
    if (status == STATUS_OK)
        status = read_columns(&map, family);
    if (status == STATUS_OK)
        status = family_choices_check(&map, family);
    if (status == STATUS_OK)
        family_parts_build(family, arena);
    return status;
}

enum status map_refuse(const struct map *map, const struct map_row *row, enum map_cell cell,
                       const char *format, ...)
{
    char message[FAILURE_MESSAGE_BYTES];
    va_list values;
    tie_assert(map != NULL && row != NULL);
    va_start(values, format);
    vsnprintf(message, sizeof message, format, values);
    va_end(values);
    failure_set(map->failure, STATUS_EVIDENCE, "%s", message);
    failure_place(map->failure, map->path, row->line, (int64_t)cell + 1);
    failure_excerpt(map->failure, row->cells[cell], 0, row->cells[cell].length);
    failure_remedy(map->failure, "The words a map may use are listed in rules/README.md.");
    return map->failure->status;
}

/* The eras a row names, as a mask by index: `*`, or names and ranges parted by blanks. */
enum status map_name_eras(const struct map *map, const struct map_row *row,
                          const struct family *family, uint64_t *eras)
{
    size_t count = 0;
    struct str *words = map_split_words(row->cells[MAP_ERA], map->arena, &count);
    *eras = 0;
    if (family->era_count == 0)
        return map_refuse(map, row, MAP_ERA, "a family without eras has only attributes");
    if (count == 0)
        return map_refuse(map, row, MAP_ERA, "no era is named: * stands for every era");
    for (size_t i = 0; i < count; i++) {
        enum status status = STATUS_OK;
        if (str_equal(words[i], STR("*")))
            *eras = UINT64_MAX;
        else
            status = name_range(map, row, family, words[i], eras);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

struct str *map_split_words(struct str text, struct arena *arena, size_t *count)
{
    struct str *words = arena_take(arena, (text.length / 2 + 1) * sizeof *words);
    struct str rest = text;
    *count = 0;
    while (rest.bytes != NULL) {
        struct str word = str_split(rest, ' ', &rest);
        if (word.length > 0)
            words[(*count)++] = word;
    }
    return words;
}

bool map_row_is_attribute(const struct map_row *row)
{
    return row->cells[MAP_HEADER].length == 0;
}

/* --- rows ------------------------------------------------------------------------------------
 */

static enum status read_rows(struct map *map, struct str text)
{
    struct record record;
    bool found = false;
    size_t lines = 1;
    for (size_t i = 0; i < text.length; i++)
        lines += text.bytes[i] == '\n';
    map->rows = arena_take(map->arena, lines * sizeof *map->rows);
    struct record_reader *reader = record_reader_over(text, map->path, NULL);
    enum status status = record_reader_next(reader, &record, &found, map->failure);
    while (status == STATUS_OK && found) {
        status = read_row(map, &record);
        if (status == STATUS_OK)
            status = record_reader_next(reader, &record, &found, map->failure);
    }
    record_reader_close(reader);
    if (status != STATUS_OK)
        map->failure->status = STATUS_EVIDENCE; /* a broken map is our fault, not the input's */
    return map->failure->status;
}

static enum status read_row(struct map *map, const struct record *record)
{
    static const struct str header[MAP_CELLS] = {
        STR_INIT("era"),  STR_INIT("header"),   STR_INIT("field"), STR_INIT("kind"),
        STR_INIT("sign"), STR_INIT("required"), STR_INIT("note"),
    };
    struct map_row *row = &map->rows[map->row_count];
    *row = (struct map_row){.line = record->line_first};
    for (uint32_t i = 0; i < record->field_count && i < MAP_CELLS; i++) {
        struct str cell = {record->fields[i].bytes, record->fields[i].length};
        row->cells[i] = arena_copy(map->arena, str_trim(cell));
    }
    if (record->field_count != MAP_CELLS)
        return map_refuse(map, row, MAP_ERA, "a row of a map has %d cells, this one %" PRIu32,
                          MAP_CELLS, record->field_count);
    for (int i = 0; record->number == 1 && i < MAP_CELLS; i++)
        if (!str_equal(header[i], row->cells[i]))
            return map_refuse(map, row, (enum map_cell)i, "this column of a map is named %s",
                              header[i].bytes);
    if (record->number > 1)
        map->row_count++;
    return STATUS_OK;
}

/* --- columns and eras ------------------------------------------------------------------------
 */

static enum status read_columns(const struct map *map, struct family *family)
{
    struct map_row whole = {.line = 1};
    for (size_t i = 0; i < family->era_count; i++)
        family->eras[i].columns =
            arena_take(map->arena, map->row_count * sizeof(struct column_map));
    for (size_t i = 0; i < map->row_count; i++) {
        struct column_map column;
        uint64_t eras = 0;
        if (map_row_is_attribute(&map->rows[i]))
            continue;
        enum status status = map_name_eras(map, &map->rows[i], family, &eras);
        if (status == STATUS_OK)
            status = family_column_read(map, &map->rows[i], &column);
        if (status != STATUS_OK)
            return status;
        for (size_t k = 0; k < family->era_count; k++)
            if (eras >> k & 1)
                family->eras[k].columns[family->eras[k].column_count++] = column;
    }
    for (size_t i = 0; i < family->era_count; i++) {
        enum status status = family_column_check_era(map, &whole, &family->eras[i]);
        if (status != STATUS_OK)
            return status;
        if (decides(&family->eras[i]) != (family->role == ROLE_DISPOSITION))
            return map_refuse(map, &whole, MAP_FIELD,
                              "a map of role disposition, and no other, has a finding_id");
    }
    return STATUS_OK;
}

static bool decides(const struct era *era)
{
    for (size_t i = 0; i < era->column_count; i++)
        if (era->columns[i].field == FIELD_TEXT && era->columns[i].text == TEXT_FINDING_ID)
            return true;
    return false;
}

/* One of A, A..B, A.., ..B; both ends count. */
static enum status name_range(const struct map *map, const struct map_row *row,
                              const struct family *family, struct str range, uint64_t *eras)
{
    ptrdiff_t dots = str_find(range, STR(".."));
    struct str from = range;
    struct str to = range;
    size_t first = 0;
    size_t last = family->era_count - 1;
    if (dots >= 0) {
        from.length = (size_t)dots;
        to.bytes += dots + 2;
        to.length -= (size_t)dots + 2;
    }
    if ((from.length > 0 && !era_find(family, from, &first)) ||
        (to.length > 0 && !era_find(family, to, &last)))
        return map_refuse(map, row, MAP_ERA, "not an era of this family");
    if (first > last)
        return map_refuse(map, row, MAP_ERA,
                          "a range of eras runs from the older to the newer");
    for (size_t i = first; i <= last; i++)
        *eras |= (uint64_t)1 << i;
    return STATUS_OK;
}

static bool era_find(const struct family *family, struct str name, size_t *index)
{
    for (size_t i = 0; i < family->era_count; i++) {
        if (str_equal(family->eras[i].name, name)) {
            *index = i;
            return true;
        }
    }
    return false;
}
