/* The join: every line becomes a movement under its reference while lines pass. Texts are
 * interned once; a movement is small and holds amounts as printed, for whatever is settled
 * later (signs, currency, class, payout day) is applied when positions are built. Nothing here
 * is in any order that depends on arrival once it is printed: positions sort their movements
 * canonically. */
#ifndef TIEOUT_RECON_LEDGER_H
#define TIEOUT_RECON_LEDGER_H

#include "base/intern.h"
#include "recon/facts.h"
#include "store/store_write.h"

/* One line, as far as positions need it. Followed in memory by one amount for each bit of
 * `present`, lowest bit first (of the components below COMPONENT_POSITION_COUNT, and
 * TAX_AMOUNT; of tax lines all theirs): as int32 cents where all of them are whole cents and small
 * enough, which nearly all are, else as int64 micros. A tax line is never due and has its own day:
 * what other lines say of that, its item and bill take the place of. */
struct movement {
    uint32_t next; /* the one added before it under the same reference, as an offset; 0 ends */
    uint32_t record;
    uint32_t present; /* COMPONENT_BIT */
    uint16_t section;
    uint8_t party;    /* enum tax_party, of tax lines */
    uint8_t event;    /* enum tax_event, of tax lines */
    uint16_t flags;   /* LINE_*, MOVEMENT_IN_CENTS */
    uint16_t content; /* a hash of all its texts not named here: offer, invoice ... */
    currency_code currency;
    day_number dated;
    union {
        day_number due;
        uint32_t line_item_id; /* of tax lines */
    };
    union {
        day_number ar_period;
        uint32_t bill_id; /* of tax lines */
    };
    uint32_t customer_id, product_id;
    union {
        uint32_t payout_id;       /* of a payout line that names its deposit; else 0 */
        uint32_t jurisdiction_id; /* of tax lines */
    };
};

enum { MOVEMENT_IN_CENTS = 1 << 15, MOVEMENT_CENT_MICRO = 10000 };

/* The movements lie in chunks. One is named by its offset in units of eight bytes: four bytes
 * reach 32 GiB of them, and a list needs no pointers. */
enum {
    MOVEMENT_CHUNK_SHIFT = 18, /* 2^18 units: two megabytes */
    MOVEMENT_CHUNK_UNITS = 1 << MOVEMENT_CHUNK_SHIFT,
};
struct movement_pool {
    int64_t **chunks; /* of MOVEMENT_CHUNK_UNITS units; a movement lies in one chunk whole */
    uint32_t chunk_count;
    uint32_t chunk_capacity;
    uint32_t
        used; /* units of the newest chunk; the very first unit stays free: offset 0 ends */
};

/* Composite texts are interned with their parts joined by this byte, which no cell can hold
 * alone without meaning noise. */
#define LEDGER_PART '\x1f'

/* Texts that nothing comes together with, in the order in which a line brings them. */
enum ledger_name {
    LEDGER_NAME_INVOICE,
    LEDGER_NAME_SETTLEMENT,
    LEDGER_NAME_REFERENCE,
    LEDGER_NAME_ITEM,
    LEDGER_NAME_BILL,
    LEDGER_NAME_COUNT,
};

/* What a stored row needs to know: the ids of a line's texts. */
struct ledger_ids {
    uint32_t reference_id, product_id, customer_id, offer_id;
    uint32_t invoice_id, settlement_id, line_item_id, bill_id, jurisdiction_id;
    uint32_t payout_id;
};

struct ledger {
    struct intern products;  /* code, title, tax code */
    struct intern customers; /* account, payer ref, customer ref, name, country */
    struct intern offers;    /* offer id, visibility, agreement */
    struct intern
        jurisdictions; /* country, state, level, name, tax type, rate, reason, certificate */
    struct intern payouts; /* bank trace id, settlement id: of payout lines only */
    /* Of the line before: rows of one item stand together. */
    struct intern_found last_product, last_customer, last_offer, last_jurisdiction;
    struct intern_found last_payout;
    /* What follows is of another thread while lines are read, and on cache lines of its own. */
    _Alignas(64) struct intern references; /* id 0: no reference */
    struct intern texts;                   /* invoice, settlement, line item, bill ids */
    struct intern_found last_names[LEDGER_NAME_COUNT];
    uint32_t *heads; /* by reference id: its newest movement, as an offset; 0 none */
    uint32_t heads_capacity;
    struct movement_pool *pool;
    int64_t movements;
};

void ledger_init(struct ledger *ledger);
void ledger_free(struct ledger *ledger);
/* Movements of its own beside the texts of another, which has to outlive it; not to be added texts
 * to. */
void ledger_init_beside(struct ledger *ledger, const struct ledger *texts);
void ledger_free_beside(struct ledger *ledger);
/* All movements, but no text. */
void ledger_forget(struct ledger *ledger);
/* Takes one line of section `section`. Lines of role STATED_TOTAL are interned, not moved. */
void ledger_add(struct ledger *ledger, uint32_t section, enum role role,
                const struct line *line, struct ledger_ids *ids);
/* The part of it that follows the ids. It and ledger_names.h may run on one thread while
 * ledger_texts.h runs on another. */
void ledger_move(struct ledger *ledger, const struct store_line *line);
/* A word to the memory about a reference that soon gets a movement. */
void ledger_expect_move(const struct ledger *ledger, uint32_t reference_id);
/* The movement at an offset (not 0). Valid until the next ledger_add. */
static inline const struct movement *ledger_movement(const struct ledger *ledger,
                                                     uint32_t offset)
{
    const struct movement_pool *pool = ledger->pool;
    tie_assert(offset != 0 && offset >> MOVEMENT_CHUNK_SHIFT < pool->chunk_count);
    return (const struct movement *)(const void *)&pool
        ->chunks[offset >> MOVEMENT_CHUNK_SHIFT][offset % MOVEMENT_CHUNK_UNITS];
}
/* Its amounts as printed, one for each bit of `present`, lowest bit first: that of number `at`. */
static inline int64_t movement_micro(const struct movement *movement, unsigned at)
{
    const void *amounts = movement + 1;
    if ((movement->flags & MOVEMENT_IN_CENTS) != 0)
        return (int64_t)((const int32_t *)amounts)[at] * MOVEMENT_CENT_MICRO;
    return ((const int64_t *)amounts)[at];
}
/* Its amount of a component as printed, 0 when not present. */
static inline struct money movement_amount(const struct movement *movement,
                                           enum component component)
{
    uint32_t bit = COMPONENT_BIT(component);
    if ((movement->present & bit) == 0)
        return (struct money){0};
    return (struct money){movement_micro(movement, base_bits(movement->present & (bit - 1)))};
}
/* Part `index` (from 0) of a composite text. */
struct str ledger_part(struct str composite, int index);
/* What it takes of memory, for the figures: positions to be, and texts. */
size_t ledger_movement_bytes(const struct ledger *ledger);
size_t ledger_text_bytes(const struct ledger *ledger);

#endif
