/* A position as a row of the books, column by column in the order of schema.sql. */
#include "pipeline/position_rows.h"

enum { PARTIES_BYTES = 48 }; /* all names of parties, and room */

struct row {
    struct store_cell *cells;
    size_t count, capacity;
    char texts[8][PARTIES_BYTES];
    size_t text_count;
};

static int64_t later_lines(uint32_t later_roles);
static void row_cell(struct row *row, struct store_cell cell);
static void row_integer(struct row *row, int64_t value);
static void row_money(struct row *row, struct money amount);
static void row_money_if(struct row *row, bool known, struct money amount);
static void row_days(struct row *row, int32_t days);
static void row_day(struct row *row, day_number day);
static void row_text(struct row *row, struct str text);
static void row_key(struct row *row, const struct positions *positions,
                    const struct position *position);
static void row_sums(struct row *row, const struct position *position);
static void row_cut_sums(struct row *row, const struct position *position);
static void row_counts(struct row *row, const struct position *position);
static void row_dates(struct row *row, const struct position *position);
static void row_ageing(struct row *row, const struct position *position, day_number as_of);
static void row_statuses(struct row *row, const struct position *position);
static void row_attributes(struct row *row, const struct position *position);
static void row_stated(struct row *row, const struct position_stated *stated);
static struct str currency_text(currency_code currency, char text[CURRENCY_TEXT_BYTES]);
static struct str parties_text(uint32_t parties, char text[PARTIES_BYTES]);

enum status position_row_active(struct positions *positions, const struct position *position,
                                struct failure *failure)
{
    struct store_cell cells[POSITION_ACTIVE_COLUMNS];
    struct row row = {.cells = cells, .capacity = array_count(cells)};
    row_key(&row, positions, position);
    row_text(&row, position_state_name(position->state));
    row_text(&row, position_cause_name(position->cause));
    row_text(&row, position_basis_name(position->basis));
    row_sums(&row, position);
    row_counts(&row, position);
    row_dates(&row, position);
    row_ageing(&row, position, positions->run->run_facts.as_of);
    row_statuses(&row, position);
    row_attributes(&row, position);
    tie_assert(row.count == array_count(cells));
    return store_bulk_row(positions->active, cells, failure);
}

/* Most positions end here: cells straight into their places. */
enum status position_row_rest(struct positions *positions, const struct position *position,
                              struct failure *failure)
{
    char currency[CURRENCY_TEXT_BYTES];
    char parties[PARTIES_BYTES];
    const struct store_cell cells[] = {
        store_integer(positions->next_id),
        store_integer(position->reference_id),
        store_text(currency_text(position->currency, currency)),
        store_money(position->billed[COMPONENT_GROSS]),
        store_money(position->billed[COMPONENT_FEE]),
        store_money(position->billed[COMPONENT_TAX]),
        store_money(position->billed[COMPONENT_NET]),
        store_money(position->disbursed[COMPONENT_NET]),
        store_money(position->billed_net_x),
        store_money(position->tax_calculated),
        store_money(position->tax_aws),
        store_day(position->billed_on),
        store_text(billed_on_source_name(position->billed_on_source)),
        store_day(position->due_on),
        store_text(terms_source_name(position->terms_source)),
        position_cell_days(position->terms_days),
        store_day(position->disbursed_on),
        store_day(position->first_payout_on),
        store_day(position->last_movement_on),
        position_cell_days(position->days_to_collect),
        position_cell_days(position->days_late),
        store_day(position->taxed_on),
        store_text(net_status_name(position->net_status)),
        store_text(tax_status_name(position->tax_status)),
        store_text(parties_text(position->parties, parties)),
        store_text(position->tax_codes),
        store_money(position->disbursed_after_as_of),
        store_day(position->disbursed_after_on),
        store_integer(position->payer_id),
        store_integer(position->product_id),
        store_integer(position->customer_id),
        store_integer(position->attribute_line),
        store_text(position->evidence_of_waited ? STR("") : position->evidence),
    };
    _Static_assert(array_count(cells) == POSITION_REST_COLUMNS, "as schema.sql has them");
    return store_bulk_row(positions->rest, cells, failure);
}

