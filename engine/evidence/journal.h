/* The journal of sealed months: who closed, reviewed or reopened which month, on what, each entry
 * holding the digest of the one before. It is read whole and its chain checked, or not at all;
 * entries are added and never changed. docs/decisions/0009. */
#ifndef TIEOUT_EVIDENCE_JOURNAL_H
#define TIEOUT_EVIDENCE_JOURNAL_H

#include "base/arena.h"
#include "base/day.h"
#include "base/failure.h"
#include "store/store.h"

/* The cells of an entry, in the order of seals.csv. Of a review or reopen, those behind BECAUSE
 * and before PREVIOUS are empty. */
enum journal_cell {
    JOURNAL_ENTRY, /* its number, from 1 */
    JOURNAL_WHAT,  /* close, review, reopen */
    JOURNAL_PERIOD,
    JOURNAL_BY,
    JOURNAL_ON,
    JOURNAL_BECAUSE,
    JOURNAL_AS_OF,
    JOURNAL_FILES,
    JOURNAL_INPUTS,
    JOURNAL_RULES,
    JOURNAL_POLICY,
    JOURNAL_TERMS,
    JOURNAL_OPTIONS,
    JOURNAL_PROGRAM,
    JOURNAL_OUTPUTS,
    JOURNAL_CLOSING,
    JOURNAL_PREVIOUS, /* sha256 of the entry before; 64 zeros for the first */
    JOURNAL_SHA256,   /* over `previous` and every cell before it, each followed by NUL */
    JOURNAL_CELLS,
};

struct journal_entry {
    struct str cells[JOURNAL_CELLS];
    int64_t loads; /* of a close: the newest load it covers; no cell */
};

/* Plain data, in the arena of whoever read it. */
struct journal {
    const struct journal_entry *entries;
    size_t count;
};

/* As the header of seals.csv has it. */
struct str journal_cell_name(enum journal_cell cell);

/* All entries of the books, the chain checked. */
enum status journal_read(struct store *store, struct arena *arena, struct journal *journal,
                         struct failure *failure);
/* Numbers and chain of entries from anywhere: the first that is not what was written, or not
 * there, is STATUS_EVIDENCE naming its number. */
enum status journal_check(const struct journal *journal, struct failure *failure);
/* Entries stand in the order they were made in: STATUS_REFUSED for a day before one that an entry
 * names. DAY_NONE, no day said, always fits. */
enum status journal_day_fits(const struct journal *journal, day_number on,
                             struct failure *failure);
/* Completes *entry (number, previous, sha256; cells left out are empty) as the next one, and adds
 * it to the books and to *journal. Its texts must live as long as the arena. */
enum status journal_append(struct journal *journal, struct journal_entry *entry,
                           struct store *store, struct arena *arena, struct failure *failure);

/* Whether the entry is a close that was not reopened later. */
bool journal_in_force(const struct journal *journal, size_t at);
/* The newest seal in force, or the one of a month; NULL: none. */
const struct journal_entry *journal_newest_seal(const struct journal *journal);
const struct journal_entry *journal_seal_of(const struct journal *journal, struct str period);

#endif
