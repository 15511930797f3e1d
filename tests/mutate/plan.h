/* Which changes are tried: every data row of every report of a world, found by the engine's own
 * reader and maps. */
#ifndef TIEOUT_MUTATE_PLAN_H
#define TIEOUT_MUTATE_PLAN_H

#include "mutate.h"

struct plan_world {
    char *path;
    char **files; /* in its directory `in` */
    size_t file_count;
    int exit; /* the code the program ends with */
};

struct plan {
    struct plan_world *worlds;
    size_t world_count;
    struct mutation *mutations;
    size_t count, room;
};

/* At most `most` changes of each world, spread evenly; 0: all. */
void plan_make(struct plan *plan, char **worlds, size_t count, uint64_t most);
void plan_free(struct plan *plan);

#endif