enum status position_row_cut(struct positions *positions, const struct position_then *then,
                             struct failure *failure)
{
    struct store_cell cells[POSITION_CUT_COLUMNS];
    struct row row = {.cells = cells, .capacity = array_count(cells)};
    const struct position *position = then->position;
    char *currency = row.texts[row.text_count++];
    row_integer(&row, ++positions->next_cut_id);
    row_day(&row, then->cut->day);
    row_integer(&row, then->cut->of_list);
    row_integer(&row, then->cut->of_ages);
    row_integer(&row, positions->next_id);
    row_integer(&row, position->reference_id);
    row_text(&row, str_from(currency_format(position->currency, currency)));
    row_integer(&row, position->payer_id);
    row_text(&row, position_state_name(position->state));
    row_text(&row, position_cause_name(position->cause));
    row_text(&row, position_basis_name(position->basis));
    row_integer(&row, position->billed_lines + position->opening_lines);
    row_day(&row, position->billed_on);
    row_text(&row, billed_on_source_name(position->billed_on_source));
    row_day(&row, position->due_on);
    row_cut_sums(&row, position);
    row_integer(&row, then->listed);
    row_integer(&row, then->reference_listed);
    row_integer(&row, then->in_transit);
    row_integer(&row, then->billed_lines_as_of);
    row_money_if(&row, position->stated_open_net_known, position->stated_open_net);
    row_day(&row, then->listed_period);
    tie_assert(row.count == array_count(cells));
    return store_bulk_row(positions->cut, cells, failure);
}

struct store_cell position_cell_days(int32_t days)
{
    return days == POSITION_DAYS_UNKNOWN ? store_null() : store_integer(days);
}

/* As schema.sql has it, whatever the order of roles is here. */
static int64_t later_lines(uint32_t later_roles)
{
    return (later_roles >> ROLE_BILLED & 1) | (later_roles >> ROLE_DISBURSED & 1) << 1 |
           (later_roles >> ROLE_TAXED & 1) << 2;
}

static void row_cell(struct row *row, struct store_cell cell)
{
    tie_assert(row->count < row->capacity);
    row->cells[row->count++] = cell;
}

static void row_integer(struct row *row, int64_t value)
{
    row_cell(row, store_integer(value));
}

static void row_money(struct row *row, struct money amount)
{
    row_cell(row, store_money(amount));
}

static void row_money_if(struct row *row, bool known, struct money amount)
{
    row_cell(row, known ? store_money(amount) : store_null());
}

static void row_days(struct row *row, int32_t days)
{
    row_cell(row, position_cell_days(days));
}

static void row_day(struct row *row, day_number day)
{
    row_cell(row, store_day(day));
}

static void row_text(struct row *row, struct str text)
{
    row_cell(row, store_text(text));
}

static void row_key(struct row *row, const struct positions *positions,
                    const struct position *position)
{
    char *currency = row->texts[row->text_count++];
    row_integer(row, positions->next_id);
    row_integer(row, position->reference_id);
    row_text(row, currency_text(position->currency, currency));
}

static void row_sums(struct row *row, const struct position *position)
{
    for (int i = 0; i < COMPONENT_POSITION_COUNT; i++)
        row_money(row, position->billed[i]);
    for (int i = 0; i < COMPONENT_POSITION_COUNT; i++)
        row_money(row, position->disbursed[i]);
    row_money(row, position->billed_net_x);
    row_money(row, position->disbursed_net_x);
    row_money(row, position->open_gross);
    row_money(row, position->refund_gap);
    row_money(row, position->collectible);
    row_money_if(row, position->open_tax_known, position->open_tax);
    row_money_if(row, position->open_fee_known, position->open_fee);
    row_money_if(row, position->open_net_known, position->open_net);
    row_money_if(row, position->expected_fee_refund_known, position->expected_fee_refund);
    row_money(row, position->tax_calculated);
    row_money(row, position->tax_aws);
    row_money(row, position->tax_report_refund);
    row_money(row, position->tax_difference);
}

static void row_cut_sums(struct row *row, const struct position *position)
{
    row_money(row, position->billed[COMPONENT_GROSS]);
    row_money(row, position->billed[COMPONENT_REFUND]);
    row_money(row, position->billed[COMPONENT_TAX]);
    row_money(row, position->billed[COMPONENT_TAX_REFUND]);
    row_money(row, position->billed_net_x);
    row_money(row, position->disbursed[COMPONENT_GROSS]);
    row_money(row, position->disbursed[COMPONENT_REFUND]);
    row_money(row, position->disbursed[COMPONENT_TAX]);
    row_money(row, position->disbursed[COMPONENT_TAX_REFUND]);
    row_money(row, position->disbursed_net_x);
    row_money(row, position->open_gross);
    row_money(row, position->refund_gap);
    row_money(row, position->collectible);
    row_money_if(row, position->open_tax_known, position->open_tax);
    row_money_if(row, position->open_net_known, position->open_net);
}

