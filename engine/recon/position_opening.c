/* A list of open items states all that was open on its day: a bill up to that day, or an item of
 * another list, counts in place of it or not at all. Worked out currency by currency and epoch by
 * epoch, in one pass over the lines for each: a reference may have very many. */
#include "recon/position_twice.h"

/* What counts so far, of one currency. */
struct opened {
    currency_code currency;
    const struct section_plan *list; /* the one whose items count; NULL while there is none */
    day_number first_bill;           /* DAY_LAST + 1 while there is none */
};

static bool next_currency(const struct reference_lines *reference, currency_code *currency);
static void settle_bills(struct reference_lines *reference, uint32_t place,
                         struct opened *opened);
static void choose_list(const struct reference_lines *reference, uint32_t place,
                        struct opened *opened);
static void settle_items(struct reference_lines *reference, uint32_t place,
                         const struct opened *opened);
static bool takes_part(const struct position_line *line, uint32_t place,
                       const struct opened *opened, enum role role);
static uint32_t next_place(const struct reference_lines *reference, uint32_t place);

/* What a sealed month counted goes first; else the bill, and of two lists the earlier one. */
void position_settle_openings(struct reference_lines *reference)
{
    tie_assert(reference != NULL);
    struct opened opened = {.currency = 0};
    while (next_currency(reference, &opened.currency)) {
        opened.list = NULL;
        opened.first_bill = DAY_LAST + 1;
        for (uint32_t place = 0; place != UINT32_MAX; place = next_place(reference, place)) {
            settle_bills(reference, place, &opened);
            choose_list(reference, place, &opened);
            settle_items(reference, place, &opened);
        }
    }
}

bool position_opens_again(const struct position_line *line, const struct position_line *item)
{
    tie_assert(line != NULL && item != NULL);
    if (item->plan->role != ROLE_OPENING || line->plan == item->plan ||
        line->currency != item->currency)
        return false;
    return line->plan->role == ROLE_OPENING ||
           (line->plan->role == ROLE_BILLED && line->day <= position_line_day(item));
}

/* The next one after *currency that an item is open in. */
static bool next_currency(const struct reference_lines *reference, currency_code *currency)
{
    currency_code next = UINT32_MAX;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        if (line->plan->role == ROLE_OPENING && line->class == CLASS_COUNTED &&
            line->currency > *currency && line->currency < next)
            next = line->currency;
    }
    *currency = next;
    return next != UINT32_MAX;
}

static void settle_bills(struct reference_lines *reference, uint32_t place,
                         struct opened *opened)
{
    for (size_t at = 0; at < reference->count; at++) {
        struct position_line *line = &reference->lines[at];
        if (!takes_part(line, place, opened, ROLE_BILLED))
            continue;
        if (opened->list && line->day <= opened->list->covers_to)
            line->class = CLASS_OUT_OF_SCOPE;
        else if (line->day < opened->first_bill)
            opened->first_bill = line->day;
    }
}

static void choose_list(const struct reference_lines *reference, uint32_t place,
                        struct opened *opened)
{
    if (opened->list)
        return;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        if (takes_part(line, place, opened, ROLE_OPENING) &&
            line->plan->covers_to < opened->first_bill &&
            (!opened->list || line->plan->covers_to < opened->list->covers_to))
            opened->list = line->plan;
    }
}

static void settle_items(struct reference_lines *reference, uint32_t place,
                         const struct opened *opened)
{
    for (size_t at = 0; at < reference->count; at++) {
        struct position_line *line = &reference->lines[at];
        if (takes_part(line, place, opened, ROLE_OPENING) && line->plan != opened->list)
            line->class = CLASS_OUT_OF_SCOPE;
    }
}

static bool takes_part(const struct position_line *line, uint32_t place,
                       const struct opened *opened, enum role role)
{
    return line->plan->role == role && line->plan->place == place &&
           line->class == CLASS_COUNTED && line->currency == opened->currency;
}

/* The next one after `place`; UINT32_MAX after the last. */
static uint32_t next_place(const struct reference_lines *reference, uint32_t place)
{
    uint32_t next = UINT32_MAX;
    for (size_t at = 0; at < reference->count; at++) {
        uint32_t other = reference->lines[at].plan->place;
        if (other > place && other < next)
            next = other;
    }
    return next;
}
