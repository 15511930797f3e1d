/* Conservation: of every section, component and currency, what was read is what the classes
 * took. Read comes from the stored lines, by SQL; the classes from the movements that became
 * positions. */
#include "recon/tally.h"

#include "base/arena.h"
#include "recon/stored_sums.h"
#include "recon/tally_parts.h"
#include "store/store_read.h"

#include <stdlib.h>
#include <string.h>

/* One row's worth for each component: a stated and a used currency of one section. */
struct kept_pair {
    currency_code stated, used;
    struct money_total *read[TALLY_COMPONENTS]; /* NULL: nothing was read */
    const struct tally_pair *classes;           /* NULL: no line passed */
};

struct kept_section {
    int64_t section_id;
    const struct section_facts *facts;
    struct kept_pair *pairs;
    size_t count;
};

static bool is_kept(enum role role);
static enum status keep_section(struct kept_section *kept, const struct tally *tally,
                                const struct run_facts *facts, struct store_query *sums,
                                struct store_insert *insert, struct failure *failure);
static enum status read_sums(struct kept_section *kept, struct store_query *sums,
                             currency_code base, struct failure *failure);
static struct kept_pair *kept_pair_of(struct kept_section *kept, currency_code stated,
                                      currency_code used);
static void kept_free(struct kept_section *kept);
static enum component plain_component(const struct era *era);
static bool has_cells(const struct kept_pair *pair, enum component component);
static enum status put_row(const struct kept_section *kept, const struct kept_pair *pair,
                           enum component component, struct store_insert *insert,
                           struct failure *failure);
static void add_amount(struct buffer *into, struct money_total *left,
                       const struct money_total *amount);

/* --- while lines pass ----------------------------------------------------------------------
 */

void tally_line(struct tally *tally, const struct movement *movement, enum line_class class,
                currency_code used)
{
    tie_assert(tally != NULL && movement != NULL && class < CLASS_COUNT);
    tie_assert(movement->section < tally->section_count);
    struct tally_pair *pair =
        tally_pair_of(&tally->sections[movement->section], movement->currency, used);
    pair->lines++;
    uint32_t told = movement->present & (COMPONENT_BIT(TALLY_COMPONENTS) - 1);
    unsigned at = 0;
    for (uint32_t left = told; left != 0; left &= left - 1) {
        int component = __builtin_ctz(left);
        struct money_total **total = &pair->totals[component][class];
        if (*total == NULL)
            *total = money_total_new();
        money_total_add(*total, (struct money){movement_micro(movement, at++)});
    }
}

struct tally_pair *tally_pair_of(struct tally_section *section, currency_code stated,
                                 currency_code used)
{
    for (size_t i = 0; i < section->count; i++)
        if (section->pairs[i].stated == stated && section->pairs[i].used == used)
            return &section->pairs[i];
    size_t at = section->count++;
    section->pairs = memory_resize(section->pairs, section->count, sizeof *section->pairs);
    memset(&section->pairs[at], 0, sizeof section->pairs[at]);
    section->pairs[at].stated = stated;
    section->pairs[at].used = used;
    return &section->pairs[at];
}

void tally_sections_free(struct tally *tally)
{
    for (size_t i = 0; i < tally->section_count; i++) {
        struct tally_section *section = &tally->sections[i];
        for (size_t pair = 0; pair < section->count; pair++)
            for (int component = 0; component < TALLY_COMPONENTS; component++)
                for (int class = 0; class < CLASS_COUNT; class ++)
                    money_total_free(section->pairs[pair].totals[component][class]);
        free(section->pairs);
    }
    free(tally->sections);
}

/* --- storing -------------------------------------------------------------------------------
 */

enum status tally_store_conservation(const struct tally *tally, const struct run_facts *facts,
                                     struct store *store, struct failure *failure)
{
    tie_assert(tally != NULL && facts != NULL && store != NULL);
    tie_assert(tally->section_count == facts->section_count);
    struct store_query *sums = NULL;
    struct store_insert *insert = NULL;
    enum status status = stored_sums_take(store, failure);
    if (status == STATUS_OK)
        status = store_query_open(&sums, store,
                                  STR("SELECT component, currency, taken, sum "
                                      "FROM stored_sum WHERE section_id = ?1"),
                                  failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, store, "conservation", 13, failure);
    for (size_t i = 0; status == STATUS_OK && i < facts->section_count; i++) {
        struct kept_section kept = {.section_id = (int64_t)i, .facts = &facts->sections[i]};
        if (!is_kept(kept.facts->era->family->role))
            continue;
        status = keep_section(&kept, tally, facts, sums, insert, failure);
        kept_free(&kept);
    }
    store_query_close(sums);
    store_insert_close(insert);
    return status;
}

/* Stated totals go into no position. */
static bool is_kept(enum role role)
{
    return role == ROLE_BILLED || role == ROLE_DISBURSED || role == ROLE_TAXED ||
           role == ROLE_STATED_OPEN || role == ROLE_OPENING || role == ROLE_STATED_PAID;
}

