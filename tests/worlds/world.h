/* A made-up business over seven months: charges billed in January to July 2024, paid out on the
 * 28th of the month after, taxed, and a list of open items of 29 August. Healthy by itself; an
 * injection (inject.h) adds a charge with one thing wrong and says which rules must find it. An
 * early world is the same business looked at on 20 June, with the reports made later loaded too.
 * All amounts are cents, from the seller's side: fees and refunds negative. */
#ifndef TIEOUT_WORLDS_WORLD_H
#define TIEOUT_WORLDS_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MONTHS = 7,
    MONTH_RECENT = MONTHS - 1, /* its charges may still be open without anybody's fault */
    PAYERS = 5,
    PAYER_INVOICED = PAYERS, /* gets invoices: a due date says nothing of how others pay */
    CELLS_MOST = 40,
    REFERENCE_ROOM = 24,
    ROWS_MOST = 400,
    EXPECTED_MOST = 400,
    ARGUMENTS_MOST = 8,
};

/* The reports of the world; of the monthly ones a file a month. */
enum report {
    REPORT_BILLED,
    REPORT_PAID,
    REPORT_TAXED,
    REPORT_LIST,       /* open items on 29 August */
    REPORT_EARLY_LIST, /* open items on 29 May; only where something stands on it */
    REPORT_ANNUAL,     /* billed too; only where something wants it */
    REPORT_AGAIN,      /* more of what was billed, of the same days; only where wanted */
    REPORT_SALES,      /* says again what was billed; only where something wants it */
    REPORT_PLACES,     /* what each payout states of itself, a row a payout */
    REPORT_INVOICED,   /* billed with its day and what came of it; only where wanted */
    REPORT_AHEAD,      /* a payout of 10 June; in early worlds only, as is the next */
    REPORT_AHEAD_MORE, /* a payout of 18 June */
    REPORTS,
};

struct row {
    enum report report;
    int month; /* of the report, 0 to 6 */
    char *cells[CELLS_MOST];
};

/* A rule that must fire: about a reference, or (reference "") about something else. */
struct expected {
    const char *rule;
    char reference[REFERENCE_ROOM];
};

/* What the generator itself knows of a charge in one currency. */
struct known {
    char reference[REFERENCE_ROOM], currency[4];
    int64_t billed_gross, billed_refund, paid_gross, paid_refund;
};

struct world {
    uint64_t state; /* of the random numbers */
    int references;
    struct row rows[ROWS_MOST];
    size_t row_count;
    struct expected expected[EXPECTED_MOST];
    size_t expected_count;
    struct known known[ROWS_MOST];
    size_t known_count;
    struct {
        int64_t gross, net, tax, tax_refund;
    } payouts[MONTHS];
    const char *arguments[ARGUMENTS_MOST]; /* of the run */
    size_t argument_count;
    const char *extra_column; /* of the billed report of April; NULL: none */
    bool header_only;         /* an annual report of July without a row */
    int64_t stated_off;       /* what the payout of 28 May states too much */
    bool invoices;            /* there are invoices, each month, and rules that read them */
    bool early;               /* looked at on 20 June */
};

/* A charge as it should be; an injection changes what is wrong about it. */
struct charge {
    char reference[REFERENCE_ROOM];
    char currency[4];
    int month, payer;
    int64_t gross, fee, tax;
};

/* Amounts of one row of what was billed or paid out. */
struct amounts {
    int64_t gross, fee, refund, fee_refund, tax, tax_refund;
    int64_t net_off; /* the net as printed is so much off */
    int payer;
    const char *reference, *currency;
};

uint64_t world_random(struct world *world, uint64_t below);
/* A new charge of that month, or of any month from `first` to `last`. */
struct charge charge_new(struct world *world, int first, int last);
/* A charge on an invoice, without tax. */
struct charge charge_invoiced(struct world *world, int first, int last);
struct amounts charge_amounts(const struct charge *charge);

struct row *world_bill(struct world *world, enum report report, int month,
                       const struct amounts *amounts);
struct row *world_pay(struct world *world, int month, const struct amounts *amounts);
/* The same in a payout of June that only early worlds have. */
struct row *world_pay_ahead(struct world *world, enum report report,
                            const struct amounts *amounts);
/* Billed on the 20th, to be paid in 30 days; it states so much as paid, on the 28th of the month
 * after. */
struct row *world_invoice(struct world *world, const struct charge *charge, int64_t stated_paid,
                          const char *status);
/* The tax rows of a charge: two jurisdictions, seller liable. Answers the first of them. */
struct row *world_tax(struct world *world, const struct charge *charge);
/* The same of its refund, in the month after: both rows negative, of the sale's line item. */
struct row *world_tax_back(struct world *world, const struct charge *charge);
/* An open item with what is left of it; in REPORT_SALES a charge that was billed. */
struct row *world_list(struct world *world, enum report report, const struct charge *charge,
                       const struct amounts *left);
/* Billed, taxed and paid. */
void world_settle(struct world *world, const struct charge *charge);
/* Billed, taxed where tax is, and on the list; not paid. */
void world_leave_open(struct world *world, const struct charge *charge);

/* A row with a harmless cell in each column. */
struct row *row_add(struct world *world, enum report report, int month);
/* Changes a cell of a row by its column's name. */
void row_set(struct row *row, const char *column, const char *text);
/* Takes back the row that was added last. */
void row_drop_last(struct world *world);
void row_set_cents(struct row *row, const char *column, int64_t cents);
void world_expect(struct world *world, const char *rule, const char *reference);

/* A healthy world: some charges a month, and one that is open since July. */
void world_begin(struct world *world, uint64_t seed, bool early);
/* What each payout states of itself, invoices that are right; after the last injection. */
void world_close(struct world *world);
void world_end(struct world *world);
/* Writes its reports; with `shuffle` the rows of each file in another order. */
void world_write(struct world *world, const char *directory, bool shuffle);
/* What is open by the generator's own count, in cents: the sum of collectible in USD. */
int64_t world_collectible(const struct world *world);

#endif
