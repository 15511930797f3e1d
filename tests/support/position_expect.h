/* What a position says, by name and as text, so that an expectation is one line:
 * "state=settled collectible=0.00 due_on=2024-02-14". Names are those of the books' columns. */
#ifndef TIEOUT_TESTS_POSITION_EXPECT_H
#define TIEOUT_TESTS_POSITION_EXPECT_H

#include "position_world.h"

static inline void expect_day(struct buffer *into, day_number day)
{
    char text[DAY_TEXT_BYTES];
    buffer_add_c(into, day_format(day, text));
}

static inline void expect_money(struct buffer *into, struct money amount, bool known)
{
    char text[MONEY_TEXT_BYTES];
    if (known)
        buffer_add_c(into, money_format(amount, text));
}

static inline void expect_days(struct buffer *into, int32_t days)
{
    if (days != POSITION_DAYS_UNKNOWN)
        buffer_add_count(into, days);
}

static inline bool expect_side(struct buffer *into, const struct position *p, struct str key)
{
    enum component component = COMPONENT_GROSS;
    const struct money *sums = p->billed;
    struct str name = {0};
    struct str side = str_split(key, '_', &name);
    if (str_equal(side, STR("disbursed")))
        sums = p->disbursed;
    else if (!str_equal(side, STR("billed")))
        return false;
    if (!component_find(name, &component))
        return false;
    expect_money(into, sums[component], true);
    return true;
}

static inline bool expect_word(struct buffer *into, const struct world *world,
                               const struct position *p, struct str key)
{
    const struct {
        const char *key;
        struct str word;
    } words[] = {
        {"state", position_state_name(p->state)},
        {"cause", position_cause_name(p->cause)},
        {"basis", position_basis_name(p->basis)},
        {"billed_on_source", billed_on_source_name(p->billed_on_source)},
        {"terms_source", terms_source_name(p->terms_source)},
        {"age_bucket", age_bucket_name(p->age_bucket, p->age_stand_in)},
        {"due_bucket", due_bucket_name(p->due_bucket)},
        {"net_status", net_status_name(p->net_status)},
        {"tax_status", tax_status_name(p->tax_status)},
        {"tax_codes", p->tax_codes},
        {"evidence", p->evidence},
        {"payer", intern_text(&world->payers.names, p->payer_id)},
        {"billed_payer", intern_text(&world->payers.names, p->billed_payer_id)},
        {"disbursed_payer", intern_text(&world->payers.names, p->disbursed_payer_id)},
        {"product", ledger_part(intern_text(&world->ledger.products, p->product_id), 0)},
        {"products_differ", p->products_differ ? STR("yes") : STR("no")},
        {"at_rest", p->at_rest ? STR("yes") : STR("no")},
        {"flagged", p->flagged ? STR("yes") : STR("no")},
        {"any_gross", p->any_gross ? STR("yes") : STR("no")},
        {"stands_in", p->stated.stands_in ? STR("yes") : STR("no")},
        {"currency_assumed", p->currency_assumed ? STR("yes") : STR("no")},
        {"observed_stand_in", p->observed_stand_in ? STR("yes") : STR("no")},
    };
    for (size_t at = 0; at < array_count(words); at++) {
        if (str_equal(key, str_from(words[at].key))) {
            buffer_add(into, words[at].word);
            return true;
        }
    }
    return false;
}

static inline bool expect_amount(struct buffer *into, const struct position *p, struct str key)
{
    const struct {
        const char *key;
        struct money amount;
        bool known;
    } amounts[] = {
        {"billed_net_x", p->billed_net_x, true},
        {"disbursed_net_x", p->disbursed_net_x, true},
        {"open_gross", p->open_gross, true},
        {"refund_gap", p->refund_gap, true},
        {"collectible", p->collectible, true},
        {"open_tax", p->open_tax, p->open_tax_known},
        {"open_fee", p->open_fee, p->open_fee_known},
        {"open_net", p->open_net, p->open_net_known},
        {"expected_fee_refund", p->expected_fee_refund, p->expected_fee_refund_known},
        {"stated_open_net", p->stated_open_net, p->stated_open_net_known},
        {"collected_net", p->collected_net, p->collected_net_known},
        {"tax_calculated", p->tax_calculated, true},
        {"tax_aws", p->tax_aws, true},
        {"tax_report_refund", p->tax_report_refund, true},
        {"tax_difference", p->tax_difference, true},
        {"disbursed_after_as_of", p->disbursed_after_as_of, true},
        {"stated", p->stated.amount, p->stated.compared},
        {"given", p->stated.given, p->stated.compared},
    };
    for (size_t at = 0; at < array_count(amounts); at++) {
        if (str_equal(key, str_from(amounts[at].key))) {
            expect_money(into, amounts[at].amount, amounts[at].known);
            return true;
        }
    }
    return expect_side(into, p, key);
}

