/* Finds the rows and the amounts of a world's reports. Amounts that are no plain `1.23` (what a
 * spreadsheet has touched) are left alone: a cent more is to be the only change. */
#include "plan.h"

#include "source/cell.h"
#include "source_fixture.h"
#include "tree.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void plan_world(struct plan *plan, const struct family_set *set, uint32_t world,
                       struct arena *arena);
static void plan_file(struct plan *plan, const struct family_set *set, struct mutation *row,
                      struct str bytes, struct arena *arena);
static void plan_row(struct plan *plan, const struct era_match *match,
                     const struct record *record, struct mutation *row, struct str bytes,
                     uint32_t amounts);
static bool decided_by_people(const struct era_match *match);
static uint32_t amounts_of(const struct family_set *set, const struct era_match *match,
                           const struct record *record, struct arena *arena);
static void plan_add(struct plan *plan, const struct mutation *mutation);
static void plan_thin(struct plan *plan, size_t from, uint64_t most);
static bool plain_cents(struct str cell);
static void copy_text(char *into, size_t room, struct str text);

void plan_make(struct plan *plan, char **worlds, size_t count, uint64_t most)
{
    struct arena arena = {0};
    struct family_set set;
    fixture_families(&set, &arena);
    *plan = (struct plan){.world_count = count};
    plan->worlds = tree_resize(NULL, count * sizeof *plan->worlds);
    for (size_t i = 0; i < count; i++) {
        struct plan_world *world = &plan->worlds[i];
        char path[PATH_ROOM];
        *world = (struct plan_world){.path = realpath(worlds[i], NULL)};
        if (!world->path)
            tree_fail("there is no", worlds[i]);
        snprintf(path, sizeof path, "%s/expect/exit", world->path);
        if (tree_exists(path)) {
            char *code = tree_read(path).at;
            world->exit = code[0] - '0';
            free(code);
        }
        size_t from = plan->count;
        plan_world(plan, &set, (uint32_t)i, &arena);
        if (most > 0)
            plan_thin(plan, from, most);
    }
    arena_free(&arena);
}

void plan_free(struct plan *plan)
{
    for (size_t i = 0; i < plan->world_count; i++) {
        for (size_t k = 0; k < plan->worlds[i].file_count; k++)
            free(plan->worlds[i].files[k]);
        free(plan->worlds[i].files);
        free(plan->worlds[i].path);
    }
    free(plan->worlds);
    free(plan->mutations);
}

static void plan_world(struct plan *plan, const struct family_set *set, uint32_t world,
                       struct arena *arena)
{
    struct plan_world *here = &plan->worlds[world];
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/in", here->path);
    here->files = tree_names(path, &here->file_count);
    for (size_t i = 0; i < here->file_count; i++) {
        struct mutation row = {.world = world, .file = (uint32_t)i};
        if (!str_ends(str_from(here->files[i]), STR(".csv")))
            continue;
        snprintf(path, sizeof path, "%s/in/%s", here->path, here->files[i]);
        struct tree_bytes bytes = tree_read(path);
        plan_file(plan, set, &row, (struct str){bytes.at, bytes.count}, arena);
        free(bytes.at);
    }
}

/* A header begins a table; records of its width are rows. */
static void plan_file(struct plan *plan, const struct family_set *set, struct mutation *row,
                      struct str bytes, struct arena *arena)
{
    struct record_reader *reader = record_reader_over(bytes, "world", NULL);
    struct era_index *index = era_index_new(set, arena);
    struct era_match match = {.answer = ERA_NONE};
    struct record record;
    struct failure failure;
    bool found = false;
    failure_init(&failure);
    while (record_reader_next(reader, &record, &found, &failure) == STATUS_OK && found) {
        struct era_match header = {.answer = ERA_NONE};
        if (era_may_be_header(index, &record))
            era_match_header(set, &record, arena, &header);
        if (header.answer == ERA_FITS)
            match = header;
        else if (decided_by_people(&match))
            continue;
        else if (match.answer == ERA_FITS && record.field_count == match.column_count)
            plan_row(plan, &match, &record, row, bytes,
                     amounts_of(set, &match, &record, arena));
    }
    record_reader_close(reader);
}