static enum status keep_section(struct kept_section *kept, const struct tally *tally,
                                const struct run_facts *facts, struct store_query *sums,
                                struct store_insert *insert, struct failure *failure)
{
    const struct tally_section *section = &tally->sections[kept->section_id];
    enum component plain = plain_component(kept->facts->era);
    enum status status = read_sums(kept, sums, facts->base_currency, failure);
    for (size_t i = 0; status == STATUS_OK && i < section->count; i++)
        kept_pair_of(kept, section->pairs[i].stated, section->pairs[i].used)->classes =
            &section->pairs[i];
    if (status == STATUS_OK && kept->count == 0)
        kept_pair_of(kept, CURRENCY_NONE, CURRENCY_NONE);
    for (size_t i = 0; i < kept->count; i++)
        for (int c = 0; status == STATUS_OK && c < TALLY_COMPONENTS; c++)
            if (c == (int)plain || has_cells(&kept->pairs[i], (enum component)c))
                status = put_row(kept, &kept->pairs[i], (enum component)c, insert, failure);
    return status;
}

static enum status read_sums(struct kept_section *kept, struct store_query *sums,
                             currency_code base, struct failure *failure)
{
    bool found = true;
    store_query_reset(sums);
    store_query_bind_integer(sums, 1, kept->section_id);
    for (;;) {
        enum status status = store_query_step(sums, &found, failure);
        if (status != STATUS_OK || !found)
            return status;
        enum component component;
        currency_code stated = CURRENCY_NONE;
        currency_code used = CURRENCY_NONE;
        if (!component_find(store_query_text(sums, 0), &component) ||
            component >= (enum component)TALLY_COMPONENTS)
            continue;
        currency_parse(store_query_text(sums, 1), &stated);
        if (!currency_parse(store_query_text(sums, 2), &used))
            used = stated == CURRENCY_NONE ? base : stated;
        struct money_total **read = &kept_pair_of(kept, stated, used)->read[component];
        if (*read == NULL)
            *read = money_total_new();
        bool good = money_total_add_text(*read, store_query_text(sums, 3));
        tie_assert(good);
    }
}

static struct kept_pair *kept_pair_of(struct kept_section *kept, currency_code stated,
                                      currency_code used)
{
    for (size_t i = 0; i < kept->count; i++)
        if (kept->pairs[i].stated == stated && kept->pairs[i].used == used)
            return &kept->pairs[i];
    size_t at = kept->count++;
    kept->pairs = memory_resize(kept->pairs, kept->count, sizeof *kept->pairs);
    kept->pairs[at] = (struct kept_pair){.stated = stated, .used = used};
    return &kept->pairs[at];
}

static void kept_free(struct kept_section *kept)
{
    for (size_t i = 0; i < kept->count; i++)
        for (int component = 0; component < TALLY_COMPONENTS; component++)
            money_total_free(kept->pairs[i].read[component]);
    free(kept->pairs);
}

/* The amount that stands for a file even when all of it is zero. */
static enum component plain_component(const struct era *era)
{
    static const enum component wanted[] = {COMPONENT_GROSS, COMPONENT_NET,
                                            COMPONENT_TAX_AMOUNT};
    for (size_t i = 0; i < array_count(wanted); i++)
        for (size_t column = 0; column < era->column_count; column++)
            if (era->columns[column].field == FIELD_AMOUNT &&
                era->columns[column].component == wanted[i])
                return wanted[i];
    return era->family->role == ROLE_TAXED ? COMPONENT_TAX_AMOUNT : COMPONENT_GROSS;
}

static bool has_cells(const struct kept_pair *pair, enum component component)
{
    if (pair->read[component] != NULL)
        return true;
    for (int class = 0; pair->classes != NULL && class < CLASS_COUNT; class ++)
        if (pair->classes->totals[component][class] != NULL)
            return true;
    return false;
}

static enum status put_row(const struct kept_section *kept, const struct kept_pair *pair,
                           enum component component, struct store_insert *insert,
                           struct failure *failure)
{
    struct money_total *left = money_total_new();
    struct buffer texts[CLASS_COUNT + 2] = {0}; /* read, each class, difference */
    char stated[CURRENCY_TEXT_BYTES];
    char used[CURRENCY_TEXT_BYTES];
    struct store_cell cells[CLASS_COUNT + 7];
    size_t at = 0;
    if (pair->read[component] != NULL)
        money_total_add_total(left, pair->read[component]);
    money_total_format(left, &texts[0]);
    for (int class = 0; class < CLASS_COUNT; class ++)
        add_amount(&texts[class + 1], left,
                   pair->classes == NULL ? NULL : pair->classes->totals[component][class]);
    money_total_format(left, &texts[CLASS_COUNT + 1]);
    cells[at++] = store_integer(kept->section_id);
    cells[at++] = store_text(component_name(component));
    cells[at++] = store_text(str_from(currency_format(pair->stated, stated)));
    cells[at++] = store_text(str_from(currency_format(pair->used, used)));
    for (size_t i = 0; i < array_count(texts); i++)
        cells[at++] = store_text(buffer_str(&texts[i]));
    cells[at++] = store_text(money_total_sign(left) != 0         ? STR("off")
                             : kept->facts->rejected_records > 0 ? STR("incomplete")
                                                                 : STR("ties"));
    tie_assert(at == array_count(cells));
    enum status status = store_insert_row(insert, cells, failure);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
    money_total_free(left);
    return status;
}

/* Prints one class's amount and takes it from what is left to account for. */
static void add_amount(struct buffer *into, struct money_total *left,
                       const struct money_total *amount)
{
    if (amount == NULL) {
        buffer_add_c(into, "0.00");
        return;
    }
    money_total_format(amount, into);
    money_total_subtract_total(left, amount);
}
