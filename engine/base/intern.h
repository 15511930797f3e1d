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

/* Where the texts of reserved ids lie. `fetch` has the text placed (intern_place), and others
 * beside it if it likes; one that is not placed is no text anybody looks for. */
struct intern_source {
    void (*fetch)(void *context, uint32_t id);
    void *context;
};

/* Zero-initialise; intern_free when done. Owns its texts. */
struct intern {
    struct arena arena;
    const char *
        *texts; /* by id, each behind its length; NULL of a reserved id not placed yet */
    uint32_t count;
    uint32_t texts_capacity;
    struct intern_slot *slots; /* open addressing */
    uint32_t slots_mask;
    uint32_t slots_filled;
    uint32_t *hashes; /* of reserved ids, which are those from 1 to below `reserved` */
    uint32_t reserved;
    uint64_t *known; /* open addressing, of reserved ids: hash << 32 | id; 0 empty */
    uint32_t known_slots;
    struct intern_source source;
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
 * id. Books keep hashes: another hash is another schema (store.h). */
uint32_t intern_hash(struct str text);
void intern_expect_slot(const struct intern *intern, uint32_t hash);
void intern_expect_text(const struct intern *intern, uint32_t hash);
struct intern_found intern_put_hashed(struct intern *intern, struct str text, uint32_t hash);
/* The next ids, in their order, for texts that lie elsewhere: of each its hash, four bytes, lowest
 * first. Their texts are there when they were placed. Before any other text is put. False, and
 * nothing done, when the last hash is broken off. */
bool intern_reserve(struct intern *intern, struct str hashes);
/* After all were reserved: from now on intern_put finds them, fetching a text when its hash is the
 * one looked for. Lives as long as the source's context. */
void intern_find_reserved(struct intern *intern, struct intern_source source);
/* The text of a reserved id, copied. False, and nothing done, when its hash is another one, or the
 * id none. */
bool intern_place(struct intern *intern, uint32_t id, struct str text);
/* The texts of one hash, for a caller that compares them in its own way: *probe is 0 before the
 * first; id 0 when there is none any more. */
struct intern_found intern_next(const struct intern *intern, uint32_t hash, size_t *probe);
/* The id of `text`, or INTERN_NONE. Changes nothing, so that it finds no reserved ids. */
uint32_t intern_find(const struct intern *intern, struct str text);
/* The text of an id below `count` (id 0 is empty even in a fresh one), placed if it was reserved.
 * Lives as long as `intern`. */
struct str intern_text(const struct intern *intern, uint32_t id);

#endif
