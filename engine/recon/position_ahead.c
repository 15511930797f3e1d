/* A reference is followed from movement to movement, each in the line of memory that the one
 * before it names: by the time it is asked where the next one lies, it is here. So are what
 * leads from a customer to its payer, and the payer's habit. */
#include "recon/position_ahead.h"

/* So many references ahead its first movement is asked for; every STEP later the next. */
enum { FIRST = 28, STEP = 4, PAYER = 4, HABIT = 2, CACHE_LINE_BYTES = 64 };

static struct position_ahead_slot *slot_of(struct position_ahead *ahead, uint32_t id);
static void begin(struct position_ahead_slot *slot, const struct ledger *ledger, uint32_t id);
static void follow(struct position_ahead_slot *slot, const struct position_work *work);
static void ask_for(const struct ledger *ledger, uint32_t offset);

void position_look_ahead(struct position_ahead *ahead, const struct position_work *work,
                         uint32_t id)
{
    tie_assert(ahead != NULL && work != NULL);
    begin(slot_of(ahead, id + FIRST), work->ledger, id + FIRST);
    for (uint32_t at = FIRST - STEP; at >= PAYER; at -= STEP)
        follow(slot_of(ahead, id + at), work);
    const struct payers *payers = work->payers;
    habits_ask_for(&work->habits,
                   payers->by_customer_id[slot_of(ahead, id + HABIT)->customer_id]);
}

static struct position_ahead_slot *slot_of(struct position_ahead *ahead, uint32_t id)
{
    return &ahead->slots[id % POSITION_AHEAD_SLOTS];
}

static void begin(struct position_ahead_slot *slot, const struct ledger *ledger, uint32_t id)
{
    *slot = (struct position_ahead_slot){0};
    if (id >= ledger->heads_capacity)
        return;
    slot->movement = ledger->heads[id];
    ask_for(ledger, slot->movement);
}

static void follow(struct position_ahead_slot *slot, const struct position_work *work)
{
    if (slot->movement == 0)
        return;
    const struct movement *movement = ledger_movement(work->ledger, slot->movement);
    if (movement->customer_id != 0) {
        slot->customer_id = movement->customer_id;
        __builtin_prefetch(&work->payers->by_customer_id[movement->customer_id]);
    }
    slot->movement = movement->next;
    ask_for(work->ledger, slot->movement);
}

/* Its amounts stand behind it, in the line of memory after its own. */
static void ask_for(const struct ledger *ledger, uint32_t offset)
{
    if (offset == 0)
        return;
    const char *movement = (const char *)ledger_movement(ledger, offset);
    __builtin_prefetch(movement);
    __builtin_prefetch(movement + CACHE_LINE_BYTES);
}
