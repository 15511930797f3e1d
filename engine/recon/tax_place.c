/* A line names its jurisdiction in eight texts, interned as one. Two lines of one place may
 * differ in rate, reason or certificate, so places are numbered anew; what a line's arithmetic
 * needs of the texts is read off here, once for all lines. */
#include "recon/tax_parts.h"

#include <stdlib.h>
#include <string.h>

/* The parts of a jurisdiction, in the order the ledger joins them. */
enum {
    PLACE_PARTS = 4, /* country, state, level, name */
    KIND_PARTS = 5,  /* and the tax type */
    PART_RATE = 5,
    PART_CERTIFICATE = 7,
};

struct ordered_kind {
    struct str text;
    uint32_t kind;
};

static uint32_t number_of(struct intern *intern, struct str jurisdiction, int parts);
static void order_kinds(struct tax_places *places);
static int kind_compare(const void *a, const void *b);

void tax_places_read(struct tax_places *places, const struct ledger *ledger)
{
    tie_assert(places != NULL && ledger != NULL);
    const struct intern *jurisdictions = &ledger->jurisdictions;
    uint32_t count = jurisdictions->count > 0 ? jurisdictions->count : 1;
    *places = (struct tax_places){0};
    places->of = memory_resize(NULL, count, sizeof *places->of);
    for (uint32_t id = 0; id < count; id++) {
        struct str text = intern_text(jurisdictions, id);
        struct tax_place *place = &places->of[id];
        *place = (struct tax_place){
            .place = number_of(&places->places, text, PLACE_PARTS),
            .kind = number_of(&places->kinds, text, KIND_PARTS),
            .certified = ledger_part(text, PART_CERTIFICATE).length > 0,
        };
        place->has_rate = money_rate_read(ledger_part(text, PART_RATE), &place->rate);
    }
    order_kinds(places);
    for (uint32_t id = 0; id < count; id++)
        places->of[id].order = places->orders[places->of[id].kind];
}

void tax_places_free(struct tax_places *places)
{
    tie_assert(places != NULL);
    free(places->of);
    free(places->orders);
    intern_free(&places->places);
    intern_free(&places->kinds);
    *places = (struct tax_places){0};
}

/* The number of the first `parts` parts; a line that names none of them has one too. */
static uint32_t number_of(struct intern *intern, struct str jurisdiction, int parts)
{
    struct buffer text = {0};
    for (int part = 0; part < parts; part++) {
        if (part > 0)
            buffer_add_byte(&text, LEDGER_PART);
        buffer_add(&text, ledger_part(jurisdiction, part));
    }
    uint32_t number = intern_put(intern, buffer_str(&text));
    buffer_free(&text);
    return number;
}

static void order_kinds(struct tax_places *places)
{
    uint32_t count = places->kinds.count;
    struct ordered_kind *sorted = memory_resize(NULL, count, sizeof *sorted);
    places->orders = memory_resize(NULL, count, sizeof *places->orders);
    for (uint32_t kind = 0; kind < count; kind++)
        sorted[kind] = (struct ordered_kind){intern_text(&places->kinds, kind), kind};
    qsort(sorted, count, sizeof *sorted, kind_compare);
    for (uint32_t order = 0; order < count; order++)
        places->orders[sorted[order].kind] = order;
    free(sorted);
}

/* Part by part: a byte below the joining one may stand in a cell. */
static int kind_compare(const void *a, const void *b)
{
    const struct ordered_kind *first = a;
    const struct ordered_kind *second = b;
    for (int part = 0; part < KIND_PARTS; part++) {
        int order =
            str_compare(ledger_part(first->text, part), ledger_part(second->text, part));
        if (order != 0)
            return order;
    }
    return (first->kind > second->kind) - (first->kind < second->kind);
}
