/* Choosing the sign vector of every unit, in two phases: first each unit from its own lines,
 * then the tied ones by those that settled alone. The second phase looks at nothing the second
 * phase made, so the order of units cannot matter. */
#include "recon/identity_words.h"

#include <stdlib.h>

enum { PENDING = -2 };

/* One unit's free choices, and the best of them. */
struct choice {
    uint64_t
        candidates; /* one vector for each that differs in a column not zero on all lines */
    uint64_t best;
    int64_t best_count;
    uint32_t assumed; /* COMPONENT_BIT of what --assume fixed; COMPONENT_NET: net_holds_tax */
    bool tax_refund_turned; /* where it fixed tax_refund */
};

static enum status choose(const struct identity_unit *unit,
                          const struct identity_assumption *assumptions, size_t count,
                          struct choice *choice, struct failure *failure);
static uint64_t assumed_vectors(const struct identity_unit *unit,
                                const struct identity_assumption *assumption,
                                struct choice *choice);
static uint64_t collapse(uint64_t vectors, uint32_t nonzero);
static uint64_t prefer(uint64_t vectors, uint64_t preferred);
static void settle_alone(struct identity_unit *unit, const struct choice *choice);
static enum signs_settled_by single_reason(const struct identity_unit *unit,
                                           const struct choice *choice);
static void settle_tied(struct identity_unit *unit, const struct choice *choice,
                        const struct identity_unit *units, size_t count);
static bool vectors_like_others(const struct identity_unit *unit,
                                const struct identity_unit *units, size_t count,
                                uint64_t *alike);
static uint64_t vectors_like(const struct identity_unit *other, uint32_t nonzero);
static bool comes_before(const struct identity_unit *a, const struct identity_unit *b);
static void settle_factors(struct identity_unit *unit, const struct choice *choice);
static void settle_tax_refund(struct identity_unit *unit, const struct choice *choice);
static enum signs_settled_by component_reason(const struct identity_unit *unit,
                                              const struct choice *choice,
                                              enum component component);

enum status identity_settle(struct identity_unit *units, size_t count,
                            const struct identity_assumption *assumptions,
                            size_t assumption_count, struct failure *failure)
{
    tie_assert(units != NULL || count == 0);
    tie_assert(assumptions != NULL || assumption_count == 0);
    struct choice *choices = memory_resize(NULL, count, sizeof *choices);
    enum status status = STATUS_OK;
    for (size_t at = 0; at < count && status == STATUS_OK; at++) {
        if (units[at].fixed)
            continue;
        status = choose(&units[at], assumptions, assumption_count, &choices[at], failure);
        if (status == STATUS_OK)
            settle_alone(&units[at], &choices[at]);
    }
    if (status != STATUS_OK)
        goto done;
    const struct identity_unit *refused = NULL;
    for (size_t at = 0; at < count; at++) {
        if (units[at].fixed || units[at].vector != PENDING)
            continue;
        settle_tied(&units[at], &choices[at], units, count);
        if (units[at].vector == PENDING &&
            (refused == NULL || comes_before(&units[at], refused)))
            refused = &units[at];
    }
    if (refused != NULL) {
        status = identity_refuse(refused, choices[refused - units].candidates, failure);
        goto done;
    }
    for (size_t at = 0; at < count; at++)
        if (!units[at].fixed)
            settle_factors(&units[at], &choices[at]);
done:
    free(choices);
    return status;
}

/* What is left to choose from, after the map and --assume. */
static enum status choose(const struct identity_unit *unit,
                          const struct identity_assumption *assumptions, size_t count,
                          struct choice *choice, struct failure *failure)
{
    tie_assert(unit->era != NULL && unit->counts != NULL);
    *choice = (struct choice){0};
    uint64_t allowed = identity_allowed(unit->era);
    for (size_t at = 0; at < count; at++)
        if (str_equal(assumptions[at].family, unit->era->family->name))
            allowed &= assumed_vectors(unit, &assumptions[at], choice);
    if (allowed == 0)
        return identity_refuse_assumptions(unit, failure);
    choice->candidates = collapse(allowed, unit->counts->nonzero);
    choice->best_count = -1;
    for (uint64_t left = choice->candidates; left != 0; left &= left - 1) {
        int64_t holds = unit->counts->holds[__builtin_ctzll(left)];
        if (holds > choice->best_count) {
            choice->best_count = holds;
            choice->best = 0;
        }
        if (holds == choice->best_count)
            choice->best |= left & -left;
    }
    return STATUS_OK;
}

/* The vectors one assumption leaves. A fee_refund is printed positive when nothing is turned,
 * all others are printed negative then. */
