/* Inside source/: how a map.csv becomes a family. family_map.c reads the rows and the
 * attributes, family_column.c the rows that map a column. */
#ifndef TIEOUT_SOURCE_FAMILY_MAP_H
#define TIEOUT_SOURCE_FAMILY_MAP_H

#include "source/family.h"

enum map_cell { MAP_ERA, MAP_HEADER, MAP_FIELD, MAP_KIND, MAP_SIGN, MAP_REQUIRED, MAP_NOTE };
enum { MAP_CELLS = MAP_NOTE + 1 };

struct map_row {
    struct str cells[MAP_CELLS];
    int64_t line;
};

/* A map under way: its rows, and where complaints go. */
struct map {
    const char *path; /* for messages */
    struct map_row *rows;
    size_t row_count;
    struct arena *arena;
    struct failure *failure;
};

/* Reads one map.csv. All of *family lives in `arena`; the eras point at `family` as it stands.
 */
enum status family_map_read(struct family *family, struct str name, struct str text,
                            const char *path, struct arena *arena, struct failure *failure);

/* Reads all rows that set an attribute. */
enum status family_attributes_read(const struct map *map, struct family *family);

/* Reads the row of a column; nothing of it is era-dependent. */
enum status family_column_read(const struct map *map, const struct map_row *row,
                               struct column_map *column);
/* Checks the columns of one era against each other and fills its has_* marks. */
enum status family_column_check_era(const struct map *map, const struct map_row *last,
                                    struct era *era);
/* family_choice.c: a row role_if or status, added to what the map says so far; and, when all
 * columns are read, whether every era that chooses says how. */
enum status family_role_if_read(const struct map *map, const struct map_row *row,
                                struct choice_set *set);
enum status family_status_read(const struct map *map, const struct map_row *row,
                               struct choice_set *set);
enum status family_choices_check(const struct map *map, const struct family *family);
/* Whether the column answers to a normalised header name, by any of its alternatives. */
bool family_column_answers(const struct column_map *column, struct str normalised);

/* Whether the row sets an attribute: it has no header. */
bool map_row_is_attribute(const struct map_row *row);
/* The eras a row names, as a mask by index: `*`, or names and ranges parted by blanks. */
enum status map_name_eras(const struct map *map, const struct map_row *row,
                          const struct family *family, uint64_t *eras);
/* The parts of a text between blanks, in `arena`. */
struct str *map_split_words(struct str text, struct arena *arena, size_t *count);
/* STATUS_EVIDENCE at a cell of a row, with the cell as excerpt. */
enum status map_refuse(const struct map *map, const struct map_row *row, enum map_cell cell,
                       const char *format, ...) PRINTF_LIKE(4, 5);

#endif
