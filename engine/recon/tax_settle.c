/* What is known only when all references have passed: whether a refund's sale was loaded, and
 * whether rows that do not add up have the rest of their group under another reference. */
#include "recon/tax_totals.h"

#include <stdlib.h>

__extension__ typedef __int128 wide;

enum { GROUP_PARTS = TAX_KEY_PARTS - 1 };

static bool is_sold(const struct tax_checks *checks, uint32_t line_item_id);
static bool is_group(const struct tax_finding *finding);
static int group_compare(const void *a, const void *b);
static void put_together(struct tax_checks *checks, struct money penny);
static size_t group_end(const struct tax_checks *checks, size_t from);
static bool group_sum(const struct tax_finding *first, size_t count, struct money penny,
                      struct tax_finding *sum);
static int line_compare(const void *a, const void *b);

void tax_checks_settle(struct tax_checks *checks, struct money penny)
{
    tie_assert(checks != NULL);
    size_t kept = 0;
    for (size_t at = 0; at < checks->count; at++)
        if (checks->items[at].kind != TAX_CHECK_REFUND ||
            !is_sold(checks, checks->items[at].line_item_id))
            checks->items[kept++] = checks->items[at];
    checks->count = kept;
    if (kept == 0)
        return;
    qsort(checks->items, kept, sizeof *checks->items, group_compare);
    put_together(checks, penny);
    qsort(checks->items, checks->count, sizeof *checks->items, line_compare);
}

static bool is_sold(const struct tax_checks *checks, uint32_t line_item_id)
{
    size_t byte = line_item_id / 8;
    return byte < checks->sold_bytes && (checks->sold[byte] >> line_item_id % 8 & 1) != 0;
}

static bool is_group(const struct tax_finding *finding)
{
    return finding->kind == TAX_CHECK_TOTAL || finding->kind == TAX_CHECK_BASE;
}

/* Groups by kind and key, which holds the canonical order last; all else by line. */
static int group_compare(const void *a, const void *b)
{
    const struct tax_finding *first = a;
    const struct tax_finding *second = b;
    if (first->kind != second->kind)
        return first->kind < second->kind ? -1 : 1;
    for (size_t at = 0; is_group(first) && at < TAX_KEY_PARTS; at++)
        if (first->key.parts[at] != second->key.parts[at])
            return first->key.parts[at] < second->key.parts[at] ? -1 : 1;
    return (first->line_id > second->line_id) - (first->line_id < second->line_id);
}

/* One finding is left of each group, about its first row, or none when it adds up after all. */
static void put_together(struct tax_checks *checks, struct money penny)
{
    size_t kept = 0;
    for (size_t from = 0, to = 0; from < checks->count; from = to) {
        to = group_end(checks, from);
        struct tax_finding finding = checks->items[from];
        bool off =
            to - from == 1 || group_sum(&checks->items[from], to - from, penny, &finding);
        if (finding.kind == TAX_CHECK_TOTAL && to - from > 1)
            tax_total_together(checks, &finding, to - from);
        if (off)
            checks->items[kept++] = finding;
    }
    checks->count = kept;
}

static size_t group_end(const struct tax_checks *checks, size_t from)
{
    const struct tax_finding *first = &checks->items[from];
    size_t to = from + 1;
    while (is_group(first) && to < checks->count && checks->items[to].kind == first->kind &&
           tax_key_same(&first->key, &checks->items[to].key, GROUP_PARTS))
        to++;
    return to;
}

static bool group_sum(const struct tax_finding *first, size_t count, struct money penny,
                      struct tax_finding *sum)
{
    wide expected = 0;
    sum->rows = 0;
    for (size_t at = 0; at < count; at++) {
        expected += first[at].expected.micro;
        sum->known = sum->known && first[at].known;
        sum->rows += first[at].rows;
    }
    wide apart = expected - sum->actual.micro;
    sum->known = sum->known && expected >= INT64_MIN && expected <= INT64_MAX;
    sum->expected.micro = sum->known ? (int64_t)expected : 0;
    return !sum->known || apart > penny.micro || apart < -penny.micro;
}

static int line_compare(const void *a, const void *b)
{
    const struct tax_finding *first = a;
    const struct tax_finding *second = b;
    if (first->line_id != second->line_id)
        return first->line_id < second->line_id ? -1 : 1;
    return (first->kind > second->kind) - (first->kind < second->kind);
}
