/* What rows of the tax report say of themselves and do not bear out: tax against its rate, parts
 * against the price, rows against Total Tax, a refund against its sale. One reference at a time:
 * its rows stand together here, whatever their order in the files. Most reports hold nothing of
 * all this, so what is kept is short. */
#include "recon/tax_totals.h"

#include <stdlib.h>

__extension__ typedef __int128 wide;

/* How many parts of a key make a group; the last of all is the canonical order. */
enum { GROUP_PARTS = TAX_KEY_PARTS - 1 };

static bool is_asked(const struct position_line *line);
static bool is_filed(const struct position_line *line);
static bool check_rows(struct tax_book *book, const struct reference_lines *reference);
static bool check_rate(struct tax_book *book, const struct position_line *line);
static void check_sale(struct tax_book *book, const struct position_line *line);
static void note_sold(struct tax_checks *checks, uint32_t line_item_id);
static bool check_groups(struct tax_book *book, const struct reference_lines *reference,
                         enum tax_check_kind kind);
static void key_fill(struct tax_key *key, const struct tax_book *book,
                     const struct position_line *line, enum tax_check_kind kind);
static bool check_group(struct tax_book *book, const struct reference_lines *reference,
                        enum tax_check_kind kind, const struct tax_key *keys, size_t count);
static struct tax_finding *finding_add(struct tax_checks *checks, enum tax_check_kind kind,
                                       const struct position_line *line);
static bool money_of(wide sum, struct money *amount);
static int64_t micro_of(const struct position_line *line, enum component component);

bool position_check_tax(struct tax_book *book, const struct reference_lines *reference)
{
    tie_assert(book != NULL && reference != NULL);
    bool off = check_rows(book, reference);
    tax_keys_clear(&book->checks.keys);
    off |= check_groups(book, reference, TAX_CHECK_TOTAL);
    off |= check_groups(book, reference, TAX_CHECK_BASE);
    return off;
}

struct str tax_check_kind_name(enum tax_check_kind kind)
{
    static const struct str names[] = {
        [TAX_CHECK_RATE] = STR_INIT("rate"),
        [TAX_CHECK_BASE] = STR_INIT("base"),
        [TAX_CHECK_TOTAL] = STR_INIT("total"),
        [TAX_CHECK_REFUND] = STR_INIT("refund"),
    };
    tie_assert((unsigned)kind < array_count(names));
    return names[kind];
}

void tax_checks_free(struct tax_checks *checks)
{
    tie_assert(checks != NULL);
    free(checks->items);
    free(checks->sold);
    free(checks->totals);
    tax_keys_free(&checks->keys);
    *checks = (struct tax_checks){0};
}

/* --- rows ----------------------------------------------------------------------------------- */

/* Total Tax totals tax of every kind. */
static bool is_asked(const struct position_line *line)
{
    return line->plan->role == ROLE_TAXED && (is_filed(line) || line->class == CLASS_OTHER_TAX);
}

/* What a seller files by: lines of another kind of tax are in no rule but that of totals. */
static bool is_filed(const struct position_line *line)
{
    return line->plan->role == ROLE_TAXED &&
           (line->class == CLASS_COUNTED || line->class == CLASS_NO_REFERENCE);
}

static bool check_rows(struct tax_book *book, const struct reference_lines *reference)
{
    bool off = false;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        if (!is_asked(line))
            continue;
        if (is_filed(line))
            off |= check_rate(book, line);
        check_sale(book, line);
    }
    return off;
}

static bool check_rate(struct tax_book *book, const struct position_line *line)
{
    const struct tax_place *place = &book->places.of[line->movement->jurisdiction_id];
    struct money taxable = movement_amount(line->movement, COMPONENT_TAXABLE);
    struct money tax = movement_amount(line->movement, COMPONENT_TAX_AMOUNT);
    struct money expected = {0};
    if (!place->has_rate)
        return false;
    bool known = money_at_rate(taxable, &place->rate, &expected);
    int64_t apart = expected.micro - tax.micro;
    if (known && apart <= book->penny.micro && apart >= -book->penny.micro)
        return false;
    struct tax_finding *finding = finding_add(&book->checks, TAX_CHECK_RATE, line);
    finding->known = known;
    finding->expected = expected;
    finding->actual = tax;
    return true;
}

/* A refund has the line item of its sale, which may come later, or under another reference. */
static void check_sale(struct tax_book *book, const struct position_line *line)
{
    if (line->movement->event == TAX_FORWARD) {
        note_sold(&book->checks, line->movement->line_item_id);
        return;
    }
    if (line->class != CLASS_COUNTED)
        return;
    struct tax_finding *finding = finding_add(&book->checks, TAX_CHECK_REFUND, line);
    finding->known = true;
    finding->actual = movement_amount(line->movement, COMPONENT_TAX_AMOUNT);
}

