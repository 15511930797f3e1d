/* Worlds of positions whose tax lines are taken too, and what comes of it asked in SQL. */
#ifndef TIEOUT_TESTS_TAX_WORLD_H
#define TIEOUT_TESTS_TAX_WORLD_H

#include "position_world.h"
#include "recon/tax_parts.h"
#include "store_fixture.h"

/* A world, the question, and its whole answer: columns joined by '|', rows by a new line. */
struct tax_world_row {
    const char *name, *lines, *answer;
};

/* Runs the pass over the lines and stores what the tax book took. */
static inline struct store *tax_world_store(struct fixture *fixture, const char *lines)
{
    struct world *world = malloc(sizeof *world);
    world_init(world);
    world_add(world, lines);
    world->tax = tax_book_new(&world->ledger, &world->facts);
    struct store *store = fixture_store(fixture, ":memory:");
    must_work(world_pass(world), &world->failure);
    must_work(tax_book_store(world->tax, store, &fixture->failure), &fixture->failure);
    tax_book_free(world->tax);
    world_free(world);
    free(world);
    return store;
}

static inline void assert_tax_worlds(struct fixture *fixture, const struct tax_world_row *rows,
                                     size_t count, const char *sql)
{
    for (size_t at = 0; at < count; at++) {
        struct store *store = tax_world_store(fixture, rows[at].lines);
        print_message("%s\n", rows[at].name);
        assert_answer(fixture, store, sql, rows[at].answer);
        store_close(store);
    }
}

#endif
