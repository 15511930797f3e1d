/* Counting, while lines pass, under which sign vectors a line's identity holds. This is hot:
 * sums are built column by column, doubling only for columns that are not zero on the line, so
 * that a plain line costs two or three sums and not 48. */
#include "recon/identity.h"

#include "base/limits.h"
#include "recon/identity_vector.h"

/* Eleven terms of LIMIT_LINE_MICRO pass 64 bits. */
__extension__ typedef __int128 wide;

/* Sums so far, each with the set of vectors that lead to it. */
struct sums {
    int count;
    wide sum[IDENTITY_VECTORS];
    uint64_t vectors[IDENTITY_VECTORS];
};

static void read_map(struct identity_counts *counts, const struct era *era);
static uint32_t uncertain_columns(const struct era *era);
static uint64_t vectors_holding(const struct identity_counts *counts, const struct line *line);
static int64_t printed(const struct line *line, enum component component);
static wide plain_sum(const struct identity_counts *counts, const struct line *line);
static void split_turn(struct sums *sums, int turn, int64_t micro);
static void split_net(struct sums *sums, int64_t tax, int64_t tax_refund);
static void sums_add(struct sums *sums, wide sum, uint64_t vectors);

uint64_t identity_count_line(struct identity_counts *counts, const struct era *era,
                             const struct line *line)
{
    tie_assert(counts != NULL && era != NULL && line != NULL);
    if (counts->era != era)
        read_map(counts, era);
    counts->nonzero |= line->present & (COMPONENT_BIT(COMPONENT_POSITION_COUNT) - 1);
    if ((line->present & COMPONENT_BIT(COMPONENT_TAX_REFUND)) != 0) {
        counts->tax_refund_positive += line->amounts[COMPONENT_TAX_REFUND].micro > 0;
        counts->tax_refund_negative += line->amounts[COMPONENT_TAX_REFUND].micro < 0;
    }
    if (!era->has_net)
        return IDENTITY_ALL;
    uint64_t holding = vectors_holding(counts, line);
    if ((line->present & counts->uncertain) != 0) {
        counts->lines++;
        for (uint64_t left = holding; left != 0; left &= left - 1)
            counts->holds[__builtin_ctzll(left)]++;
    }
    return holding;
}

int identity_canonical_vector(const struct era *era)
{
    tie_assert(era != NULL);
    return identity_plainest(identity_allowed(era));
}

static void read_map(struct identity_counts *counts, const struct era *era)
{
    counts->era = era;
    counts->allowed = identity_allowed(era);
    counts->uncertain = uncertain_columns(era);
    for (int at = 0; at < COMPONENT_POSITION_COUNT; at++) {
        enum sign_rule rule = identity_sign_rule(era, (enum component)at);
        counts->fixed[at] = rule == SIGN_OPPOSITE ? -1 : 1;
    }
}

/* A column whose sign the identity can settle: tax_refund only where net may hold it. */
static uint32_t uncertain_columns(const struct era *era)
{
    uint32_t uncertain = 0;
    for (int turn = 0; turn < IDENTITY_TURNS; turn++) {
        enum component component = identity_turn_component(turn);
        if (identity_sign_rule(era, component) == SIGN_UNCERTAIN)
            uncertain |= COMPONENT_BIT(component);
    }
    if (era->net_holds_tax == SIGN_UNCERTAIN)
        return uncertain | COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND);
    if (era->net_holds_tax == SIGN_AS_PRINTED &&
        identity_sign_rule(era, COMPONENT_TAX_REFUND) == SIGN_UNCERTAIN)
        uncertain |= COMPONENT_BIT(COMPONENT_TAX_REFUND);
    return uncertain;
}

static uint64_t vectors_holding(const struct identity_counts *counts, const struct line *line)
{
    struct sums sums;
    sums.count = 0;
    sums_add(&sums, plain_sum(counts, line), counts->allowed);
    for (int turn = 0; turn < IDENTITY_TURNS; turn++) {
        enum component component = identity_turn_component(turn);
        if ((line->present & COMPONENT_BIT(component)) != 0)
            split_turn(&sums, turn, line->amounts[component].micro);
    }
    const uint32_t taxes = COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND);
    if ((line->present & taxes) != 0)
        split_net(&sums, counts->fixed[COMPONENT_TAX] * printed(line, COMPONENT_TAX),
                  printed(line, COMPONENT_TAX_REFUND));
    uint64_t holding = 0;
    for (int at = 0; at < sums.count; at++)
        if (sums.sum[at] >= -LIMIT_IDENTITY_MICRO && sums.sum[at] <= LIMIT_IDENTITY_MICRO)
            holding |= sums.vectors[at];
    return holding;
}

static int64_t printed(const struct line *line, enum component component)
{
    return (line->present & COMPONENT_BIT(component)) != 0 ? line->amounts[component].micro : 0;
}

/* The terms no vector turns, less net: what the turned ones must bring to zero. */
static wide plain_sum(const struct identity_counts *counts, const struct line *line)
{
    static const enum component plain[] = {COMPONENT_GROSS, COMPONENT_CREDIT,
                                           COMPONENT_FEE_CREDIT, COMPONENT_COST_REFUND};
    wide sum = -(wide)counts->fixed[COMPONENT_NET] * printed(line, COMPONENT_NET);
    for (size_t at = 0; at < array_count(plain); at++)
        sum += (wide)counts->fixed[plain[at]] * printed(line, plain[at]);
    return sum;
}

static void split_turn(struct sums *sums, int turn, int64_t micro)
{
    int before = sums->count;
    uint64_t turned = identity_turn_mask(turn, true);
    for (int at = 0; at < before; at++) {
        uint64_t both = sums->vectors[at];
        wide sum = sums->sum[at];
        sums->sum[at] = sum + micro;
        sums->vectors[at] = both & ~turned;
        sums_add(sums, sum - micro, both & turned);
    }
}

static void split_net(struct sums *sums, int64_t tax, int64_t tax_refund)
{
    int before = sums->count;
    for (int at = 0; at < before; at++) {
        uint64_t all = sums->vectors[at];
        wide sum = sums->sum[at];
        sums->vectors[at] = all & identity_net_mask(IDENTITY_NET_BARE);
        sums_add(sums, sum + tax + tax_refund, all & identity_net_mask(IDENTITY_NET_TAX));
        sums_add(sums, sum + tax - tax_refund,
                 all & identity_net_mask(IDENTITY_NET_TAX_TURNED));
    }
}

/* Sums no vector leads to are left out. */
static void sums_add(struct sums *sums, wide sum, uint64_t vectors)
{
    if (vectors == 0)
        return;
    tie_assert(sums->count < IDENTITY_VECTORS);
    sums->sum[sums->count] = sum;
    sums->vectors[sums->count++] = vectors;
}
