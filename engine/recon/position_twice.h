/* Inside the position pass: what the lines of one reference say twice. */
#ifndef TIEOUT_RECON_POSITION_TWICE_H
#define TIEOUT_RECON_POSITION_TWICE_H

#include "recon/position_parts.h"

/* Lines of one reference and file that are equal in all that was understood of them: two or
 * more, in the order of records. Whether their bytes are equal is another question. */
struct position_alike {
    uint32_t reference_id;
    const struct movement *const *movements;
    size_t count;
};

/* A reference, currency and month that a family states although another family of its role
 * counts there. Compared are the components both carry, from the seller's side, net without the
 * tax it may hold. */
struct position_restated {
    uint32_t reference_id;
    currency_code currency;
    const struct movement *movement; /* the first line that states it again */
    enum component component;        /* the first that differs beyond penny; else gross */
    struct money counted, stated;
    bool agrees;
};

/* Room for the parts of one reference. */
struct position_twice {
    const struct movement **movements;
    size_t movement_capacity;
    struct scope *told; /* restated already, of the reference at hand */
    size_t told_count, told_capacity;
    bool alike; /* records of the reference at hand look the same */
};
void position_twice_free(struct position_twice *twice);

/* Of the gathered reference, to sink->alike and sink->restated, which may be NULL. *fits is
 * false when a sum passes its bound. */
enum status position_twice_tell(struct position_twice *twice, const struct position_work *work,
                                const struct position_sink *sink, bool *fits,
                                struct failure *failure);

/* Whether two lines of one reference may be equal records, by what was understood of them: no
 * equal ones are ever told apart. */
bool position_may_be_alike(const struct movement *a, const struct movement *b);

/* Whether a list of open items states with `item` what `line`, a bill up to its day or an item of
 * another list, states too. */
bool position_opens_again(const struct position_line *line, const struct position_line *item);

/* Whether `family` says that it restates `other`. */
bool position_family_restates(const struct family *family, const struct family *other);

#endif
