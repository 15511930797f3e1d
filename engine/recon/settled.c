/* One reference after the other, right after its position was handed out: its lines are at
 * hand. */
#include "recon/settled.h"

#include "base/arena.h"
#include "recon/position_parts.h"
#include "recon/tax_parts.h"

#include <stdlib.h>

static bool currency_settles(const struct position_work *work);
static bool lines_settle(const struct position_work *work);
static bool days_settle(const struct position_work *work);
static void take_line(struct settled *settled, uint32_t reference_id,
                      const struct position_line *line);
static void take_signs(struct settled *settled, const struct reference_lines *reference);
static void take_position(struct settled *settled, const struct position *position);
static void take_paid(struct settled *settled, const struct position *position,
                      const struct position_line *line);

struct settled *settled_new(const struct ledger *ledger, const struct run_facts *facts)
{
    tie_assert(ledger != NULL && facts != NULL);
    struct settled *settled = memory_resize(NULL, 1, sizeof *settled);
    *settled = (struct settled){.tally = tally_new(facts),
                                .payouts = payouts_new(facts, ledger),
                                .tax_book = tax_book_new(ledger, facts),
                                .last_day = DAY_NONE};
    return settled;
}

void settled_free(struct settled *settled)
{
    if (settled == NULL)
        return;
    tally_free(settled->tally);
    payouts_free(settled->payouts);
    tax_book_free(settled->tax_book);
    settled_rows_free(&settled->rows);
    free(settled->lines);
    free(settled);
}

struct settled_rows *settled_tell(struct settled *settled)
{
    tie_assert(settled != NULL);
    tally_tell(settled->tally, &settled->rows);
    payouts_tell(settled->payouts, &settled->rows);
    tax_book_tell(settled->tax_book, &settled->rows);
    return &settled->rows;
}

bool settled_may(const struct position_work *work, const struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    const struct reference_lines *reference = &work->reference;
    return position->at_rest && reference->id != 0 && reference->currency_count == 1 &&
           currency_settles(work) && (work->facts->closes || !reference->since) &&
           !work->tax_off && !position->stated.stands_in && days_settle(work) &&
           lines_settle(work);
}

/* What bills and payouts count in, where they do not say so, is told with all their sums. */
static bool currency_settles(const struct position_work *work)
{
    const struct reference_lines *reference = &work->reference;
    if (!reference->lacks_currency || reference->several_currencies)
        return !reference->lacks_currency;
    bool settles = true;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        enum role role = line->plan->role;
        settles = settles && (line->movement->currency != CURRENCY_NONE ||
                              line->currency == work->facts->base_currency ||
                              role == ROLE_BILLED || role == ROLE_DISBURSED);
    }
    return settles;
}

/* A line that gave way, or waits, or is of no account, may be one that counts some day. */
static bool lines_settle(const struct position_work *work)
{
    const struct reference_lines *reference = &work->reference;
    for (size_t at = 0; at < reference->count; at++)
        if (reference->lines[at].class != CLASS_COUNTED ||
            reference->lines[at].movement->event != TAX_FORWARD)
            return false;
    return true;
}

/* The roll-forward, and the days of lists and of ages, look at none of its lines. That of a month
 * that is sealed is told by now, and the next begins behind it. */
static bool days_settle(const struct position_work *work)
{
    const struct reference_lines *reference = &work->reference;
    const struct run_facts *facts = work->facts;
    if (reference->last_day >= (facts->closes ? facts->as_of + 1 : facts->roll_from))
        return false;
    for (size_t at = 0; at < facts->cut_count; at++) {
        const struct cut_day *cut = &facts->cuts[at];
        if ((cut->of_list || cut->of_ages) && reference->first_day <= cut->day &&
            reference->last_day > cut->day)
            return false;
    }
    return true;
}

void settled_take(struct settled *settled, struct position_work *work,
                  const struct position *position)
{
    tie_assert(settled != NULL && work != NULL && position != NULL);
    const struct reference_lines *reference = &work->reference;
    bool off = position_check_tax(settled->tax_book, reference);
    tie_assert(!off);
    for (size_t at = 0; at < reference->count; at++)
        take_line(settled, reference->id, &reference->lines[at]);
    take_signs(settled, reference);
    position_worksheet(settled->tax_book, work, position);
    take_position(settled, position);
    for (size_t at = 0; at < work->own_count; at++)
        if (work->own[at]->plan->role == ROLE_DISBURSED)
            take_paid(settled, position, work->own[at]);
    settled->references++;
    if (reference->last_day > settled->last_day)
        settled->last_day = reference->last_day;
}

static void take_line(struct settled *settled, uint32_t reference_id,
                      const struct position_line *line)
{
    const struct movement *movement = line->movement;
    if (settled->line_count == settled->line_capacity) {
        settled->line_capacity = settled->line_capacity > 0 ? settled->line_capacity * 2 : 1024;
        settled->lines =
            memory_resize(settled->lines, settled->line_capacity, sizeof *settled->lines);
    }
    settled->lines[settled->line_count++] =
        (struct settled_line){reference_id, movement->record, movement->section};
    tally_line(settled->tally, movement, line->class, line->currency);
    payouts_line(settled->payouts, movement, line->class, line->currency);
    if (line->plan->role != ROLE_DISBURSED)
        return;
    const struct section_facts *section = &settled->payouts->facts->sections[movement->section];
    settled_add(&settled->rows,
                (uint32_t[SETTLED_KEYS]){SETTLED_PAYOUT_DAY, movement->payout_id,
                                         movement->section, line->currency,
                                         (uint32_t)payouts_day(section, movement)},
                1, 0);
}

/* A position counts once for each sign of a section, however many lines have it. */
static void take_signs(struct settled *settled, const struct reference_lines *reference)
{
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        uint32_t left = line->movement->present & (COMPONENT_BIT(COMPONENT_POSITION_COUNT) - 1);
        for (size_t before = 0; before < at; before++)
            if (reference->lines[before].movement->section == line->movement->section &&
                reference->lines[before].currency == line->currency)
                left &= ~reference->lines[before].movement->present;
        for (; left != 0; left &= left - 1)
            settled_add(&settled->rows,
                        (uint32_t[SETTLED_KEYS]){SETTLED_SIGN, line->movement->section,
                                                 (uint32_t)__builtin_ctz(left), line->currency},
                        1, 0);
    }
}

static void take_position(struct settled *settled, const struct position *position)
{
    struct settled_rows *rows = &settled->rows;
    uint32_t keys[SETTLED_KEYS] = {SETTLED_CURRENCY, position->currency,
                                   position->billed_currencies == 1};
    tally_position(settled->tally, position);
    habits_tell(position, rows);
    if (position->currency_assumed)
        settled_add(rows, keys, 1, position->disbursed[COMPONENT_GROSS].micro);
    keys[2] = 0;
    keys[0] = SETTLED_REST;
    settled_add(rows, keys, 1, position->tax_calculated.micro);
    keys[0] = SETTLED_REST_TAX;
    settled_add(rows, keys, 1, position->billed[COMPONENT_TAX].micro);
}

static void take_paid(struct settled *settled, const struct position *position,
                      const struct position_line *line)
{
    payouts_paid(settled->payouts, position, line->movement);
    if (position->billed_on != DAY_NONE)
        settled_add(&settled->rows,
                    (uint32_t[SETTLED_KEYS]){SETTLED_PAYOUT_BILLED, line->movement->payout_id,
                                             line->movement->section, position->currency,
                                             (uint32_t)position->billed_on},
                    1, 0);
}
