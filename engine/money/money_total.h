/* Sums that cannot overflow: 128-bit blocks folded into GMP integers. Few and hot: one per
 * file, component and currency. */
#ifndef TIEOUT_MONEY_MONEY_TOTAL_H
#define TIEOUT_MONEY_MONEY_TOTAL_H

#include "base/str.h"
#include "money/money.h"

struct money_total; /* holds the sum and the sum of absolutes of what was added, and the count
                     */
/* What it begins with, for money_total_add alone: one call of it is a few instructions, and there
 * are tens of millions. */
__extension__ typedef __int128 money_wide;
struct money_total_block {
    money_wide sum, absolute; /* added since the last fold */
    int64_t count;            /* of all amounts */
};
enum { MONEY_TOTAL_FOLD_COUNT = 4096 };
/* Takes the block over; called by money_total_add now and then. */
void money_total_fold(struct money_total *total);

/* Never NULL. Freed by money_total_free (NULL is fine). */
struct money_total *money_total_new(void);
void money_total_free(struct money_total *total);
static inline void money_total_add(struct money_total *total, struct money amount);
/* total += (high * 2^63 + low) where high and low are what exact SQL sums give: see
 * store_money.h. */
void money_total_add_split(struct money_total *total, int64_t high, int64_t low);
/* total += an amount of any size as these functions print it: -?digits(.digits)? with at most
 * six decimals. False, and nothing added, for any other text. */
bool money_total_add_text(struct money_total *total, struct str text);
/* As if all that `other` holds were added, or added negated: counts and absolutes add up in
 * both. */
void money_total_add_total(struct money_total *total, const struct money_total *other);
void money_total_subtract_total(struct money_total *total, const struct money_total *other);
/* Amounts added so far. */
int64_t money_total_count(const struct money_total *total);
/* <0, 0, >0: the sign of the sum. */
int money_total_sign(const struct money_total *total);
/* The sums are equal, whatever they were made of. */
bool money_total_equal(const struct money_total *a, const struct money_total *b);
/* The sum, and the sum of absolutes, printed as money_format prints, of any size. */
void money_total_format(const struct money_total *total, struct buffer *into);
void money_total_format_absolute(const struct money_total *total, struct buffer *into);
/* With thousands commas, for people. */
void money_total_format_people(const struct money_total *total, struct buffer *into);
/* The version of the arithmetic library, for the manifest. */
const char *money_library_version(void);
/* The sum as money; false when it passes 64 bits. */
bool money_total_get(const struct money_total *total, struct money *amount);

static inline void money_total_add(struct money_total *total, struct money amount)
{
    struct money_total_block *block = (struct money_total_block *)(void *)total;
    tie_assert(block != NULL);
    block->sum += amount.micro;
    block->absolute += amount.micro < 0 ? -(money_wide)amount.micro : (money_wide)amount.micro;
    if (++block->count % MONEY_TOTAL_FOLD_COUNT == 0)
        money_total_fold(total);
}

#endif
