/* A world of payouts and a settlement report, for the tests of payouts and stated checks: the
 * section "list7" of the world of positions is made a settlement report of 9 May, the coverage
 * of section "payd", whose lines were paid on 10 May. */
#ifndef TIEOUT_TESTS_PAYOUT_WORLD_H
#define TIEOUT_TESTS_PAYOUT_WORLD_H

#include "position_world.h"
#include "recon/payouts.h"
#include "recon/tie_stated.h"
#include "store_fixture.h"

enum { PAYOUT_WORLD_REPORT = 13 }; /* list7 */

struct payout_world {
    struct world world;
    struct payouts *payouts;
    struct tie_result ties;
    int64_t settlement_lines;
};

static inline enum status payout_world_position(void *context, const struct position *position,
                                                struct failure *failure)
{
    (void)context, (void)position, (void)failure;
    return STATUS_OK;
}

static inline enum status payout_world_line(void *context, uint32_t reference_id,
                                            const struct movement *movement,
                                            enum line_class class, currency_code used,
                                            struct failure *failure)
{
    (void)reference_id, (void)failure;
    struct payout_world *own = context;
    payouts_line(own->payouts, movement, class, used);
    return STATUS_OK;
}

static inline void payout_world_paid(void *context, const struct position *position,
                                     const struct movement *movement)
{
    const struct payout_world *own = context;
    payouts_paid(own->payouts, position, movement);
}

static inline void payout_world_init(struct payout_world *own)
{
    *own = (struct payout_world){0};
    world_init(&own->world);
    own->world.families[PAYOUT_WORLD_REPORT].role = ROLE_STATED_TOTAL;
    own->world.families[PAYOUT_WORLD_REPORT].states = STATED_PAYOUT;
    own->world.sections[PAYOUT_WORLD_REPORT].covers_to = world_day("2024-05-09");
    own->world.families[8].cadence = own->world.families[9].cadence = CADENCE_PAYOUT;
    own->world.families[10].cadence = CADENCE_PAYOUT;
}

/* The settlement, its Disbursed Amount, and one location; amounts as texts. Currency "" for
 * none. */
static inline void payout_world_settlement(struct payout_world *own, struct fixture *fixture,
                                           struct store *store, const char *settlement,
                                           const char *currency, const char *payout,
                                           const char *gross, const char *net, const char *tax)
{
    const char *texts[] = {payout, gross, net, tax};
    long long micros[4];
    struct buffer sql = {0};
    for (size_t at = 0; at < array_count(texts); at++) {
        struct money_reading reading = money_parse(str_from(texts[at]), MONEY_PLAIN);
        tie_assert(reading.fault == MONEY_FINE);
        micros[at] = (long long)reading.amount.micro;
    }
    uint32_t id = intern_put(&own->world.ledger.texts, str_from(settlement));
    long long line = ((long long)PAYOUT_WORLD_REPORT << 32) + 2 + own->settlement_lines++;
    buffer_format(&sql,
                  "INSERT INTO line_stated_total VALUES (%lld, 0, 1, 1, nullif('%s', ''), "
                  "NULL, %u, 0, %lld, %lld, %lld, %lld, 0, 0, 0, 0, 0, 0, 0)",
                  line, currency, id, micros[0], micros[1], micros[2], micros[3]);
    execute(fixture, store, buffer_c(&sql));
    buffer_free(&sql);
}

/* Positions are built, and the stated checks made. */
static inline void payout_world_run(struct payout_world *own, struct fixture *fixture,
                                    struct store *store)
{
    const struct position_sink sink = {.context = own,
                                       .position = payout_world_position,
                                       .line = payout_world_line,
                                       .paid = payout_world_paid};
    payers_link(&own->world.payers, &own->world.ledger);
    own->payouts = payouts_new(&own->world.facts, &own->world.ledger);
    must_work(position_pass(&own->world.ledger, &own->world.facts, &own->world.payers, &sink,
                            &fixture->failure),
              &fixture->failure);
    must_work(tie_store_stated(own->payouts, store, &own->ties, &fixture->failure),
              &fixture->failure);
}

static inline void payout_world_free(struct payout_world *own)
{
    payouts_free(own->payouts);
    world_free(&own->world);
}

#endif
