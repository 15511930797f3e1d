/* Deposits: what the settlement report of a coverage states was paid, in all and by tax location,
 * against the payout lines of equal coverage. */
#include "recon/tie_stated_parts.h"

/* A location column and what its sum may be meant as. */
struct location_check {
    const char *check;
    enum stated_location location;
    enum payout_sum bases[4];
    size_t basis_count;
};

static const struct location_check location_checks[LOCATION_COUNT] = {
    {"location-net", LOCATION_NET, {PAYOUT_NET, PAYOUT_NET_WITH_TAX}, 2},
    {"location-gross",
     LOCATION_GROSS,
     {PAYOUT_GROSS, PAYOUT_GROSS_WITH_TAX, PAYOUT_GROSS_AND_REFUNDS,
      PAYOUT_GROSS_AND_REFUNDS_WITH_TAX},
     4},
    {"location-tax", LOCATION_TAX, {PAYOUT_TAX}, 1},
    {"location-tax-refund",
     LOCATION_TAX_REFUND,
     {PAYOUT_TAX_REFUND, PAYOUT_TAX_REFUND_TURNED},
     2},
};

static enum status tie_payout(struct tie_rows *rows, const struct payouts *payouts,
                              struct stated_payout *stated);
static const char *why_untestable(const struct payouts *payouts,
                                  const struct stated_payout *stated, currency_code *currency);
static enum status untestable(struct tie_rows *rows, struct tie_row *row,
                              const struct stated_payout *stated,
                              const struct money_total *deposits);
static enum status compare(struct tie_rows *rows, struct tie_row *row,
                           struct stated_payout *stated, const struct money_total *deposits,
                           bool clear, struct money_total *const *sums);
static enum status unstated(struct tie_rows *rows, const struct payouts *payouts,
                            const struct stated_payouts *stated);
static bool is_paid_on(const struct run_facts *facts, size_t section, day_number covers_to);
static int64_t rejects_of(const struct run_facts *facts, day_number covers_to);

enum status tie_payouts(struct tie_rows *rows, const struct payouts *payouts,
                        struct stated_payouts *stated)
{
    tie_assert(rows != NULL && payouts != NULL && stated != NULL);
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < stated->count; at++)
        status = tie_payout(rows, payouts, &stated->items[at]);
    if (status == STATUS_OK && stated->count > 0)
        status = unstated(rows, payouts, stated);
    return status;
}

static enum status tie_payout(struct tie_rows *rows, const struct payouts *payouts,
                              struct stated_payout *stated)
{
    char text[CURRENCY_TEXT_BYTES];
    currency_code currency = stated->currency;
    struct money_total *sums[PAYOUT_SUM_COUNT];
    struct money_total *deposits = money_total_new();
    bool clear = stated_payout_sum(stated, deposits);
    struct tie_row row = {.stated = true, .scope = buffer_str(&stated->scope)};
    row.why = why_untestable(payouts, stated, &currency);
    row.currency = str_from(currency_format(currency, text));
    enum status status = STATUS_OK;
    if (row.why != NULL) {
        status = untestable(rows, &row, stated, deposits);
    } else {
        stated->used_currency = currency;
        payout_sums_new(sums);
        payouts_sum(payouts, stated->covers_to, currency, sums);
        row.why = rejects_of(payouts->facts, stated->covers_to) > 0
                      ? "records of these reports were rejected"
                      : "the lines of the payout do not add up to it";
        status = compare(rows, &row, stated, deposits, clear, sums);
        payout_sums_free(sums);
    }
    money_total_free(deposits);
    return status;
}

/* A report without a currency speaks of the one its payout is in; NULL when that is clear. */
static const char *why_untestable(const struct payouts *payouts,
                                  const struct stated_payout *stated, currency_code *currency)
{
    bool paid = false;
    for (size_t at = 0; at < payouts->facts->section_count; at++)
        paid |= is_paid_on(payouts->facts, at, stated->covers_to);
    if (!paid)
        return "no payout report of that day is loaded";
    if (stated->currency != CURRENCY_NONE)
        return NULL;
    size_t currencies = payouts_currencies(payouts, stated->covers_to, currency);
    if (currencies > 1) {
        *currency = CURRENCY_NONE;
        return "the payout is in several currencies, and the report names none";
    }
    if (currencies == 0)
        *currency = payouts->facts->base_currency;
    return NULL;
}