static uint64_t assumed_vectors(const struct identity_unit *unit,
                                const struct identity_assumption *assumption,
                                struct choice *choice)
{
    const uint64_t bare = identity_net_mask(IDENTITY_NET_BARE);
    choice->assumed |= COMPONENT_BIT(assumption->component);
    if (assumption->component == COMPONENT_NET)
        return assumption->positive_or_yes ? ~bare : bare;
    if (assumption->component == COMPONENT_TAX_REFUND) {
        enum sign_rule rule = identity_sign_rule(unit->era, COMPONENT_TAX_REFUND);
        enum sign_rule said = assumption->positive_or_yes ? SIGN_OPPOSITE : SIGN_AS_PRINTED;
        if (rule != SIGN_UNCERTAIN && rule != said)
            return 0;
        choice->tax_refund_turned = assumption->positive_or_yes;
        return bare | identity_net_mask(assumption->positive_or_yes ? IDENTITY_NET_TAX_TURNED
                                                                    : IDENTITY_NET_TAX);
    }
    int turn = 0;
    while (turn < IDENTITY_TURNS && identity_turn_component(turn) != assumption->component)
        turn++;
    tie_assert(turn < IDENTITY_TURNS);
    bool usually_positive = assumption->component == COMPONENT_FEE_REFUND;
    return identity_turn_mask(turn, assumption->positive_or_yes != usually_positive);
}

/* Vectors that differ only in columns zero on all lines are one vector: the canonical one
 * stays. */
static uint64_t collapse(uint64_t vectors, uint32_t nonzero)
{
    for (int turn = 0; turn < IDENTITY_TURNS; turn++)
        if ((nonzero & COMPONENT_BIT(identity_turn_component(turn))) == 0)
            vectors = prefer(vectors, identity_turn_mask(turn, false));
    uint64_t bare = identity_net_mask(IDENTITY_NET_BARE);
    bool tax = (nonzero & COMPONENT_BIT(COMPONENT_TAX)) != 0;
    bool tax_refund = (nonzero & COMPONENT_BIT(COMPONENT_TAX_REFUND)) != 0;
    if (!tax_refund)
        vectors = prefer(vectors, bare | identity_net_mask(IDENTITY_NET_TAX));
    if (!tax && !tax_refund)
        vectors = prefer(vectors, bare);
    return vectors;
}

static uint64_t prefer(uint64_t vectors, uint64_t preferred)
{
    return (vectors & preferred) != 0 ? vectors & preferred : vectors;
}

static void settle_alone(struct identity_unit *unit, const struct choice *choice)
{
    const struct identity_counts *counts = unit->counts;
    unit->vector = PENDING;
    if ((choice->candidates & (choice->candidates - 1)) == 0) {
        unit->vector = identity_plainest(choice->candidates);
        unit->settled_by = single_reason(unit, choice);
    } else if (!unit->era->has_net) {
        unit->vector = identity_plainest(choice->candidates);
        unit->settled_by = SIGNS_CANONICAL;
    } else if ((choice->best & (choice->best - 1)) == 0 &&
               choice->best_count > counts->lines - choice->best_count) {
        unit->vector = identity_plainest(choice->best);
        unit->settled_by = SIGNS_FILE;
    }
}

/* Why nothing was left to choose. */
static enum signs_settled_by single_reason(const struct identity_unit *unit,
                                           const struct choice *choice)
{
    uint32_t assumed = choice->assumed;
    if ((assumed & COMPONENT_BIT(COMPONENT_NET)) != 0)
        assumed |= COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND);
    if ((assumed & unit->counts->nonzero) != 0)
        return SIGNS_ASSUMED;
    uint64_t allowed = identity_allowed(unit->era);
    return (allowed & (allowed - 1)) == 0 ? SIGNS_MAP : SIGNS_CANONICAL;
}

/* A tie, or no majority: as the other files of the era, else canonical, where that is among the
 * best. */
static void settle_tied(struct identity_unit *unit, const struct choice *choice,
                        const struct identity_unit *units, size_t count)
{
    uint64_t alike = 0;
    uint64_t canonical = (uint64_t)1 << identity_plainest(choice->candidates);
    if (vectors_like_others(unit, units, count, &alike) && (choice->best & alike) != 0) {
        uint64_t left = choice->best & alike;
        int plainest = identity_plainest(choice->candidates & alike);
        if ((left & (left - 1)) == 0 || (left >> plainest & 1) != 0) {
            unit->vector = (left & (left - 1)) == 0 ? identity_plainest(left) : plainest;
            unit->settled_by = SIGNS_ERA;
            return;
        }
    }
    if ((choice->best & canonical) != 0) {
        unit->vector = identity_plainest(choice->candidates);
        unit->settled_by = SIGNS_CANONICAL;
    }
}

/* The vectors that are as every other file of the era settled it, in the columns both carry;
 * false when there is none such, or they contradict each other. */
static bool vectors_like_others(const struct identity_unit *unit,
                                const struct identity_unit *units, size_t count,
                                uint64_t *alike)
{
    *alike = IDENTITY_ALL;
    for (size_t at = 0; at < count; at++)
        if (units[at].era == unit->era && units[at].vector >= 0 &&
            units[at].settled_by == SIGNS_FILE)
            *alike &= vectors_like(&units[at], unit->counts->nonzero);
    return *alike != 0 && *alike != IDENTITY_ALL;
}

