/* Eras and files for the tests of signs. Columns: gross +, fee ?, refund ?, fee_refund ?, cost
 * ?, tax +, tax_refund ?, net +; net_holds_tax ?. Tests change what they need. */
#ifndef TIEOUT_TESTS_IDENTITY_WORLD_H
#define TIEOUT_TESTS_IDENTITY_WORLD_H

#include "recon/identity.h"

#include <stdlib.h>
#include <string.h>

enum { SIGNS_COLUMNS = 8, SIGNS_FILES = 6 };

struct signs_world {
    struct family family;
    struct era era;
    struct column_map columns[SIGNS_COLUMNS];
    struct identity_counts counts[SIGNS_FILES];
    struct identity_unit units[SIGNS_FILES];
    char names[SIGNS_FILES][8];
    struct failure failure;
};

static const enum component signs_components[SIGNS_COLUMNS] = {
    COMPONENT_GROSS, COMPONENT_FEE, COMPONENT_REFUND,     COMPONENT_FEE_REFUND,
    COMPONENT_COST,  COMPONENT_TAX, COMPONENT_TAX_REFUND, COMPONENT_NET};

static inline void signs_init(struct signs_world *world)
{
    *world = (struct signs_world){0};
    world->family = (struct family){.name = STR_INIT("revenue"), .role = ROLE_BILLED};
    for (size_t at = 0; at < SIGNS_COLUMNS; at++) {
        enum component component = signs_components[at];
        bool known = component == COMPONENT_GROSS || component == COMPONENT_TAX ||
                     component == COMPONENT_NET;
        world->columns[at] =
            (struct column_map){.field = FIELD_AMOUNT,
                                .component = component,
                                .sign = known ? SIGN_AS_PRINTED : SIGN_UNCERTAIN};
    }
    world->era = (struct era){.family = &world->family,
                              .name = STR_INIT("2018-05"),
                              .columns = world->columns,
                              .column_count = SIGNS_COLUMNS,
                              .net_holds_tax = SIGN_UNCERTAIN,
                              .has_net = true};
    for (size_t at = 0; at < SIGNS_FILES; at++) {
        world->names[at][0] = (char)('a' + at);
        world->units[at] = (struct identity_unit){.era = &world->era,
                                                  .counts = &world->counts[at],
                                                  .file = str_from(world->names[at])};
    }
    failure_init(&world->failure);
}

static inline void signs_rule(struct signs_world *world, enum component component,
                              enum sign_rule rule)
{
    for (size_t at = 0; at < SIGNS_COLUMNS; at++)
        if (world->columns[at].component == component)
            world->columns[at].sign = rule;
}

/* "gross=10 fee=1 net=9" */
static inline struct line signs_line(const char *text)
{
    struct line line = {0};
    for (struct str rest = str_from(text); rest.length > 0;) {
        struct str value = str_split(str_trim(rest), ' ', &rest);
        struct str key = str_split(value, '=', &value);
        enum component component = COMPONENT_GROSS;
        bool known = component_find(key, &component);
        tie_assert(known);
        struct money_reading reading = money_parse(value, MONEY_PLAIN);
        tie_assert(reading.fault == MONEY_FINE);
        line.amounts[component] = reading.amount;
        line.present |= reading.amount.micro != 0 ? COMPONENT_BIT(component) : 0;
    }
    return line;
}

/* Counts lines parted by ';' for one file. */
static inline void signs_count(struct signs_world *world, size_t file, const char *lines)
{
    for (struct str rest = str_from(lines); rest.length > 0;) {
        struct str one = str_trim(str_split(rest, ';', &rest));
        char text[256];
        if (one.length == 0)
            continue;
        tie_assert(one.length < sizeof text);
        memcpy(text, one.bytes, one.length);
        text[one.length] = '\0';
        struct line line = signs_line(text);
        identity_count_line(&world->counts[file], &world->era, &line);
    }
}

#endif
