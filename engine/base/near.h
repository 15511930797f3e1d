/* The word somebody may have meant: of those that are offered the one that takes the fewest
 * slips of the fingers, when it is near enough to be worth asking. */
#ifndef TIEOUT_BASE_NEAR_H
#define TIEOUT_BASE_NEAR_H

#include "base/str.h"

/* Words longer than this are never near: nobody mistypes what is pasted. */
enum { NEAR_WORD_BYTES = 64 };

struct near {
    struct str asked; /* not owned */
    size_t distance;  /* of the best so far */
    char said[NEAR_WORD_BYTES + 20];
};

/* Bytes left out, put in, changed, or two neighbours swapped, that lead from one to the other
 * (Damerau and Levenshtein, each pair swapped once); the case of letters is none. SIZE_MAX when
 * one of them is longer than NEAR_WORD_BYTES. */
size_t near_distance(struct str a, struct str b);

void near_begin(struct near *near, struct str asked);
/* Of equals the first offered wins. What begins as was asked counts as one slip. */
void near_offer(struct near *near, struct str word);
/* "Did you mean WORD? ", or "" when nothing offered is near. Lives as long as *near. */
const char *near_say(const struct near *near);

#endif
