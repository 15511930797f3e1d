/* What the pass reads off once: sections, terms by payer, product codes by product. */
#include "recon/position_sealed.h"

#include "recon/identity.h"

#include <stdlib.h>

enum { TAX_CODE_PART = 2 }; /* of a product's text */

static void plan_section(struct section_plan *plan, const struct run_facts *facts, size_t at);
static void plan_since(struct section_plan *plan, const struct run_facts *facts,
                       const struct section_facts *section);
static void plan_places(struct position_work *work);
static bool take_place(const struct position_work *work, const struct section_plan *plan,
                       struct section_plan *after);
static uint32_t canonical_of(const struct run_facts *facts, size_t at);
static void plan_columns(struct section_plan *plan, const struct era *era);
static int64_t *days_by_payer(const struct policy_terms *terms, const struct payers *payers);
static int64_t days_of(const struct policy_terms *terms, struct str payer);
static void read_codes(struct position_work *work);

void position_work_init(struct position_work *work, const struct ledger *ledger,
                        const struct run_facts *facts, const struct payers *payers)
{
    tie_assert(work != NULL && ledger != NULL && facts != NULL && payers != NULL);
    *work = (struct position_work){.ledger = ledger, .facts = facts, .payers = payers};
    work->plans = memory_resize(NULL, facts->section_count, sizeof *work->plans);
    for (size_t at = 0; at < facts->section_count; at++)
        plan_section(&work->plans[at], facts, at);
    for (size_t at = 0; at < facts->section_count; at++)
        work->several_epochs |= facts->sections[at].epoch > 0;
    if (work->several_epochs)
        plan_places(work);
    work->newest_list = position_newest_list(facts);
    position_cuts_init(work);
    position_sealed_init(work);
    if (facts->terms.count > 0)
        work->days_by_payer = days_by_payer(&facts->terms, payers);
    read_codes(work);
}

void position_work_free(struct position_work *work)
{
    tie_assert(work != NULL);
    position_sealed_free(work);
    free(work->plans);
    free(work->cuts);
    free(work->days_by_payer);
    intern_free(&work->codes);
    free(work->code_by_product);
    free(work->tax_code_by_product);
    free(work->reference.lines);
    free(work->reference.currencies);
    free(work->reference.scopes);
    free(work->own);
    free(work->payouts);
    buffer_free(&work->evidence);
    buffer_free(&work->tax_codes);
    habits_free(&work->habits);
    *work = (struct position_work){0};
}

day_number position_newest_list(const struct run_facts *facts)
{
    tie_assert(facts != NULL);
    day_number newest = DAY_NONE;
    for (size_t at = 0; at < facts->section_count; at++) {
        const struct section_facts *section = &facts->sections[at];
        if (section->era->family->role == ROLE_STATED_OPEN && !section->superseded &&
            section->covers_to <= facts->as_of && section->covers_to > newest)
            newest = section->covers_to;
    }
    return newest;
}

static void plan_section(struct section_plan *plan, const struct run_facts *facts, size_t at)
{
    const struct section_facts *section = &facts->sections[at];
    tie_assert(section->era != NULL && section->file < facts->file_count);
    const struct era *era = section->era;
    *plan = (struct section_plan){
        .role = era->family->role,
        .facts = section,
        .place = section->epoch,
        .family = era->family,
        .file = facts->files[section->file].short_name,
        .file_index = section->file,
        .superseded = section->superseded,
        .restates = era->family->restates_count > 0,
        .net_holds_tax = section->net_holds_tax,
        .checks_identity = section->sign_vector >= 0 && era->has_net && !era->net_inexact,
        .has_party = era->has_party,
        .has_net = era->has_net,
        .covers_from = section->covers_from,
        .covers_to = section->covers_to,
        .day_without = section->covers_to,
        .canonical = canonical_of(facts, at),
        .bills = (uint32_t)at - section->bills_behind,
        .states_payment = section->states_payment,
        .told_on =
            section->lines_to > section->covers_to ? section->lines_to : section->covers_to,
    };
    if (plan->role == ROLE_DISBURSED && section->payout_on != DAY_NONE)
        plan->day_without = section->payout_on;
    for (int component = 0; component < COMPONENT_POSITION_COUNT; component++)
        plan->factor[component] = section->factor[component];
    plan_columns(plan, era);
    if (facts->sealed.any)
        plan_since(plan, facts, section);
}

