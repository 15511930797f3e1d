/* Where a position's product, customer and payer come from, and the places that prove it. */
#include "recon/position_parts.h"

#include "base/limits.h"

enum { RECORD_DIGITS = 12 };

static bool is_better(const struct position_line *line, const struct position_line *held);
static void note_payers(const struct position_work *work, struct position *position);
static bool codes_differ(const struct position_work *work, bool of_sides);
static void join_tax_codes(struct position_work *work, struct position *position);
static void insert_code(struct position_work *work, struct str code);
static void add_place(struct buffer *into, const struct position_line *line);

void position_attribute(struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL && work->own_count > 0);
    const struct position_line *best = work->own[0];
    for (size_t at = 1; at < work->own_count; at++)
        if (is_better(work->own[at], best))
            best = work->own[at];
    position->attribute_line = (int64_t)best->movement->section << 32 | best->movement->record;
    position->product_id = best->movement->product_id;
    position->customer_id = best->movement->customer_id;
    note_payers(work, position);
    position->payer_id = work->payers->by_customer_id[position->customer_id];
    if (position->payer_id == 0)
        position->payer_id = position->billed_payer_id;
    if (position->payer_id == 0)
        position->payer_id = position->disbursed_payer_id;
    for (size_t at = 0; at < work->own_count && position->payer_id == 0; at++)
        position->payer_id = work->payers->by_customer_id[work->own[at]->movement->customer_id];
    bool sides =
        position->billed_lines + position->opening_lines + position->disbursed_lines > 0;
    position->products_differ = codes_differ(work, sides);
    join_tax_codes(work, position);
}

void position_evidence(struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    buffer_clear(&work->evidence);
    size_t places = 0;
    for (size_t at = 0; at < work->own_count; at++) {
        if (work->own[at]->plan->role == ROLE_STATED_PAID)
            continue; /* its record is that of its bill */
        if (places++ < LIMIT_EVIDENCE_PLACES)
            add_place(&work->evidence, work->own[at]);
    }
    if (places > LIMIT_EVIDENCE_PLACES) {
        buffer_add_c(&work->evidence, " +");
        buffer_add_count(&work->evidence, (int64_t)(places - LIMIT_EVIDENCE_PLACES));
    }
    position->evidence = buffer_str(&work->evidence);
}

/* Billed before all others, then the earlier; `held` comes first in canonical order. */
static bool is_better(const struct position_line *line, const struct position_line *held)
{
    bool billed = line->plan->role == ROLE_BILLED;
    bool held_billed = held->plan->role == ROLE_BILLED;
    if (billed != held_billed)
        return billed;
    return line->day < held->day;
}

/* The first line of a side that names a payer names it for the side. */
static void note_payers(const struct position_work *work, struct position *position)
{
    for (size_t at = 0; at < work->own_count; at++) {
        const struct position_line *line = work->own[at];
        uint32_t payer = work->payers->by_customer_id[line->movement->customer_id];
        enum role role = line->plan->role;
        if ((role == ROLE_BILLED || role == ROLE_OPENING) && position->billed_payer_id == 0)
            position->billed_payer_id = payer;
        if (role == ROLE_DISBURSED && position->disbursed_payer_id == 0)
            position->disbursed_payer_id = payer;
    }
}

/* Whether lines name different product codes: billed and disbursed ones, else all. */
static bool codes_differ(const struct position_work *work, bool of_sides)
{
    uint32_t held = 0;
    for (size_t at = 0; at < work->own_count; at++) {
        enum role role = work->own[at]->plan->role;
        uint32_t code = work->code_by_product[work->own[at]->movement->product_id];
        if (code == 0 ||
            (of_sides && role != ROLE_BILLED && role != ROLE_OPENING && role != ROLE_DISBURSED))
            continue;
        if (held != 0 && code != held)
            return true;
        held = code;
    }
    return false;
}

static void join_tax_codes(struct position_work *work, struct position *position)
{
    buffer_clear(&work->tax_codes);
    uint32_t last = 0;
    for (size_t at = 0; at < work->own_count; at++) {
        uint32_t product = work->own[at]->movement->product_id;
        if (work->own[at]->plan->role != ROLE_TAXED || product == last)
            continue;
        last = product;
        insert_code(work, work->tax_code_by_product[product]);
    }
    position->tax_codes = buffer_str(&work->tax_codes);
}

/* Puts a code into its place among those joined so far; they are distinct, sorted, parted by a
 * blank. */
static void insert_code(struct position_work *work, struct str code)
{
    struct buffer *codes = &work->tax_codes;
    if (code.length == 0)
        return;
    if (codes->length == 0) {
        buffer_add(codes, code);
        return;
    }
    struct str before = buffer_str(codes);
    struct buffer joined = {0};
    bool placed = false;
    for (struct str rest = before; rest.length > 0;) {
        struct str held = str_split(rest, ' ', &rest);
        int order = placed ? -1 : str_compare(held, code);
        placed = placed || order == 0;
        if (order > 0) {
            buffer_add(&joined, code);
            buffer_add_byte(&joined, ' ');
            placed = true;
        }
        buffer_add(&joined, held);
        if (rest.length > 0)
            buffer_add_byte(&joined, ' ');
    }
    if (!placed) {
        if (joined.length > 0)
            buffer_add_byte(&joined, ' ');
        buffer_add(&joined, code);
    }
    buffer_free(codes);
    *codes = joined;
}

/* One for every line of every position: digits by hand, for printf takes ten times as long. */
static void add_place(struct buffer *into, const struct position_line *line)
{
    char digits[RECORD_DIGITS];
    size_t first = sizeof digits;
    uint32_t left = line->movement->record;
    do {
        digits[--first] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    digits[--first] = '#';
    if (into->length > 0)
        buffer_add_byte(into, ' ');
    buffer_add(into, line->plan->file);
    buffer_add(into, (struct str){digits + first, sizeof digits - first});
}