static inline bool expect_date(struct buffer *into, const struct position *p, struct str key)
{
    const struct {
        const char *key;
        day_number day;
    } days[] = {
        {"billed_on", p->billed_on},
        {"billed_from", p->billed_from},
        {"due_on", p->due_on},
        {"disbursed_on", p->disbursed_on},
        {"first_payout_on", p->first_payout_on},
        {"last_movement_on", p->last_movement_on},
        {"billed_refund_on", p->billed_refund_on},
        {"disbursed_refund_on", p->disbursed_refund_on},
        {"refund_on", p->refund_on},
        {"taxed_on", p->taxed_on},
        {"taxed_to", p->taxed_to},
        {"newest_list_on", p->newest_list_on},
        {"expected_month", p->expected_month},
        {"disbursed_after_on", p->disbursed_after_on},
        {"stated_fact", p->stated.compared ? p->stated.fact : DAY_NONE},
    };
    for (size_t at = 0; at < array_count(days); at++) {
        if (str_equal(key, str_from(days[at].key))) {
            expect_day(into, days[at].day);
            return true;
        }
    }
    return false;
}

static inline bool expect_count(struct buffer *into, const struct position *p, struct str key)
{
    const struct {
        const char *key;
        int32_t count;
    } counts[] = {
        {"billed_lines", p->billed_lines},
        {"opening_lines", p->opening_lines},
        {"disbursed_lines", p->disbursed_lines},
        {"tax_lines", p->tax_lines},
        {"stated_open_lines", p->stated_open_lines},
        {"billed_refund_lines", p->billed_refund_lines},
        {"disbursed_refund_lines", p->disbursed_refund_lines},
        {"disbursed_fee_lines", p->disbursed_fee_lines},
        {"tax_refund_lines", p->tax_refund_lines},
        {"refund_lines", p->refund_lines},
        {"billed_currencies", p->billed_currencies},
        {"terms_days", p->terms_days},
        {"days_to_collect", p->days_to_collect},
        {"days_late", p->days_late},
        {"observed_days", p->observed_days},
        {"parties", (int32_t)p->parties},
        {"attribute_section", (int32_t)(p->attribute_line >> 32)},
        {"attribute_record", (int32_t)(p->attribute_line & UINT32_MAX)},
    };
    for (size_t at = 0; at < array_count(counts); at++) {
        if (str_equal(key, str_from(counts[at].key))) {
            expect_days(into, counts[at].count);
            return true;
        }
    }
    return false;
}

/* True when the position of `key` is as `expected` says ("none": there is no such position);
 * prints what is not. In a value '_' stands for a blank. */
static inline bool world_is(const struct world *world, const char *name, const char *key,
                            const char *expected)
{
    const struct position *position = world_find(world, key);
    if (strcmp(expected, "none") == 0 || position == NULL) {
        if (position != NULL || strcmp(expected, "none") != 0)
            fprintf(stderr, "%s: %s: position %s\n", name, key,
                    position == NULL ? "missing" : "should not be");
        return position == NULL && strcmp(expected, "none") == 0;
    }
    bool all = true;
    for (struct str rest = str_from(expected); rest.length > 0;) {
        struct str value = str_split(rest, ' ', &rest);
        struct str field = str_split(value, '=', &value);
        if (field.length == 0)
            continue;
        struct buffer actual = {0};
        bool known = expect_word(&actual, world, position, field) ||
                     expect_amount(&actual, position, field) ||
                     expect_date(&actual, position, field) ||
                     expect_count(&actual, position, field);
        for (size_t at = 0; at < actual.length; at++)
            if (actual.bytes[at] == ' ')
                actual.bytes[at] = '_';
        if (!known || !str_equal(buffer_str(&actual), value)) {
            fprintf(stderr, "%s: %s: %.*s is '%s', not '%.*s'%s\n", name, key,
                    (int)field.length, field.bytes, buffer_c(&actual), (int)value.length,
                    value.length > 0 ? value.bytes : "", known ? "" : " (no such field)");
            all = false;
        }
        buffer_free(&actual);
    }
    return all;
}

/* One row a world: its lines, and what one position must be. */
struct world_row {
    const char *name;
    const char *lines;
    const char *key; /* "A USD" */
    const char *expected;
};

static inline bool world_row_holds(const struct world_row *row)
{
    static struct world world;
    world_init(&world);
    world_add(&world, row->lines);
    bool ran = world_pass(&world) == STATUS_OK;
    if (!ran)
        failure_print(&world.failure, stderr);
    bool holds = ran && world_is(&world, row->name, row->key, row->expected);
    world_free(&world);
    return holds;
}

/* All of them, so that one run names every row that does not hold. */
static inline bool world_rows_hold(const struct world_row *rows, size_t count)
{
    bool all = true;
    for (size_t at = 0; at < count; at++)
        all = world_row_holds(&rows[at]) && all;
    return all;
}

#endif
