/* Inside the position pass only: payments that bills state. They stand beside the bill, in the
 * same record, and speak of its net. Where no payout report is loaded they stand in for payouts,
 * and the position is measured by its net; where one is, they are held against it. Decisions:
 * docs/POSITIONS.md. */
#ifndef TIEOUT_RECON_POSITION_PAID_H
#define TIEOUT_RECON_POSITION_PAID_H

#include "recon/position_parts.h"

/* Of all lines of a gathered reference: finds the bill each payment stands beside. A payment is
 * not earlier than its bill. */
void position_paid_match(struct reference_lines *reference);

/* What of a stated payment is tax, from the seller's side: where net holds tax, what is paid
 * counts for the charge first; of nothing it is nothing, of all of the net all of the tax. */
struct money position_paid_tax(const struct position_line *line);
/* The rest of it. */
struct money position_paid_net_x(const struct position_line *line);

/* Adds a counted payment. False when a sum passes its bound. */
bool position_paid_add(struct position *position, const struct position_line *line);
/* After all lines: takes what is stated for what was disbursed, where it stands in. */
void position_paid_stand_in(const struct position_work *work, struct position *position);
/* After all days: what is stated against what payouts give, measured alike. Payouts later than the
 * day the report speaks of may be in it or not. False when a sum passes its bound. */
bool position_paid_compare(const struct position_work *work, struct position *position);

#endif