/* A table that gave way after the seal gave way to the one that counts now, by way of others. */
static void plan_since(struct section_plan *plan, const struct run_facts *facts,
                       const struct section_facts *section)
{
    uint32_t epoch = facts->sealed.epoch;
    plan->late = !section->superseded && section->epoch > epoch;
    plan->replaced = section->superseded && section_facts_counted_in(section, epoch);
    for (; section->superseded; section = &facts->sections[section->superseded_by])
        tie_assert(section->superseded_by < facts->section_count);
    plan->replaced_by = section->file;
}

/* A file that takes the place of another stands where that one stood, also when that took the
 * place of a third. */
static void plan_places(struct position_work *work)
{
    const struct run_facts *facts = work->facts;
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t at = 0; at < facts->section_count; at++) {
            const struct section_plan *plan = &work->plans[at];
            if (!plan->superseded)
                continue;
            for (size_t by = 0; by < facts->section_count; by++)
                moved |= take_place(work, plan, &work->plans[by]);
        }
    }
}

/* False where it stands there, or is of another file or family. */
static bool take_place(const struct position_work *work, const struct section_plan *plan,
                       struct section_plan *after)
{
    const struct section_plan *next = &work->plans[plan->facts->superseded_by];
    if (after->file_index != next->file_index || after->place <= plan->place ||
        !str_equal(after->family->name, plan->family->name))
        return false;
    after->place = plan->place;
    return true;
}

/* Lines of one table stand by their records, whatever their roles; payments after all of them. */
static uint32_t canonical_of(const struct run_facts *facts, size_t at)
{
    const struct section_facts *section = &facts->sections[at];
    uint32_t first = section->canonical;
    if (section->era->family->role == ROLE_STATED_PAID)
        return first;
    size_t table = at - section->behind;
    for (size_t i = table; i < facts->section_count && facts->sections[i].behind == i - table;
         i++)
        if (facts->sections[i].canonical < first)
            first = facts->sections[i].canonical;
    return first;
}

static void plan_columns(struct section_plan *plan, const struct era *era)
{
    for (size_t at = 0; at < era->column_count; at++) {
        if (era->columns[at].field != FIELD_AMOUNT)
            continue;
        plan->has_fee = plan->has_fee || era->columns[at].component == COMPONENT_FEE;
        plan->has_tax = plan->has_tax || era->columns[at].component == COMPONENT_TAX;
        plan->has_collected =
            plan->has_collected || era->columns[at].component == COMPONENT_COLLECTED_NET;
    }
}

static int64_t *days_by_payer(const struct policy_terms *terms, const struct payers *payers)
{
    uint32_t count = payers->names.count;
    int64_t *days = memory_resize(NULL, count > 0 ? count : 1, sizeof *days);
    days[0] = -1;
    for (uint32_t id = 1; id < count; id++)
        days[id] = days_of(terms, intern_text(&payers->names, id));
    return days;
}

static int64_t days_of(const struct policy_terms *terms, struct str payer)
{
    size_t from = 0;
    size_t to = terms->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(terms->payers[middle], payer);
        if (order == 0)
            return terms->days[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return -1;
}

/* Products differ by title too; here only codes matter. */
static void read_codes(struct position_work *work)
{
    const struct intern *products = &work->ledger->products;
    uint32_t count = products->count > 0 ? products->count : 1;
    work->code_by_product = memory_resize(NULL, count, sizeof *work->code_by_product);
    work->tax_code_by_product = memory_resize(NULL, count, sizeof *work->tax_code_by_product);
    work->code_by_product[0] = 0;
    work->tax_code_by_product[0] = (struct str){"", 0};
    for (uint32_t id = 1; id < count; id++) {
        struct str product = intern_text(products, id);
        work->code_by_product[id] = intern_put(&work->codes, ledger_part(product, 0));
        work->tax_code_by_product[id] = ledger_part(product, TAX_CODE_PART);
    }
}
