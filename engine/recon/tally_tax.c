/* Tax that was billed against tax that was calculated, over positions that have both a bill and a
 * tax line: table billed_tax, for the stated check of that name. A difference that is a timing
 * item, because its bill is of days no tax report is known for, or tax of days no bill is, is left
 * out, and counted. */
#include "recon/tally_parts.h"

#include "store/store_write.h"

static bool is_known(const struct run_facts *facts, const struct position *position);
static enum status put_row(const struct tally_currency *own, struct store_insert *insert,
                           struct failure *failure);

void tally_tax(struct tally_currency *own, const struct run_facts *facts,
               const struct position *position)
{
    tie_assert(own != NULL && facts != NULL && position != NULL);
    struct tally_tax *tax = &own->billed_tax;
    if (position->tax_lines == 0 || position->billed_lines == 0 || !position->open_tax_known)
        return;
    struct money billed = {position->billed[COMPONENT_TAX].micro +
                           position->billed[COMPONENT_TAX_REFUND].micro};
    int64_t apart = billed.micro - position->tax_calculated.micro;
    bool off = apart > facts->policy.penny.micro || -apart > facts->policy.penny.micro;
    if (off && !is_known(facts, position)) {
        tax->elsewhere++;
        return;
    }
    if (tax->billed == NULL) {
        tax->billed = money_total_new();
        tax->calculated = money_total_new();
    }
    money_total_add(tax->billed, billed);
    money_total_add(tax->calculated, position->tax_calculated);
    tax->positions++;
    tax->apart += apart != 0;
    tax->off += off;
}

void tally_tax_free(struct tally_currency *own)
{
    tie_assert(own != NULL);
    money_total_free(own->billed_tax.billed);
    money_total_free(own->billed_tax.calculated);
}

enum status tally_tax_store(const struct tally *tally, struct store *store,
                            struct failure *failure)
{
    tie_assert(tally != NULL && store != NULL);
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, store, "billed_tax", 7, failure);
    for (size_t at = 0; status == STATUS_OK && at < tally->currency_count; at++)
        status = put_row(&tally->currencies[at], insert, failure);
    store_insert_close(insert);
    return status;
}

/* As the rule that names each difference looks back, and awaits bills. */
static bool is_known(const struct run_facts *facts, const struct position *position)
{
    const struct role_window *taxed = &facts->windows[ROLE_TAXED];
    const struct role_window *billed = &facts->windows[ROLE_BILLED];
    day_number day = position->billed_on;
    if (billed->known_to != DAY_NONE && position->taxed_to > billed->known_to)
        return false;
    return day == DAY_NONE ||
           (taxed->known_to != DAY_NONE && day >= taxed->back_from && day <= taxed->known_to);
}

static enum status put_row(const struct tally_currency *own, struct store_insert *insert,
                           struct failure *failure)
{
    const struct tally_tax *tax = &own->billed_tax;
    char currency[CURRENCY_TEXT_BYTES];
    struct buffer texts[2] = {0};
    if (tax->positions == 0 && tax->elsewhere == 0)
        return STATUS_OK;
    if (tax->billed != NULL) {
        money_total_format(tax->billed, &texts[0]);
        money_total_format(tax->calculated, &texts[1]);
    } else {
        buffer_add_c(&texts[0], "0.00");
        buffer_add_c(&texts[1], "0.00");
    }
    const struct store_cell cells[] = {
        store_text(str_from(currency_format(own->currency, currency))),
        store_text(buffer_str(&texts[0])),
        store_text(buffer_str(&texts[1])),
        store_integer(tax->positions),
        store_integer(tax->apart),
        store_integer(tax->off),
        store_integer(tax->elsewhere),
    };
    enum status status = store_insert_row(insert, cells, failure);
    buffer_free(&texts[0]);
    buffer_free(&texts[1]);
    return status;
}
