/* The numbering of sign vectors, and what a map leaves of them. */
#include "recon/identity_vector.h"

enum { NET_SHIFT = IDENTITY_TURNS, TURN_PATTERNS = 1 << IDENTITY_TURNS };
_Static_assert(TURN_PATTERNS *IDENTITY_NET_COUNT == IDENTITY_VECTORS, "the numbering is dense");

enum component identity_turn_component(int turn)
{
    static const enum component components[IDENTITY_TURNS] = {
        COMPONENT_FEE, COMPONENT_REFUND, COMPONENT_FEE_REFUND, COMPONENT_COST};
    tie_assert(turn >= 0 && turn < IDENTITY_TURNS);
    return components[turn];
}

bool identity_is_turned(int vector, int turn)
{
    tie_assert(vector >= 0 && vector < IDENTITY_VECTORS);
    tie_assert(turn >= 0 && turn < IDENTITY_TURNS);
    return (vector >> turn & 1) != 0;
}

enum identity_net identity_net_of(int vector)
{
    tie_assert(vector >= 0 && vector < IDENTITY_VECTORS);
    return (enum identity_net)(vector >> NET_SHIFT);
}

uint64_t identity_turn_mask(int turn, bool turned)
{
    /* Of sixteen neighbours, those whose bit `turn` is set; three times. */
    static const uint64_t sixteen[IDENTITY_TURNS] = {0xAAAA, 0xCCCC, 0xF0F0, 0xFF00};
    tie_assert(turn >= 0 && turn < IDENTITY_TURNS);
    uint64_t mask = sixteen[turn] * UINT64_C(0x000100010001);
    return turned ? mask : IDENTITY_ALL & ~mask;
}

uint64_t identity_net_mask(enum identity_net net)
{
    tie_assert(net < IDENTITY_NET_COUNT);
    return UINT64_C(0xFFFF) << (TURN_PATTERNS * (int)net);
}

enum sign_rule identity_sign_rule(const struct era *era, enum component component)
{
    tie_assert(era != NULL && component < COMPONENT_COUNT);
    for (size_t at = 0; at < era->column_count; at++)
        if (era->columns[at].field == FIELD_AMOUNT && era->columns[at].component == component)
            return era->columns[at].sign;
    return SIGN_AS_PRINTED;
}

uint64_t identity_allowed(const struct era *era)
{
    tie_assert(era != NULL);
    uint64_t allowed = IDENTITY_ALL;
    for (int turn = 0; turn < IDENTITY_TURNS; turn++) {
        enum sign_rule rule = identity_sign_rule(era, identity_turn_component(turn));
        if (rule != SIGN_UNCERTAIN)
            allowed &= identity_turn_mask(turn, rule == SIGN_OPPOSITE);
    }
    if (era->net_holds_tax == SIGN_OPPOSITE)
        return allowed & identity_net_mask(IDENTITY_NET_BARE);
    if (era->net_holds_tax == SIGN_AS_PRINTED)
        allowed &= ~identity_net_mask(IDENTITY_NET_BARE);
    enum sign_rule rule = identity_sign_rule(era, COMPONENT_TAX_REFUND);
    if (rule == SIGN_AS_PRINTED)
        allowed &= ~identity_net_mask(IDENTITY_NET_TAX_TURNED);
    if (rule == SIGN_OPPOSITE)
        allowed &= ~identity_net_mask(IDENTITY_NET_TAX);
    return allowed;
}

/* The numbering puts it first: turned is a set bit, a net that holds less a smaller number. */
int identity_plainest(uint64_t vectors)
{
    tie_assert(vectors != 0 && (vectors & ~IDENTITY_ALL) == 0);
    return __builtin_ctzll(vectors);
}
