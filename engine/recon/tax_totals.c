/* Total Tax of a file against the sum of its rows: each total once, however many rows repeat it,
 * added up while groups are looked at one by one. Table tax_total, for the stated check of that
 * name. */
#include "recon/tax_totals.h"

#include "base/arena.h"
#include "money/money_total.h"

#include <stdlib.h>

static enum status put_total(const struct tax_total *total, struct store_insert *insert,
                             struct failure *failure);
static void format_wide(tax_wide sum, struct buffer *into);

void tax_total_add(struct tax_checks *checks, const struct tax_key *key, tax_wide reported,
                   tax_wide computed)
{
    tie_assert(checks != NULL && key != NULL);
    struct tax_total *total = tax_total_of(checks, key->parts[0]);
    total->groups++;
    total->reported += reported;
    total->computed += computed;
    total->apart += reported != computed;
}

/* Its total was added with each part, and each part was apart from it. */
void tax_total_together(struct tax_checks *checks, const struct tax_finding *finding,
                        size_t parts)
{
    tie_assert(checks != NULL && finding != NULL && parts > 1);
    struct tax_total *total = tax_total_of(checks, finding->key.parts[0]);
    bool apart = !finding->known || finding->expected.micro != finding->actual.micro;
    total->reported -= (tax_wide)(parts - 1) * finding->actual.micro;
    total->apart += (int64_t)apart - (int64_t)parts;
}

enum status tax_totals_store(const struct tax_checks *checks, struct store *store,
                             struct failure *failure)
{
    tie_assert(checks != NULL && store != NULL);
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, store, "tax_total", 5, failure);
    for (size_t at = 0; status == STATUS_OK && at < checks->total_count; at++)
        status = put_total(&checks->totals[at], insert, failure);
    store_insert_close(insert);
    return status;
}

/* Groups of one file mostly come together. */
struct tax_total *tax_total_of(struct tax_checks *checks, int64_t file_and_currency)
{
    for (size_t at = checks->total_count; at > 0; at--)
        if (checks->totals[at - 1].file_and_currency == file_and_currency)
            return &checks->totals[at - 1];
    checks->totals =
        memory_resize(checks->totals, checks->total_count + 1, sizeof *checks->totals);
    checks->totals[checks->total_count] =
        (struct tax_total){.file_and_currency = file_and_currency};
    return &checks->totals[checks->total_count++];
}

static enum status put_total(const struct tax_total *total, struct store_insert *insert,
                             struct failure *failure)
{
    char currency[CURRENCY_TEXT_BYTES];
    struct buffer texts[2] = {0};
    format_wide(total->reported, &texts[0]);
    format_wide(total->computed, &texts[1]);
    const struct store_cell cells[] = {
        store_integer(total->file_and_currency >> 32),
        store_text(
            str_from(currency_format((currency_code)total->file_and_currency, currency))),
        store_text(buffer_str(&texts[0])),
        store_text(buffer_str(&texts[1])),
        store_integer(total->apart),
    };
    enum status status = store_insert_row(insert, cells, failure);
    buffer_free(&texts[0]);
    buffer_free(&texts[1]);
    return status;
}

static void format_wide(tax_wide sum, struct buffer *into)
{
    struct money_total *total = money_total_new();
    money_total_add_split(total, (int64_t)(sum >> 63), (int64_t)(sum & INT64_MAX));
    money_total_format(total, into);
    money_total_free(total);
}
