/* A report whose rows mean different things is several families of one name: the role of its map,
 * and a part for each other role its cells may choose, and for the payments stated beside its
 * bills. Parts have the eras of the whole; everything after a line is built asks a family for its
 * role, and so finds the right one. */
#ifndef TIEOUT_SOURCE_FAMILY_PART_H
#define TIEOUT_SOURCE_FAMILY_PART_H

#include "source/family.h"

/* Fills family->parts, by role. `family` may move afterwards: its parts do not point back. */
void family_parts_build(struct family *family, struct arena *arena);
/* The era in one of the roles of its family; NULL when no line of it has that role. */
const struct era *era_in_role(const struct era *era, enum role role);

#endif
