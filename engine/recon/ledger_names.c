/* A name is hashed where its line is read, and looked up where the line is written. */
#include "recon/ledger_names.h"

static void add(struct store_texts *names, enum ledger_name name, struct str text);
static uint32_t id_of(struct ledger *ledger, const struct store_text *name);

void ledger_names_of(enum role role, const struct line *line, struct store_texts *names)
{
    tie_assert(line != NULL && names != NULL);
    names->count = 0;
    add(names, LEDGER_NAME_INVOICE, line->texts[TEXT_INVOICE_ID]);
    add(names, LEDGER_NAME_SETTLEMENT, line->texts[TEXT_SETTLEMENT_ID]);
    if ((line->flags & LINE_NO_REFERENCE) == 0)
        add(names, LEDGER_NAME_REFERENCE, line->txn_ref);
    if (role != ROLE_TAXED && role != ROLE_STATED_TOTAL)
        return;
    add(names, LEDGER_NAME_ITEM, line->texts[TEXT_LINE_ITEM]);
    add(names, LEDGER_NAME_BILL, line->texts[TEXT_BILL_ID]);
}

void ledger_names_expect(const struct ledger *ledger, const struct store_texts *names,
                         bool near)
{
    tie_assert(ledger != NULL && names != NULL);
    for (size_t i = 0; i < names->count; i++) {
        const struct store_text *name = &names->items[i];
        bool reference = name->kind == LEDGER_NAME_REFERENCE;
        const struct intern *intern = reference ? &ledger->references : &ledger->texts;
        if (near)
            intern_expect_text(intern, name->hash);
        else
            intern_expect_slot(intern, name->hash);
    }
}

void ledger_names_put(struct ledger *ledger, const struct store_texts *names,
                      struct store_line *line)
{
    tie_assert(ledger != NULL && names != NULL && line != NULL);
    uint32_t ids[LEDGER_NAME_COUNT] = {0};
    for (size_t i = 0; i < names->count; i++)
        ids[names->items[i].kind] = id_of(ledger, &names->items[i]);
    line->invoice_id = ids[LEDGER_NAME_INVOICE];
    line->settlement_id = ids[LEDGER_NAME_SETTLEMENT];
    line->reference_id = ids[LEDGER_NAME_REFERENCE];
    line->line_item_id = ids[LEDGER_NAME_ITEM];
    line->bill_id = ids[LEDGER_NAME_BILL];
    ledger_expect_move(ledger, line->reference_id);
}

static void add(struct store_texts *names, enum ledger_name name, struct str text)
{
    if (text.length > 0)
        names->items[names->count++] = (struct store_text){name, intern_hash(text), text};
}

/* Nothing is looked up when the line before had the same one. */
static uint32_t id_of(struct ledger *ledger, const struct store_text *name)
{
    tie_assert(name->kind < LEDGER_NAME_COUNT);
    bool reference = name->kind == LEDGER_NAME_REFERENCE;
    struct intern_found *last = &ledger->last_names[name->kind];
    if (!str_equal(last->text, name->text))
        *last = intern_put_hashed(reference ? &ledger->references : &ledger->texts, name->text,
                                  name->hash);
    return last->id;
}

_Static_assert((int)LEDGER_NAME_COUNT <= (int)STORE_TEXTS_MOST,
               "a line brings each of them once");