/* A row of these may be empty, and then says nothing that its loss could take away. */
static bool decided_by_people(const struct era_match *match)
{
    return match->answer == ERA_FITS && match->era->family->role == ROLE_DISPOSITION;
}

/* The components whose cells are moved, as bits. A record with one bad cell is set aside whole:
 * none of its amounts counts. The price of a refund says nothing that a report holds. */
static uint32_t amounts_of(const struct family_set *set, const struct era_match *match,
                           const struct record *record, struct arena *arena)
{
    struct line line;
    struct cell_traces traces = {0};
    struct cell_result result;
    cell_build_line(match, &set->placeholders, record, arena, &line, &traces, &result);
    if (result.reject_count > 0)
        return 0;
    bool sale = line.event == TAX_FORWARD;
    return UINT32_MAX & ~(sale ? 0 : COMPONENT_BIT(COMPONENT_PRICE));
}

static void plan_row(struct plan *plan, const struct era_match *match,
                     const struct record *record, struct mutation *row, struct str bytes,
                     uint32_t amounts)
{
    row->row_offset = record->byte_offset;
    row->row_length = record->byte_length;
    row->reference[0] = '\0';
    for (uint32_t i = 0; i < record->field_count; i++) {
        struct str cell = {record->fields[i].bytes, record->fields[i].length};
        if (match->columns[i] && match->columns[i]->field == FIELD_TXN_REF)
            copy_text(row->reference, sizeof row->reference, str_trim(cell));
    }
    row->column[0] = '\0';
    for (enum change change = CHANGE_DROP; change <= CHANGE_DOUBLE; change++) {
        row->change = change;
        plan_add(plan, row);
    }
    row->change = CHANGE_CENT;
    const char *at = bytes.bytes + record->byte_offset;
    for (uint32_t i = 0; i < record->field_count; i++) {
        struct str cell = {record->fields[i].bytes, record->fields[i].length};
        const struct column_map *column = match->columns[i];
        bool money = column && column->kind == CELL_MONEY &&
                     (amounts & COMPONENT_BIT(column->component)) != 0;
        at = at + (record->fields[i].quoted ? 1 : 0);
        bool here = cell.length > 0 && memcmp(at, cell.bytes, cell.length) == 0;
        if (money && here && plain_cents(cell)) {
            row->cell_offset = at - bytes.bytes;
            row->cell_length = (int64_t)cell.length;
            copy_text(row->column, sizeof row->column, match->columns[i]->name);
            plan_add(plan, row);
        }
        /* Quotes inside a cell are doubled in the file: look for its true end. */
        for (bool quoted = record->fields[i].quoted;
             quoted ? *at != '"' || at[1] == '"'
                    : *at != ',' && *at != '\n' && *at != '\r' && *at != '\0';)
            at += quoted && *at == '"' ? 2 : 1;
        at += record->fields[i].quoted ? 2 : 1;
    }
}

static void plan_add(struct plan *plan, const struct mutation *mutation)
{
    if (plan->count == plan->room) {
        plan->room = 2 * plan->room + 256;
        plan->mutations = tree_resize(plan->mutations, plan->room * sizeof *plan->mutations);
    }
    plan->mutations[plan->count++] = *mutation;
}

/* Keeps `most` of those from `from` on. */
static void plan_thin(struct plan *plan, size_t from, uint64_t most)
{
    uint64_t all = plan->count - from;
    uint64_t kept = all < most ? all : most;
    for (uint64_t i = 0; i < kept; i++)
        plan->mutations[from + i] = plan->mutations[from + i * all / kept];
    plan->count = from + kept;
}

static bool plain_cents(struct str cell)
{
    size_t digits = cell.length > 0 && cell.bytes[0] == '-';
    size_t length = cell.length;
    if (length < digits + 4 || length > 24 || cell.bytes[length - 3] != '.')
        return false;
    for (size_t i = digits; i < length; i++)
        if (i != length - 3 && !isdigit((unsigned char)cell.bytes[i]))
            return false;
    return true;
}

static void copy_text(char *into, size_t room, struct str text)
{
    size_t length = text.length < room - 1 ? text.length : room - 1;
    memcpy(into, text.bytes, length);
    into[length] = '\0';
}