/* Those that share with `other` every choice that both files carry a column for. */
static uint64_t vectors_like(const struct identity_unit *other, uint32_t nonzero)
{
    const uint32_t tax = COMPONENT_BIT(COMPONENT_TAX);
    const uint32_t tax_refund = COMPONENT_BIT(COMPONENT_TAX_REFUND);
    uint32_t theirs = other->counts->nonzero;
    uint64_t like = IDENTITY_ALL;
    for (int turn = 0; turn < IDENTITY_TURNS; turn++)
        if ((nonzero & theirs & COMPONENT_BIT(identity_turn_component(turn))) != 0)
            like &= identity_turn_mask(turn, identity_is_turned(other->vector, turn));
    if ((nonzero & (tax | tax_refund)) == 0 || (theirs & (tax | tax_refund)) == 0)
        return like;
    enum identity_net net = identity_net_of(other->vector);
    if (net != IDENTITY_NET_BARE && (nonzero & theirs & tax_refund) == 0)
        return like & ~identity_net_mask(IDENTITY_NET_BARE);
    return like & identity_net_mask(net);
}

/* Which of two refused units is named. */
static bool comes_before(const struct identity_unit *a, const struct identity_unit *b)
{
    int order = str_compare(a->file, b->file);
    return order < 0 || (order == 0 && str_compare(a->era->name, b->era->name) < 0);
}

static void settle_factors(struct identity_unit *unit, const struct choice *choice)
{
    tie_assert(unit->vector >= 0 && unit->vector < IDENTITY_VECTORS);
    for (int at = 0; at < COMPONENT_POSITION_COUNT; at++) {
        enum sign_rule rule = identity_sign_rule(unit->era, (enum component)at);
        unit->factor[at] = rule == SIGN_OPPOSITE ? -1 : 1;
    }
    for (int turn = 0; turn < IDENTITY_TURNS; turn++)
        unit->factor[identity_turn_component(turn)] =
            identity_is_turned(unit->vector, turn) ? -1 : 1;
    unit->net_holds_tax = identity_net_of(unit->vector) != IDENTITY_NET_BARE;
    unit->lines_for = unit->counts->holds[unit->vector];
    unit->lines_against = unit->counts->lines - unit->lines_for;
    for (int at = 0; at < COMPONENT_POSITION_COUNT; at++) {
        unit->component_for[at] = unit->component_against[at] = 0;
        unit->component_by[at] = component_reason(unit, choice, (enum component)at);
    }
    settle_tax_refund(unit, choice);
    if (!unit->era->has_net) {
        unit->vector = -1;
        unit->net_holds_tax = false;
        unit->lines_for = unit->lines_against = 0;
    }
}

/* Where net does not hold it, the identity says nothing about tax_refund: its own cells do. */
static void settle_tax_refund(struct identity_unit *unit, const struct choice *choice)
{
    int8_t *factor = &unit->factor[COMPONENT_TAX_REFUND];
    enum sign_rule rule = identity_sign_rule(unit->era, COMPONENT_TAX_REFUND);
    if (unit->net_holds_tax) {
        *factor = identity_net_of(unit->vector) == IDENTITY_NET_TAX_TURNED ? -1 : 1;
        return;
    }
    if (rule != SIGN_UNCERTAIN)
        return;
    if ((choice->assumed & COMPONENT_BIT(COMPONENT_TAX_REFUND)) != 0) {
        *factor = choice->tax_refund_turned ? -1 : 1;
        return;
    }
    int64_t positive = unit->counts->tax_refund_positive;
    int64_t negative = unit->counts->tax_refund_negative;
    *factor = positive > negative ? -1 : 1;
    unit->component_for[COMPONENT_TAX_REFUND] = positive > negative ? positive : negative;
    unit->component_against[COMPONENT_TAX_REFUND] = positive > negative ? negative : positive;
    unit->component_by[COMPONENT_TAX_REFUND] =
        positive == negative ? SIGNS_CANONICAL : SIGNS_MAJORITY;
}

static enum signs_settled_by component_reason(const struct identity_unit *unit,
                                              const struct choice *choice,
                                              enum component component)
{
    uint32_t carries = COMPONENT_BIT(component);
    bool open = identity_sign_rule(unit->era, component) == SIGN_UNCERTAIN;
    if (component == COMPONENT_NET) {
        carries = COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND);
        open = unit->era->net_holds_tax == SIGN_UNCERTAIN;
    }
    if (!open)
        return SIGNS_MAP;
    if ((choice->assumed & COMPONENT_BIT(component)) != 0)
        return SIGNS_ASSUMED;
    return (unit->counts->nonzero & carries) != 0 ? unit->settled_by : SIGNS_CANONICAL;
}
