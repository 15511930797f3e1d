/* The texts a run goes by: maps, questions, policy. */
#ifndef TIEOUT_SOURCE_RULES_SOURCE_H
#define TIEOUT_SOURCE_RULES_SOURCE_H

#include "base/arena.h"
#include "base/failure.h"
#include "base/str.h"

/* Where rule texts come from: those built in, or a directory of the same shape. */
struct rules_source {
    const char *directory;          /* NULL: built in */
    const struct rules_file *files; /* sorted by path */
    size_t file_count;
};
struct rules_file {
    struct str path; /* below rules/, as "exceptions/over-disbursed.sql" */
    struct str text;
};
enum status rules_source_load(struct rules_source *rules, const char *directory_or_null,
                              struct arena *arena, struct failure *failure);
const struct rules_file *rules_source_find(const struct rules_source *rules, struct str path);

#endif
