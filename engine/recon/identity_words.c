/* What a person reads about signs. */
#include "recon/identity_words.h"

#include <inttypes.h>

static const char *cell_word(int vector, int turn);
static const char *net_word(int vector, uint32_t nonzero);
static int best_of(const struct identity_unit *unit, uint64_t candidates);
static void remedy_for(const struct identity_unit *unit, int first, int second,
                       struct failure *failure);

struct str signs_settled_by_name(enum signs_settled_by by)
{
    static const struct str names[] = {
        [SIGNS_FILE] = STR_INIT("file"),           [SIGNS_ERA] = STR_INIT("era"),
        [SIGNS_CANONICAL] = STR_INIT("canonical"), [SIGNS_MAP] = STR_INIT("map"),
        [SIGNS_ASSUMED] = STR_INIT("assumed"),     [SIGNS_MAJORITY] = STR_INIT("majority"),
    };
    tie_assert((size_t)by < array_count(names));
    return names[by];
}

void identity_describe(struct buffer *into, int vector, uint32_t nonzero)
{
    tie_assert(into != NULL && vector >= 0 && vector < IDENTITY_VECTORS);
    for (int turn = 0; turn < IDENTITY_TURNS; turn++) {
        enum component component = identity_turn_component(turn);
        if ((nonzero & COMPONENT_BIT(component)) == 0)
            continue;
        buffer_add(into, component_name(component));
        buffer_add_byte(into, ' ');
        buffer_add_c(into, cell_word(vector, turn));
        buffer_add_c(into, ", ");
    }
    buffer_add_c(into, net_word(vector, nonzero));
}

enum status identity_refuse(const struct identity_unit *unit, uint64_t candidates,
                            struct failure *failure)
{
    tie_assert(unit != NULL && failure != NULL && (candidates & (candidates - 1)) != 0);
    int first = best_of(unit, candidates);
    int second = best_of(unit, candidates & ~((uint64_t)1 << first));
    struct buffer words = {0};
    buffer_format(&words, "%" PRId64 " fit ", unit->counts->holds[first]);
    identity_describe(&words, first, unit->counts->nonzero);
    buffer_format(&words, "; %" PRId64 " fit ", unit->counts->holds[second]);
    identity_describe(&words, second, unit->counts->nonzero);
    enum status status = failure_set(
        failure, STATUS_REFUSED,
        "%.*s: its lines do not settle how signs are printed: of %" PRId64 " lines, %s",
        (int)unit->file.length, unit->file.bytes, unit->counts->lines, buffer_c(&words));
    remedy_for(unit, first, second, failure);
    buffer_free(&words);
    return status;
}

enum status identity_refuse_assumptions(const struct identity_unit *unit,
                                        struct failure *failure)
{
    tie_assert(unit != NULL && failure != NULL);
    struct str family = unit->era->family->name;
    enum status status =
        failure_set(failure, STATUS_USAGE,
                    "what --assume says of %.*s contradicts itself, or signs that are known",
                    (int)family.length, family.bytes);
    failure_remedy(failure,
                   "Only columns whose printed sign is not known can be assumed; leave "
                   "the option out, and the file settles the rest.");
    return status;
}

/* Nothing turned: all are printed with their own sign, which only fee_refund has positive. */
static const char *cell_word(int vector, int turn)
{
    bool usually_positive = identity_turn_component(turn) == COMPONENT_FEE_REFUND;
    return identity_is_turned(vector, turn) == usually_positive ? "negative" : "positive";
}

static const char *net_word(int vector, uint32_t nonzero)
{
    bool tax_refund = (nonzero & COMPONENT_BIT(COMPONENT_TAX_REFUND)) != 0;
    switch (identity_net_of(vector)) {
    case IDENTITY_NET_TAX:
        return tax_refund ? "net with tax, tax_refund negative" : "net with tax";
    case IDENTITY_NET_TAX_TURNED:
        return "net with tax, tax_refund positive";
    case IDENTITY_NET_BARE:
    case IDENTITY_NET_COUNT:
        break;
    }
    return "net without tax";
}

/* The candidate that holds on most lines; of several the plainest. */
static int best_of(const struct identity_unit *unit, uint64_t candidates)
{
    int best = identity_plainest(candidates);
    for (uint64_t left = candidates; left != 0; left &= left - 1) {
        int vector = __builtin_ctzll(left);
        if (unit->counts->holds[vector] > unit->counts->holds[best])
            best = vector;
    }
    return best;
}

/* Names the first choice in which the two differ. */
static void remedy_for(const struct identity_unit *unit, int first, int second,
                       struct failure *failure)
{
    struct str family = unit->era->family->name;
    struct str component = component_name(COMPONENT_TAX_REFUND);
    const char *answers = "negative|positive";
    if ((identity_net_of(first) == IDENTITY_NET_BARE) !=
        (identity_net_of(second) == IDENTITY_NET_BARE)) {
        component = STR("net_holds_tax");
        answers = "yes|no";
    }
    for (int turn = IDENTITY_TURNS - 1; turn >= 0; turn--) {
        if (identity_is_turned(first, turn) == identity_is_turned(second, turn))
            continue;
        component = component_name(identity_turn_component(turn));
        answers = "negative|positive";
    }
    failure_remedy(failure, "Look how the file prints it, and say so: --assume %.*s.%.*s=%s",
                   (int)family.length, family.bytes, (int)component.length, component.bytes,
                   answers);
}
