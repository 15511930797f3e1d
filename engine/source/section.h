/* A file is a sequence of tables: header rows start them, titles, blank lines and one-cell
 * trailers lie between. This walks the records of one file and says what each one is.
 *
 * A record is noise when it has one cell or all its cells are empty. One that fits an era
 * starts a table. Any other wrong cell count is a reject. Before the first table, and after a
 * title or blank line, a record of several cells that fits no era and has not the running
 * table's cell count is an unknown header: the file is refused, naming the nearest era and the
 * difference. */
#ifndef TIEOUT_SOURCE_SECTION_H
#define TIEOUT_SOURCE_SECTION_H

#include "source/era.h"

enum section_kind {
    SECTION_NOISE,  /* title, trailer, empty cells */
    SECTION_HEADER, /* a table begins; section->match holds it */
    SECTION_LINE,   /* a record of the running table */
    SECTION_COUNT,  /* a record of the running table with a wrong number of cells */
};

struct section {
    const struct family_set *set;
    const struct era_index *index;
    struct arena *file_arena;
    const char *path;
    struct era_match match; /* of the running table; answer ERA_NONE before the first */
    bool running;
    bool after_gap; /* a title or blank line stands before this record */
};

void section_init(struct section *section, const struct family_set *set,
                  const struct era_index *index, const char *path, struct arena *file_arena);
/* What `record` is. Fails (STATUS_REFUSED) on an unknown or ambiguous header. */
enum status section_take(struct section *section, const struct record *record,
                         enum section_kind *kind, struct failure *failure);
/* Fills a failure that says a header is unknown: nearest era, missing and unknown columns, and
 * what to do. Also what `identify` prints. */
enum status section_refuse_header(const struct era_match *match, const struct record *record,
                                  const char *path, struct failure *failure);

#endif
