/* Header rows against eras. Every era of every family is scored; there are a few dozen of them
 * and a file has one or two headers, so nothing here is clever. The quick "no" for the millions
 * of records that are no header is in era_index.c. */
#include "source/era.h"

#include "source/cell_plan.h"
#include "source/family_map.h"

/* A header row, copied and normalised once. */
struct header {
    struct str *names; /* as they stand in the file */
    struct str *normalised;
    size_t count;
};

/* How one era takes a header. */
struct score {
    const struct era *era;
    size_t known;
    size_t unknown;
    size_t missing_required;
    size_t missing_optional;
    bool doubled; /* two cells want one column */
};

static struct header read_header(const struct record *record, struct arena *arena);
static void find_repeated(const struct header *header, struct arena *arena,
                          struct era_match *match);
static struct score score_era(const struct era *era, const struct header *header,
                              struct arena *arena);
static const struct column_map *find_column(const struct era *era, struct str normalised);
static bool fits(const struct score *score);
static int compare_fitting(const struct score *a, const struct score *b);
static bool is_nearer(const struct score *a, const struct score *b);
static void fill_columns(const struct header *header, struct arena *arena,
                         struct era_match *match);
static void fill_missing(const struct header *header, struct arena *arena,
                         struct era_match *match);

void era_match_header(const struct family_set *set, const struct record *header_record,
                      struct arena *arena, struct era_match *match)
{
    struct score best = {0};
    struct score nearest = {0};
    const struct era *other = NULL;
    tie_assert(set != NULL && header_record != NULL);
    tie_assert(arena != NULL && match != NULL);
    *match = (struct era_match){.answer = ERA_NONE};
    struct header header = read_header(header_record, arena);
    find_repeated(&header, arena, match);
    for (size_t i = 0; i < set->count; i++) {
        for (size_t k = 0; k < set->families[i].era_count; k++) {
            struct score score = score_era(&set->families[i].eras[k], &header, arena);
            if (nearest.era == NULL || is_nearer(&score, &nearest))
                nearest = score;
            if (!fits(&score) || match->repeated_count > 0)
                continue;
            int order = best.era == NULL ? -1 : compare_fitting(&score, &best);
            if (order < 0) {
                best = score;
                other = NULL;
            } else if (order == 0 && score.era->family != best.era->family && other == NULL) {
                other = score.era;
            }
        }
    }
    match->era = best.era != NULL ? best.era : nearest.known > 0 ? nearest.era : NULL;
    match->other = other;
    if (best.era != NULL)
        match->answer = other == NULL ? ERA_FITS : ERA_AMBIGUOUS;
    fill_columns(&header, arena, match);
    fill_missing(&header, arena, match);
    if (match->answer == ERA_FITS)
        match->plan = cell_plan_new(match, arena);
}

static struct header read_header(const struct record *record, struct arena *arena)
{
    struct header header = {.count = record->field_count};
    header.names = arena_take(arena, header.count * sizeof *header.names);
    header.normalised = arena_take(arena, header.count * sizeof *header.normalised);
    for (size_t i = 0; i < header.count; i++) {
        struct str cell = {record->fields[i].bytes, record->fields[i].length};
        header.names[i] = arena_copy(arena, cell);
        header.normalised[i] = header_normalise(cell, arena);
    }
    return header;
}

/* Columns without a name (a trailing comma in every record) may repeat. */
static void find_repeated(const struct header *header, struct arena *arena,
                          struct era_match *match)
{
    match->repeated = arena_take(arena, header->count * sizeof *match->repeated);
    for (size_t i = 0; i < header->count; i++)
        for (size_t k = 0; k < i && header->normalised[i].length > 0; k++)
            if (str_equal(header->normalised[i], header->normalised[k])) {
                match->repeated[match->repeated_count++] = header->names[i];
                break;
            }
}

static struct score score_era(const struct era *era, const struct header *header,
                              struct arena *arena)
{
    tie_assert(era->columns != NULL || era->column_count == 0);
    struct score score = {.era = era};
    bool *seen = arena_take(arena, era->column_count * sizeof *seen);
    for (size_t i = 0; i < header->count; i++) {
        const struct column_map *column = find_column(era, header->normalised[i]);
        if (column == NULL) {
            score.unknown++;
            continue;
        }
        score.known++;
        score.doubled = score.doubled || seen[column - era->columns];
        seen[column - era->columns] = true;
    }
    for (size_t i = 0; i < era->column_count; i++) {
        score.missing_required += !seen[i] && era->columns[i].required;
        score.missing_optional += !seen[i] && !era->columns[i].required;
    }
    return score;
}

static const struct column_map *find_column(const struct era *era, struct str normalised)
{
    for (size_t i = 0; i < era->column_count && normalised.length > 0; i++)
        if (family_column_answers(&era->columns[i], normalised))
            return &era->columns[i];
    return NULL;
}

static bool fits(const struct score *score)
{
    return score->missing_required == 0 && !score->doubled;
}

/* <0: a fits better. Eras of one family come oldest first, so of equals the first stays. */
static int compare_fitting(const struct score *a, const struct score *b)
{
    if (a->unknown != b->unknown)
        return a->unknown < b->unknown ? -1 : 1;
    if (a->missing_optional != b->missing_optional)
        return a->missing_optional < b->missing_optional ? -1 : 1;
    return 0;
}

/* The fewest differences; of equals the one that knows more of the file. */
static bool is_nearer(const struct score *a, const struct score *b)
{
    size_t distance_a = a->unknown + a->missing_required;
    size_t distance_b = b->unknown + b->missing_required;
    if ((a->known == 0) != (b->known == 0))
        return a->known > 0;
    return distance_a != distance_b ? distance_a < distance_b : a->known > b->known;
}

static void fill_columns(const struct header *header, struct arena *arena,
                         struct era_match *match)
{
    match->column_count = header->count;
    match->columns = arena_take(arena, header->count * sizeof *match->columns);
    match->unknown = arena_take(arena, header->count * sizeof *match->unknown);
    for (size_t i = 0; i < header->count; i++) {
        if (match->era != NULL)
            match->columns[i] = find_column(match->era, header->normalised[i]);
        if (match->columns[i] == NULL)
            match->unknown[match->unknown_count++] = header->names[i];
    }
}

static void fill_missing(const struct header *header, struct arena *arena,
                         struct era_match *match)
{
    if (match->era == NULL)
        return;
    match->missing = arena_take(arena, match->era->column_count * sizeof *match->missing);
    for (size_t i = 0; i < match->era->column_count; i++) {
        const struct column_map *column = &match->era->columns[i];
        bool seen = false;
        for (size_t k = 0; k < header->count; k++)
            seen = seen || match->columns[k] == column;
        if (!seen && column->required)
            match->missing[match->missing_count++] = column->name;
    }
}
