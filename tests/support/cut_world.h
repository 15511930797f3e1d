/* Positions on another day, written into the books by hand, and a report of ages or a list that
 * states something of that day: for the tests of stated checks. The day is 31 May 2024; all is
 * loaded from 1 January on, unless a test says otherwise. */
#ifndef TIEOUT_TESTS_CUT_WORLD_H
#define TIEOUT_TESTS_CUT_WORLD_H

#include "payout_world.h"

struct cut_row {
    const char *reference, *currency, *state;      /* "" ends */
    const char *billed_on, *source, *due_on;       /* "" is unknown */
    const char *collectible, *open_net, *open_tax; /* "" is unknown */
    const char *listed_net;                        /* NULL: not on the list */
    bool never_billed, in_transit, paid, on_net;
};

struct cut_world {
    struct payout_world own;
    struct cut_day cut;
    int64_t rows;
};

static inline void cut_world_init(struct cut_world *world, enum stated states)
{
    *world = (struct cut_world){.cut = {.of_list = true, .of_ages = true}};
    payout_world_init(&world->own);
    struct world *of = &world->own.world;
    day_number day = world_day("2024-05-31");
    of->families[PAYOUT_WORLD_REPORT].states = states;
    of->sections[PAYOUT_WORLD_REPORT].covers_to = day;
    if (states == STATED_NOTHING) {
        of->families[PAYOUT_WORLD_REPORT].role = ROLE_STATED_OPEN;
        of->families[11].role = of->families[12].role = ROLE_ASIDE; /* the other lists */
    }
    world->cut.day = day;
    for (int role = 0; role < ROLE_COUNT; role++)
        world->cut.windows[role] = (struct role_window){.known_from = world_day("2024-01-01"),
                                                        .known_to = day,
                                                        .back_from = world_day("2024-04-30"),
                                                        .loaded_to = day};
    of->facts.opening_on = world_day("2023-12-31");
    of->facts.cuts = &world->cut;
    of->facts.cut_count = 1;
}

static inline void cut_world_number(struct buffer *sql, const char *text)
{
    struct money_reading reading = money_parse(str_from(text), MONEY_PLAIN);
    if (text[0] == '\0')
        buffer_add_c(sql, ", NULL");
    else
        buffer_format(sql, ", %lld", (long long)reading.amount.micro);
}

static inline void cut_world_day(struct buffer *sql, const char *text)
{
    if (text[0] == '\0')
        buffer_add_c(sql, ", NULL");
    else
        buffer_format(sql, ", %d", (int)world_day(text));
}

static inline void cut_world_add(struct cut_world *world, struct fixture *fixture,
                                 struct store *store, const struct cut_row *row)
{
    struct buffer sql = {0};
    long long id = ++world->rows;
    buffer_format(&sql,
                  "INSERT INTO position_cut VALUES (%lld, %d, 1, 1, %lld, %lld, '%s', 0, "
                  "'%s', '', '%s', %d",
                  id, (int)world->cut.day, id, id, row->currency, row->state,
                  row->on_net ? "net" : "gross", !row->never_billed);
    cut_world_day(&sql, row->billed_on);
    buffer_format(&sql, ", '%s'", row->source);
    cut_world_day(&sql, row->due_on);
    buffer_add_c(&sql, ", 0, 0, 0, 0, 0"); /* billed */
    buffer_format(&sql, ", %d, 0, 0, 0, 0", row->paid ? 1 : 0);
    buffer_add_c(&sql, ", 0, 0"); /* open_gross, refund_gap */
    cut_world_number(&sql, row->collectible);
    cut_world_number(&sql, row->open_tax);
    cut_world_number(&sql, row->open_net);
    buffer_format(&sql, ", %d, 0, %d, %d", row->listed_net != NULL, row->in_transit,
                  !row->never_billed);
    cut_world_number(&sql, row->listed_net != NULL ? row->listed_net : "");
    buffer_add_c(&sql, ", NULL)");
    execute(fixture, store, buffer_c(&sql));
    buffer_free(&sql);
}

#endif