static enum status untestable(struct tie_rows *rows, struct tie_row *row,
                              const struct stated_payout *stated,
                              const struct money_total *deposits)
{
    row->check = "payout";
    enum status status = tie_put_untestable(rows, row, deposits);
    for (size_t at = 0; status == STATUS_OK && at < array_count(location_checks); at++) {
        row->check = location_checks[at].check;
        status = tie_put_untestable(rows, row, stated->locations[location_checks[at].location]);
    }
    return status;
}

static enum status compare(struct tie_rows *rows, struct tie_row *row,
                           struct stated_payout *stated, const struct money_total *deposits,
                           bool clear, struct money_total *const *sums)
{
    const enum payout_sum deposit_bases[] = {PAYOUT_NET, PAYOUT_NET_WITH_TAX};
    struct tie_basis bases[4];
    size_t chosen = 0;
    for (size_t at = 0; at < array_count(deposit_bases); at++)
        bases[at] =
            (struct tie_basis){payout_sum_name(deposit_bases[at]), sums[deposit_bases[at]]};
    struct tie_row deposit = *row;
    deposit.check = "payout";
    if (!clear) {
        deposit.why = "one settlement is stated with several amounts";
        deposit.judged = true;
        deposit.verdict = TIE_OFF;
    }
    enum status status =
        tie_put_bases(rows, &deposit, deposits, bases, array_count(deposit_bases), &chosen);
    stated->basis = deposit_bases[chosen];
    for (size_t at = 0; status == STATUS_OK && at < array_count(location_checks); at++) {
        const struct location_check *check = &location_checks[at];
        for (size_t of = 0; of < check->basis_count; of++)
            bases[of] =
                (struct tie_basis){payout_sum_name(check->bases[of]), sums[check->bases[of]]};
        row->check = check->check;
        status = tie_put_bases(rows, row, stated->locations[check->location], bases,
                               check->basis_count, NULL);
    }
    return status;
}

/* Payouts no settlement report speaks of, while others have one. */
static enum status unstated(struct tie_rows *rows, const struct payouts *payouts,
                            const struct stated_payouts *stated)
{
    const struct run_facts *facts = payouts->facts;
    enum status status = STATUS_OK;
    for (size_t rank = 0; status == STATUS_OK && rank < facts->section_count; rank++)
        for (size_t at = 0; status == STATUS_OK && at < facts->section_count; at++) {
            const struct section_facts *section = &facts->sections[at];
            bool there = section->canonical != rank || !is_paid_on(facts, at, DAY_NONE);
            for (size_t of = 0; !there && of < stated->count; of++)
                there = stated->items[of].covers_to == section->covers_to;
            if (there || section->covers_to > facts->as_of)
                continue;
            struct buffer scope = {0};
            stated_scope(facts, section, &scope);
            struct tie_row row = {.check = "payout",
                                  .stated = true,
                                  .scope = buffer_str(&scope),
                                  .why = "no settlement report of this payout is loaded"};
            status = tie_put_untestable(rows, &row, NULL);
            buffer_free(&scope);
        }
    return status;
}

/* A payout section of that coverage; of any with DAY_NONE. */
static bool is_paid_on(const struct run_facts *facts, size_t section, day_number covers_to)
{
    const struct section_facts *at = &facts->sections[section];
    return at->era->family->role == ROLE_DISBURSED && !at->superseded &&
           at->era->family->cadence == CADENCE_PAYOUT &&
           (covers_to == DAY_NONE || at->covers_to == covers_to);
}

static int64_t rejects_of(const struct run_facts *facts, day_number covers_to)
{
    int64_t rejects = 0;
    for (size_t at = 0; at < facts->section_count; at++) {
        const struct section_facts *section = &facts->sections[at];
        bool concerns = section->era->family->role == ROLE_DISBURSED ||
                        section->era->family->states == STATED_PAYOUT;
        if (concerns && !section->superseded && section->covers_to == covers_to)
            rejects += section->rejected_records;
    }
    return rejects;
}
