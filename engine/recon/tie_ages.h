/* Inside the stated checks only: six figures a report of ages states, and what was computed. */
#ifndef TIEOUT_RECON_TIE_AGES_H
#define TIEOUT_RECON_TIE_AGES_H

#include "recon/tie_stated_parts.h"

struct age_figures {
    struct money_total *reported[STATED_AGE_COUNT];
    struct money_total *computed[STATED_AGE_COUNT][BASIS_COUNT];
    bool unknown[BASIS_COUNT]; /* some amount is not known on that basis */
    /* Why buckets, why none of the six can be compared; why a difference would prove nothing.
     * Empty where there is no reason. */
    struct buffer never_buckets, never, unless;
};

void age_figures_new(struct age_figures *figures);
void age_figures_free(struct age_figures *figures);
/* Six rows, all on the basis on which most of them tie; of equals the nearest. */
enum status tie_put_ages(struct tie_rows *rows, const char *check, struct str scope,
                         currency_code currency, const struct age_figures *figures);

/* tie_ages_read.c: what each table of ages states; `take` hears each stated currency once, with
 * figures that hold what is reported. */
typedef enum status age_table_taker(struct tie_rows *rows, const struct payouts *payouts,
                                    const struct section_facts *section, struct str scope,
                                    currency_code currency, struct age_figures *figures);
enum status tie_ages_read(struct tie_rows *rows, const struct payouts *payouts,
                          enum stated states, age_table_taker *take);

/* tie_open.c: what was open on a day, from position_cut. Why a difference there would prove
 * nothing: days that are not loaded. */
void tie_open_unless(const struct run_facts *facts, day_number day, day_number oldest_open,
                     struct buffer *unless);

#endif