static void row_counts(struct row *row, const struct position *position)
{
    row_integer(row, position->billed_lines);
    row_integer(row, position->opening_lines);
    row_integer(row, position->disbursed_lines);
    row_integer(row, position->tax_lines);
    row_integer(row, position->stated_open_lines);
    row_integer(row, position->billed_refund_lines);
    row_integer(row, position->disbursed_refund_lines);
    row_integer(row, position->disbursed_fee_lines);
    row_integer(row, position->tax_refund_lines);
    row_integer(row, position->refund_lines);
    row_integer(row, position->any_gross);
    row_integer(row, position->billed_currencies);
    row_integer(row, position->currency_assumed);
}

static void row_dates(struct row *row, const struct position *position)
{
    row_day(row, position->billed_on);
    row_text(row, billed_on_source_name(position->billed_on_source));
    row_day(row, position->billed_from);
    row_day(row, position->due_on);
    row_text(row, terms_source_name(position->terms_source));
    row_days(row, position->terms_days);
    row_day(row, position->disbursed_on);
    row_day(row, position->first_payout_on);
    row_day(row, position->last_movement_on);
    row_day(row, position->billed_refund_on);
    row_day(row, position->disbursed_refund_on);
    row_day(row, position->refund_on);
    row_day(row, position->taxed_on);
    row_day(row, position->taxed_to);
    row_day(row, position->newest_list_on);
}

static void row_ageing(struct row *row, const struct position *position, day_number as_of)
{
    day_number billed = position->billed_on;
    day_number due = position->due_on;
    row_cell(row, billed == DAY_NONE ? store_null() : store_integer((int64_t)as_of - billed));
    row_text(row, age_bucket_name(position->age_bucket, position->age_stand_in));
    row_cell(row, due == DAY_NONE ? store_null() : store_integer((int64_t)as_of - due));
    row_text(row, due_bucket_name(position->due_bucket));
}

static void row_statuses(struct row *row, const struct position *position)
{
    row_text(row, net_status_name(position->net_status));
    row_days(row, position->days_to_collect);
    row_days(row, position->days_late);
    row_days(row, position->observed_days);
    row_day(row, position->expected_month);
    row_text(row, tax_status_name(position->tax_status));
    row_text(row, parties_text(position->parties, row->texts[row->text_count++]));
    row_text(row, position->tax_codes);
    row_money_if(row, position->stated_open_net_known, position->stated_open_net);
    row_money_if(row, position->collected_net_known, position->collected_net);
    row_money(row, position->disbursed_after_as_of);
    row_day(row, position->disbursed_after_on);
    row_integer(row, later_lines(position->later_roles));
}

static void row_attributes(struct row *row, const struct position *position)
{
    row_integer(row, position->payer_id);
    row_integer(row, position->billed_payer_id);
    row_integer(row, position->disbursed_payer_id);
    row_integer(row, position->product_id);
    row_integer(row, position->products_differ);
    row_integer(row, position->customer_id);
    row_integer(row, position->attribute_line);
    row_stated(row, &position->stated);
    row_text(row, position->evidence);
}

static void row_stated(struct row *row, const struct position_stated *stated)
{
    row_integer(row, stated->lines);
    row_integer(row, stated->stands_in);
    row_money_if(row, stated->compared, stated->amount);
    row_money_if(row, stated->compared, stated->given);
    row_day(row, stated->compared ? stated->fact : DAY_NONE);
}

/* Its length need not be looked for. */
static struct str currency_text(currency_code currency, char text[CURRENCY_TEXT_BYTES])
{
    currency_format(currency, text);
    return (struct str){text, currency != CURRENCY_NONE ? CURRENCY_TEXT_BYTES - 1 : 0};
}

/* Distinct parties, sorted, joined by a blank. */
static struct str parties_text(uint32_t parties, char text[PARTIES_BYTES])
{
    const enum tax_party sorted[] = {PARTY_AWS, PARTY_NONE, PARTY_OTHER, PARTY_SELLER};
    size_t length = 0;
    for (size_t i = 0; i < array_count(sorted); i++) {
        if (!(parties & (uint32_t)1 << sorted[i]))
            continue;
        struct str name = tax_party_name(sorted[i]);
        if (parties == (uint32_t)1 << sorted[i])
            return name;
        if (length > 0)
            text[length++] = ' ';
        tie_assert(length + name.length < PARTIES_BYTES);
        for (size_t j = 0; j < name.length; j++)
            text[length++] = name.bytes[j];
    }
    return (struct str){text, length};
}
