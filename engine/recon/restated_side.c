/* The lines of one of two files that are held against each other. */
#include "recon/restated_parts.h"

#include "base/arena.h"

enum { BEFORE_PLAIN = 3 }; /* columns in front of the plain ones */

#define AMOUNTS_OF_POSITIONS                                                                   \
    {                                                                                          \
        "gross", "fee", "refund", "fee_refund", "credit", "fee_credit", "cost", "cost_refund", \
            "tax", "tax_refund", "net", "collected_net", "forgiven", "adjustment", "aws_tax"   \
    }

static const struct restated_layout layouts[ROLE_COUNT] = {
    [ROLE_BILLED] = {"reference_id",
                     {"dated", "due", "ar_period", "product_id", "customer_id", "offer_id",
                      "invoice_id"},
                     AMOUNTS_OF_POSITIONS},
    [ROLE_DISBURSED] = {"reference_id",
                        {"dated", "due", "ar_period", "product_id", "customer_id", "offer_id",
                         "invoice_id"},
                        AMOUNTS_OF_POSITIONS},
    [ROLE_STATED_OPEN] = {"reference_id",
                          {"dated", "due", "ar_period", "product_id", "customer_id"},
                          {"gross", "fee", "refund", "fee_refund", "net"}},
    [ROLE_TAXED] = {"reference_id",
                    {"dated", "product_id", "customer_id", "jurisdiction_id", "line_item_id",
                     "bill_id", "party", "event"},
                    {"tax_amount", "total_tax", "taxable", "nontaxable", "price"}},
    [ROLE_OPENING] = {"reference_id",
                      {"dated", "due", "customer_id"},
                      {"gross", "refund", "tax"}},
    [ROLE_STATED_PAID] = {"reference_id", {"dated", "status"}, {"net"}},
    [ROLE_STATED_TOTAL] = {"0",
                           {"dated", "settlement_id", "jurisdiction_id"},
                           {"payout", "gross", "net", "tax", "tax_refund", "age_30", "age_60",
                            "age_90", "age_120", "age_over", "age_all"}},
};

static void side_sql(const struct restated_layout *layout, struct str role,
                     const char *sections, struct buffer *into);
static enum status side_step(struct restated_side *side, struct failure *failure);
static void side_take(struct restated_side *side);

const struct restated_layout *restated_layout_of(enum role role)
{
    tie_assert(role < ROLE_ASIDE);
    return &layouts[role];
}

enum status restated_side_open(struct restated_side *side, const struct run_facts *facts,
                               const struct supersede_pair *pair, bool newer,
                               struct store *store, struct failure *failure)
{
    tie_assert(side != NULL && facts != NULL && pair != NULL);
    enum role role = facts->sections[pair->section].era->family->role;
    struct buffer sql = {0};
    side->facts = facts;
    side->layout = restated_layout_of(role);
    side_sql(side->layout, role_name(role), newer ? "by_section_id" : "section_id", &sql);
    enum status status = store_query_open(&side->query, store, buffer_str(&sql), failure);
    buffer_free(&sql);
    if (status != STATUS_OK)
        return status;
    store_query_bind_integer(side->query, 1, facts->sections[pair->section].file);
    store_query_bind_integer(side->query, 2, facts->sections[pair->by].file);
    return side_step(side, failure);
}

enum status restated_side_gather(struct restated_side *side, int64_t reference_id,
                                 currency_code currency, struct failure *failure)
{
    enum status status = STATUS_OK;
    side->count = 0;
    while (status == STATUS_OK && side->found && side->reference_id == reference_id &&
           side->currency == currency) {
        side_take(side);
        status = side_step(side, failure);
    }
    return status;
}

static void side_sql(const struct restated_layout *layout, struct str role,
                     const char *sections, struct buffer *into)
{
    buffer_format(into,
                  "SELECT line.line_id, %s, coalesce(line.currency, (SELECT currency FROM "
                  "reference_currency WHERE reference_id = %s), (SELECT currency FROM "
                  "line_currency AS own WHERE own.line_id = line.line_id), (SELECT value FROM "
                  "meta WHERE name = 'base_currency')) AS used",
                  layout->reference, layout->reference);
    for (size_t at = 0; at < RESTATED_PLAIN_MAX && layout->plain[at] != NULL; at++)
        buffer_format(into, ", line.%s", layout->plain[at]);
    for (size_t at = 0; at < RESTATED_AMOUNTS_MAX && layout->amounts[at] != NULL; at++)
        buffer_format(into, ", line.%s", layout->amounts[at]);
    buffer_format(into,
                  " FROM (SELECT DISTINCT overlap.%s AS id FROM overlap "
                  "JOIN section AS older ON older.section_id = overlap.section_id "
                  "JOIN section AS newer ON newer.section_id = overlap.by_section_id "
                  "WHERE overlap.replaced AND older.file_id = ?1 AND newer.file_id = ?2 "
                  "AND older.role = '%.*s') AS part CROSS JOIN line_%.*s AS line "
                  "WHERE line.line_id BETWEEN part.id << 32 AND part.id << 32 | 4294967295 "
                  "ORDER BY 2, 3, 1",
                  sections, (int)role.length, role.bytes, (int)role.length, role.bytes);
}

static enum status side_step(struct restated_side *side, struct failure *failure)
{
    enum status status = store_query_step(side->query, &side->found, failure);
    if (status != STATUS_OK || !side->found)
        return status;
    side->reference_id = store_query_integer(side->query, 1);
    side->currency = CURRENCY_NONE;
    currency_parse(store_query_text(side->query, 2), &side->currency);
    return STATUS_OK;
}

/* A day that is not known is stored as nothing, and read as zero: no line is of 1970. */
static void side_take(struct restated_side *side)
{
    const struct restated_layout *layout = side->layout;
    if (side->count == side->capacity) {
        side->capacity = 2 * side->capacity + 16;
        side->rows = memory_resize(side->rows, side->capacity, sizeof *side->rows);
    }
    struct restated_row *row = &side->rows[side->count++];
    *row = (struct restated_row){.line_id = store_query_integer(side->query, 0)};
    const struct section_facts *section = &side->facts->sections[row->line_id >> 32];
    int column = BEFORE_PLAIN;
    for (size_t at = 0; at < RESTATED_PLAIN_MAX && layout->plain[at] != NULL; at++)
        row->plain[at] = store_query_integer(side->query, column++);
    for (size_t at = 0; at < RESTATED_AMOUNTS_MAX && layout->amounts[at] != NULL; at++) {
        enum component component = COMPONENT_NET;
        int64_t factor = 1;
        if (component_find(str_from(layout->amounts[at]), &component) &&
            (int)component < COMPONENT_POSITION_COUNT)
            factor = section->factor[component];
        row->amounts[at] = factor * store_query_integer(side->query, column++);
    }
}
