/* Texts become small numbers: each distinct text gets the next id, from 0; id 0 is always the
 * empty text. Ids depend on the order of arrival and are therefore never printed and never
 * sorted by. */
#ifndef TIEOUT_BASE_INTERN_H
#define TIEOUT_BASE_INTERN_H

#include "base/arena.h"

struct intern_slot {
    uint64_t key;      /* hash << 32 | id + 1; 0 empty */
    const char *bytes; /* of the text, behind its length: one miss less than by its id */
};

/* A text and its id, as they were found. */
struct intern_found {
    uint32_t id;     /* 0: none yet, or the empty text */
    struct str text; /* the intern's copy */
};

/* Zero-initialise; intern_free when done. Owns its texts. */
struct intern {
    struct arena arena;
    const char **texts; /* by id, each behind its length */
    uint32_t count;
    uint32_t texts_capacity;
    struct intern_slot *slots; /* open addressing */
    uint32_t slots_mask;
};

#define INTERN_NONE UINT32_MAX

void intern_free(struct intern *intern);
/* The id of `text`, given anew when it was never seen. `text` is copied. Bound: 2^32 - 2 texts.
 */
uint32_t intern_put(struct intern *intern, struct str text);
/* The next id, for a text known to be new that nothing will look for; 0 for the empty one. */
uint32_t intern_append(struct intern *intern, struct str text);
/* As intern_put, in steps, so that a caller with several texts has their places fetched while it
 * does something else: the hash, a word to the memory about the slot, one about the text, the
 * id. */
uint32_t intern_hash(struct str text);
void intern_expect_slot(const struct intern *intern, uint32_t hash);
void intern_expect_text(const struct intern *intern, uint32_t hash);
struct intern_found intern_put_hashed(struct intern *intern, struct str text, uint32_t hash);
/* Texts as books keep them, one behind the other: the length in four bytes, lowest first, the
 * bytes, a NUL. Adds those from *id on to `packed`, at most about `bytes` of them, at least one if
 * there is one; *id is the next. */
void intern_pack(const struct intern *intern, uint32_t *id, size_t bytes,
                 struct buffer *packed);
/* The next ids, in their order, for packed texts, copied whole. With `find` they can be looked
 * for, else as intern_append. False when `packed` is broken, or holds the empty text or (with
 * `find`) one that is there: what came before it stays. */
bool intern_take_packed(struct intern *intern, struct str packed, bool find);
/* Makes room for texts with ids below `count`, so that the table grows once. */
void intern_expect_count(struct intern *intern, uint32_t count);
/* The texts of one hash, for a caller that compares them in its own way: *probe is 0 before the
 * first; id 0 when there is none any more. */
struct intern_found intern_next(const struct intern *intern, uint32_t hash, size_t *probe);
/* The id of `text`, or INTERN_NONE. Changes nothing. */
uint32_t intern_find(const struct intern *intern, struct str text);
/* The text of an id below `count` (id 0 is empty even in a fresh one). Lives as long as
 * `intern`. */
struct str intern_text(const struct intern *intern, uint32_t id);

#endif
