/* Inside the position pass only: the opening of a roll-forward that begins the day after a sealed
 * month. What was sealed opens it; the lines are asked twice more, and nothing is put anywhere
 * that they do not say. Decisions: docs/decisions/0009. */
#ifndef TIEOUT_RECON_POSITION_SEALED_H
#define TIEOUT_RECON_POSITION_SEALED_H

#include "recon/position_cut.h"

struct position_sealed {
    const struct sealed *sealed;
    const struct position_cut *then; /* its last day, by all lines of today */
    struct run_facts held;           /* the same day, by the lines it held */
    struct section_plan *plans;      /* likewise */
    bool payouts_came;         /* what bills state stood in for payouts, and does no more */
    uint8_t *has_row;          /* a bit a reference */
    currency_code *currencies; /* of the positions of the reference at hand */
    size_t currency_count, currency_capacity;
    uint32_t *files; /* that say why the opening moved, by index; each once */
    size_t file_count;
    struct buffer names;
};

/* After the cuts: work->sealed, unless nothing sealed opens the roll-forward. */
void position_sealed_init(struct position_work *work);
void position_sealed_free(struct position_work *work);

/* Of a position whose roll is known: opens it with what was sealed. *moved says that lines were
 * classed as of another day. False when a sum passes its bound. */
bool position_sealed_open(struct position_work *work, const struct position *position,
                          struct position_roll *roll, bool *moved);

/* After the positions of a reference, to sink->roll: what was sealed of it, or is now known to
 * have been open, in currencies it has no position in. The gathered lines are spent after it.
 * *fits is false when a sum passes its bound. */
enum status position_sealed_rest(struct position_work *work, const struct position_sink *sink,
                                 bool *fits, struct failure *failure);
/* After all references: what was sealed of those without a line. */
enum status position_sealed_lost(struct position_work *work, const struct position_sink *sink,
                                 struct failure *failure);

/* The gathered lines by these plans, as of facts->as_of. */
void position_sealed_stand(struct position_work *work, const struct section_plan *plans,
                           const struct run_facts *facts);

/* position_sealed_files.c: of work->own, by the lines it held: what took their place since. */
void position_sealed_note_replaced(struct position_work *work);
/* What came since; roll->files where today is not what it held. The gathered lines are left as
 * they are today, as of the sealed day. */
void position_sealed_tell(struct position_work *work, currency_code currency,
                          struct position_roll *roll);

#endif
