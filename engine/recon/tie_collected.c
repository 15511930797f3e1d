/* Ages of what was paid out: the payout of that day, by the days from billing to payout. */
#include "recon/tie_ages.h"

static enum status take_table(struct tie_rows *rows, const struct payouts *payouts,
                              const struct section_facts *section, struct str scope,
                              currency_code currency, struct age_figures *figures);
static const struct payout_ages *ages_of(const struct payouts *payouts, day_number day,
                                         currency_code *currency, const char **never);

enum status tie_collected_ages(struct tie_rows *rows, const struct payouts *payouts)
{
    tie_assert(rows != NULL && payouts != NULL);
    return tie_ages_read(rows, payouts, STATED_COLLECTED, take_table);
}

static enum status take_table(struct tie_rows *rows, const struct payouts *payouts,
                              const struct section_facts *section, struct str scope,
                              currency_code currency, struct age_figures *figures)
{
    const char *never = NULL;
    const struct payout_ages *ages = ages_of(payouts, section->covers_to, &currency, &never);
    if (never != NULL && figures->never.length == 0)
        buffer_add_c(&figures->never, never);
    for (int age = 0; ages != NULL && age < STATED_AGE_COUNT; age++)
        for (int basis = 0; basis < BASIS_COUNT; basis++)
            if (ages->sums[age][basis] != NULL)
                money_total_add_total(figures->computed[age][basis], ages->sums[age][basis]);
    if (ages != NULL && ages->unknown > 0)
        buffer_format(&figures->never_buckets,
                      "the billing day of %lld of %lld payout lines is not known",
                      (long long)ages->unknown, (long long)ages->lines);
    return tie_put_ages(rows, "collected-ages", scope, currency, figures);
}

/* A report without a currency speaks of the one its payout is in. */
static const struct payout_ages *ages_of(const struct payouts *payouts, day_number day,
                                         currency_code *currency, const char **never)
{
    const struct payout_ages *found = NULL;
    size_t count = 0;
    for (size_t at = 0; at < payouts->age_count; at++) {
        const struct payout_ages *ages = &payouts->ages[at];
        if (ages->day != day || (*currency != CURRENCY_NONE && ages->currency != *currency))
            continue;
        found = ages;
        count++;
    }
    if (count == 0)
        *never = "no payout line of that day is loaded";
    else if (count > 1)
        *never = "the payout is in several currencies, and the report names none";
    if (count == 1)
        *currency = found->currency;
    return count == 1 ? found : NULL;
}
