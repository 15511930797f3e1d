/* Views for one statement. To make a view and to drop it is dearer than to ask most rules of a
 * small month, and SQLite takes every column of a view apart for every statement that reads it. So
 * a rule that ships is asked behind WITH tables of the same names, each with the columns that the
 * rule names. */
#ifndef TIEOUT_RECON_VOCABULARY_WITH_H
#define TIEOUT_RECON_VOCABULARY_WITH_H

#include "recon/vocabulary.h"

struct vocabulary_shape;

/* What was taken apart already; zero-initialise, lives in the arena of its calls. */
struct vocabulary_with {
    struct vocabulary_shape *shapes; /* the newest first */
};

/* Appends WITH, and for every view that the rule reads its name and its SELECT. Nothing is
 * appended, and false is returned, when the rule begins with a WITH of its own. A view has the
 * columns whose names stand anywhere in the rule's SQL (the first when none does), and all where
 * this file cannot tell what to leave some out would change. */
bool vocabulary_with_add(struct vocabulary_with *with, const struct vocabulary *vocabulary,
                         const struct rule *rule, struct vocabulary_scope scope,
                         struct arena *arena, struct buffer *into);

#endif
