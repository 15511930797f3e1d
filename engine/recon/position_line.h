/* Inside the position pass only: a line of the reference at hand, and its section. */
#ifndef TIEOUT_RECON_POSITION_LINE_H
#define TIEOUT_RECON_POSITION_LINE_H

#include "recon/position.h"

/* What the lines of a section need, read off once. */
struct section_plan {
    enum role role;
    const struct section_facts *facts;
    const struct family *family;
    struct str file; /* its short name */
    uint32_t file_index;
    uint32_t canonical; /* of its table; payments stand after the lines they belong to */
    uint32_t bills;     /* of payments: the section of their bills */
    bool states_payment;
    day_number told_on; /* of payments: the latest day the report is known to speak of */
    int8_t factor[COMPONENT_POSITION_COUNT];
    bool superseded, restates;
    bool late, replaced;  /* since the sealed month: it came, it gave way (to replaced_by) */
    uint32_t replaced_by; /* a file */
    uint32_t place;       /* the oldest epoch of the tables whose place it took, or its own */
    bool net_holds_tax, checks_identity;
    bool has_party, has_net, has_fee, has_tax, has_collected;
    day_number covers_from, covers_to;
    day_number day_without; /* what its lines without a day take */
};

/* A line of the reference at hand, with all that was settled late. */
struct position_line {
    const struct movement *movement;
    const struct section_plan *plan;
    uint64_t order; /* canonical: by section, then record */
    day_number day;
    currency_code currency;
    enum line_class class;
    const struct position_line
        *bill; /* of a stated payment: its bill; NULL without reference */
};

/* The day a line is known from: an opening list belongs to its own day, however old its items
 * are. */
static inline day_number position_line_day(const struct position_line *line)
{
    return line->plan->role == ROLE_OPENING ? line->plan->covers_to : line->day;
}

#endif