/* Item 0 is none: nothing is found by it. */
static void note_sold(struct tax_checks *checks, uint32_t line_item_id)
{
    size_t byte = line_item_id / 8;
    if (line_item_id == 0)
        return;
    if (byte >= checks->sold_bytes) {
        size_t from = checks->sold_bytes;
        checks->sold_bytes = byte * 2 + 64;
        checks->sold = memory_resize(checks->sold, checks->sold_bytes, 1);
        for (size_t at = from; at < checks->sold_bytes; at++)
            checks->sold[at] = 0;
    }
    checks->sold[byte] |= (uint8_t)(1u << line_item_id % 8);
}

/* --- rows that belong together -------------------------------------------------------------- */

/* Total: rows of one (file, line item, type, bill, day, Total Tax). Base: forward rows of one
 * (file, line item, bill, day, price) and place: a place may split a price over several rows. */
static bool check_groups(struct tax_book *book, const struct reference_lines *reference,
                         enum tax_check_kind kind)
{
    struct tax_keys *keys = &book->checks.keys;
    bool off = false;
    tax_keys_clear(keys);
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        bool asked = kind == TAX_CHECK_TOTAL
                         ? is_asked(line)
                         : is_filed(line) && line->movement->event == TAX_FORWARD;
        if (asked)
            key_fill(tax_keys_add(keys, at), book, line, kind);
    }
    tax_keys_sort(keys);
    for (size_t from = 0, to = 0; from < keys->count; from = to) {
        for (to = from + 1; to < keys->count; to++)
            if (!tax_key_same(&keys->items[from], &keys->items[to], GROUP_PARTS))
                break;
        off |= check_group(book, reference, kind, &keys->items[from], to - from);
    }
    return off;
}

static void key_fill(struct tax_key *key, const struct tax_book *book,
                     const struct position_line *line, enum tax_check_kind kind)
{
    const struct movement *movement = line->movement;
    bool total = kind == TAX_CHECK_TOTAL;
    uint32_t apart = total ? movement->event : book->places.of[movement->jurisdiction_id].place;
    key->parts[0] = (int64_t)line->plan->file_index << 32 | line->currency;
    key->parts[1] = (int64_t)((uint64_t)movement->line_item_id << 32 | movement->bill_id);
    key->parts[2] = line->day;
    key->parts[3] = micro_of(line, total ? COMPONENT_TOTAL_TAX : COMPONENT_PRICE);
    key->parts[4] = apart;
    key->parts[5] = (int64_t)line->order;
}

static bool check_group(struct tax_book *book, const struct reference_lines *reference,
                        enum tax_check_kind kind, const struct tax_key *keys, size_t count)
{
    wide sum = 0;
    tie_assert(count > 0);
    for (size_t at = 0; at < count; at++) {
        const struct position_line *line = &reference->lines[keys[at].at];
        sum += kind == TAX_CHECK_TOTAL ? (wide)micro_of(line, COMPONENT_TAX_AMOUNT)
                                       : (wide)micro_of(line, COMPONENT_TAXABLE) +
                                             micro_of(line, COMPONENT_NONTAXABLE);
    }
    if (kind == TAX_CHECK_TOTAL)
        tax_total_add(&book->checks, &keys[0], keys[0].parts[3], sum);
    wide apart = sum - keys[0].parts[3];
    if (apart <= book->penny.micro && apart >= -book->penny.micro)
        return false;
    struct tax_finding *finding =
        finding_add(&book->checks, kind, &reference->lines[keys[0].at]);
    finding->known = money_of(sum, &finding->expected);
    finding->actual = (struct money){keys[0].parts[3]};
    finding->rows = (int64_t)count;
    finding->key = keys[0];
    return true;
}

static struct tax_finding *finding_add(struct tax_checks *checks, enum tax_check_kind kind,
                                       const struct position_line *line)
{
    if (checks->count == checks->capacity) {
        checks->capacity = checks->capacity > 0 ? checks->capacity * 2 : 64;
        checks->items = memory_resize(checks->items, checks->capacity, sizeof *checks->items);
    }
    struct tax_finding *finding = &checks->items[checks->count++];
    *finding = (struct tax_finding){
        .kind = kind,
        .line_id = (int64_t)line->movement->section << 32 | line->movement->record,
        .order = line->order,
        .rows = 1,
        .day = line->day,
        .line_item_id = line->movement->line_item_id,
    };
    return finding;
}

/* False beyond 64 bits: then it is unknown, and not the figure that was printed. */
static bool money_of(wide sum, struct money *amount)
{
    bool fits = sum >= INT64_MIN && sum <= INT64_MAX;
    amount->micro = fits ? (int64_t)sum : 0;
    return fits;
}

static int64_t micro_of(const struct position_line *line, enum component component)
{
    return movement_amount(line->movement, component).micro;
}
