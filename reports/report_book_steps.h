/* The steps of a waterfall: where each bar begins and ends, also where the balance passes zero. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_STEPS_H
#define TIEOUT_REPORTS_REPORT_BOOK_STEPS_H

#include "base/str.h"
#include "money/money_total.h"

/* A bar is drawn as parts on top of each other. */
enum report_book_part {
    REPORT_BOOK_BASE, /* from zero to where the bar begins: not seen */
    REPORT_BOOK_BALANCE,
    REPORT_BOOK_RISE,
    REPORT_BOOK_RISE_BELOW, /* below zero */
    REPORT_BOOK_FALL,
    REPORT_BOOK_FALL_BELOW,
    REPORT_BOOK_PARTS
};

/* Appends each part as a decimal text: of a balance that stands at `to` (`from` NULL), or of a
 * move from one balance to the next. Nothing for a part the bar does not have. */
void report_book_steps(const struct money_total *from, const struct money_total *to,
                       struct buffer parts[REPORT_BOOK_PARTS]);

#endif
