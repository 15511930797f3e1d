/* Epochs for the tables of position_world.h, as text: "col=1 bill1=2 old=0>2:bill1" - `old` is of
 * epoch 0, and gave way to `bill1` in epoch 2. All others are of epoch 0. */
#ifndef TIEOUT_TESTS_POSITION_EPOCHS_H
#define TIEOUT_TESTS_POSITION_EPOCHS_H

#include "position_expect.h"

static inline uint32_t epochs_section(struct str name)
{
    uint32_t at = 0;
    while (at < WORLD_SECTIONS && !str_equal(name, str_from(world_sections[at].name)))
        at++;
    tie_assert(at < WORLD_SECTIONS);
    return at;
}

static inline uint32_t epochs_number(struct str text)
{
    tie_assert(text.length == 1 && text.bytes[0] >= '0' && text.bytes[0] <= '9');
    return (uint32_t)(text.bytes[0] - '0');
}

static inline void world_epochs(struct world *world, const char *text)
{
    for (struct str rest = str_from(text); rest.length > 0;) {
        struct str value = str_split(rest, ' ', &rest);
        struct str by = {0};
        struct str name = str_split(value, '=', &value);
        struct section_facts *section = &world->sections[epochs_section(name)];
        section->epoch = epochs_number(str_split(value, '>', &by));
        section->superseded = by.length > 0;
        if (by.length == 0)
            continue;
        section->superseded_in = epochs_number(str_split(by, ':', &by));
        section->superseded_by = epochs_section(by);
    }
}

struct epoch_row {
    const char *name, *epochs, *lines;
    const char *key, *expected; /* of a position, as in struct world_row */
};

static inline bool epoch_rows_hold(const struct epoch_row *rows, size_t count)
{
    static struct world world;
    bool all = true;
    for (size_t at = 0; at < count; at++) {
        world_init(&world);
        world_epochs(&world, rows[at].epochs);
        world_add(&world, rows[at].lines);
        bool ran = world_pass(&world) == STATUS_OK;
        if (!ran)
            failure_print(&world.failure, stderr);
        all = ran && world_is(&world, rows[at].name, rows[at].key, rows[at].expected) && all;
        world_free(&world);
    }
    return all;
}

#endif
