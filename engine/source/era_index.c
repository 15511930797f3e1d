/* The quick "no": asked for every record of every file, so that a header in the middle of one
 * is seen. Most cells are turned away by their first two letters, the rest by a hash. */
#include "source/era.h"

#include "base/limits.h"

#include <string.h>

enum {
    FOLD_KINDS = 37, /* 26 letters, 10 digits, and all else */
    FOLD_NONE = 0,
    SLOTS_PER_NAME = 4,
    RAW_PER_LETTER =
        4, /* bytes a header may spend on each letter: blanks, marks, a dash of 3 bytes */
};

struct era_index {
    uint8_t fold[1 + UINT8_MAX];         /* FOLD_NONE, or the letter or digit without case */
    bool starts[FOLD_KINDS][FOLD_KINDS]; /* the first two letters of a name */
    size_t longest;                      /* letters of the longest name */
    struct str *slots;                   /* open addressing, by hash */
    size_t slot_mask;
};

/* The letters of one cell, folded. */
struct letters {
    uint8_t folds[LIMIT_HEADER_BYTES];
    size_t count;
    uint32_t hash;
};

static bool is_name(const struct era_index *index, const struct record_field *field);
static void fill_fold(struct era_index *index);
static size_t count_columns(const struct family_set *set);
static void add_column(struct era_index *index, const struct column_map *column,
                       struct arena *arena);
static void add_name(struct era_index *index, struct str normalised, struct arena *arena);
static bool starts_like_a_name(const struct era_index *index, struct str cell);
static bool read_letters(const struct era_index *index, struct str cell,
                         struct letters *letters);
static struct str *find_slot(const struct era_index *index, const struct letters *letters);

struct era_index *era_index_new(const struct family_set *set, struct arena *arena)
{
    size_t slots = 64;
    tie_assert(set != NULL && arena != NULL);
    struct era_index *index = arena_take(arena, sizeof *index);
    fill_fold(index);
    while (slots < SLOTS_PER_NAME * count_columns(set))
        slots *= 2;
    index->slots = arena_take(arena, slots * sizeof *index->slots);
    index->slot_mask = slots - 1;
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->families[i].era_count; k++)
            for (size_t c = 0; c < set->families[i].eras[k].column_count; c++)
                add_column(index, &set->families[i].eras[k].columns[c], arena);
    return index;
}

bool era_may_be_header(const struct era_index *index, const struct record *record)
{
    tie_assert(index != NULL && record->field_count > 0);
    if (!is_name(index, &record->fields[0]))
        return false;
    /* A product may be called Cost. */
    for (uint32_t i = 1; i < record->field_count; i++)
        if (is_name(index, &record->fields[i]))
            return true;
    return record->field_count == 1;
}

static bool is_name(const struct era_index *index, const struct record_field *field)
{
    struct letters letters;
    struct str cell = {field->bytes, field->length};
    if (cell.length > index->longest * RAW_PER_LETTER || !starts_like_a_name(index, cell))
        return false;
    return read_letters(index, cell, &letters) && find_slot(index, &letters)->length > 0;
}

static void fill_fold(struct era_index *index)
{
    for (int i = 0; i < 26; i++) {
        index->fold['a' + i] = (uint8_t)(1 + i);
        index->fold['A' + i] = (uint8_t)(1 + i);
    }
    for (int i = 0; i < 10; i++)
        index->fold['0' + i] = (uint8_t)(27 + i);
}

/* Columns and their alternatives: at most as many names. */
static size_t count_columns(const struct family_set *set)
{
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->families[i].era_count; k++)
            for (size_t c = 0; c < set->families[i].eras[k].column_count; c++) {
                struct str name = set->families[i].eras[k].columns[c].normalised;
                count++;
                for (size_t b = 0; b < name.length; b++)
                    count += name.bytes[b] == '|';
            }
    return count;
}

static void add_column(struct era_index *index, const struct column_map *column,
                       struct arena *arena)
{
    struct str rest = column->normalised;
    while (rest.bytes != NULL)
        add_name(index, str_split(rest, '|', &rest), arena);
}

static void add_name(struct era_index *index, struct str normalised, struct arena *arena)
{
    struct letters letters;
    bool read = read_letters(index, normalised, &letters);
    tie_assert(read && letters.count > 0);
    struct str *slot = find_slot(index, &letters);
    if (slot->length == 0) {
        uint8_t *folds = arena_take(arena, letters.count);
        memcpy(folds, letters.folds, letters.count);
        *slot = (struct str){(const char *)folds, letters.count};
    }
    index->starts[letters.folds[0]][letters.count > 1 ? letters.folds[1] : FOLD_NONE] = true;
    if (letters.count > index->longest)
        index->longest = letters.count;
}

/* Looks at no more bytes than it takes to see two letters. */
static bool starts_like_a_name(const struct era_index *index, struct str cell)
{
    uint8_t first = FOLD_NONE;
    for (size_t i = 0; i < cell.length; i++) {
        uint8_t fold = index->fold[(unsigned char)cell.bytes[i]];
        if (fold == FOLD_NONE)
            continue;
        if (first != FOLD_NONE)
            return index->starts[first][fold];
        first = fold;
    }
    return index->starts[first][FOLD_NONE];
}

static bool read_letters(const struct era_index *index, struct str cell,
                         struct letters *letters)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    letters->count = 0;
    for (size_t i = 0; i < cell.length; i++) {
        uint8_t fold = index->fold[(unsigned char)cell.bytes[i]];
        if (fold == FOLD_NONE)
            continue;
        if (letters->count == LIMIT_HEADER_BYTES)
            return false;
        letters->folds[letters->count++] = fold;
        hash = (hash ^ fold) * 16777619u;
    }
    letters->hash = hash;
    return true;
}

/* The slot that holds the name, or the empty one where it would stand. */
static struct str *find_slot(const struct era_index *index, const struct letters *letters)
{
    size_t at = letters->hash & index->slot_mask;
    while (index->slots[at].length > 0 &&
           (index->slots[at].length != letters->count ||
            memcmp(index->slots[at].bytes, letters->folds, letters->count) != 0))
        at = (at + 1) & index->slot_mask;
    return &index->slots[at];
}
