/* The parts of a family: copies of it in other roles. */
#include "source/family_part.h"

static bool has_part(const struct family *family, enum role role);
static void fill_part(const struct family *family, enum role role, struct family *part,
                      struct arena *arena);
static void keep_payment(const struct era *whole, struct era *era, struct arena *arena);

void family_parts_build(struct family *family, struct arena *arena)
{
    tie_assert(family != NULL && arena != NULL);
    size_t count = 0;
    for (int role = 0; role < ROLE_COUNT; role++)
        count += has_part(family, (enum role)role);
    if (count == 0)
        return;
    family->parts = arena_take(arena, count * sizeof *family->parts);
    family->part_count = 0;
    for (int role = 0; role < ROLE_COUNT; role++)
        if (has_part(family, (enum role)role))
            fill_part(family, (enum role)role, &family->parts[family->part_count++], arena);
    tie_assert(family->part_count == count);
}

bool family_in_role(const struct family *family, enum role role)
{
    tie_assert(family != NULL);
    return family->role == role || has_part(family, role);
}

const struct era *era_in_role(const struct era *era, enum role role)
{
    tie_assert(era != NULL && era->family != NULL);
    const struct family *family = era->family;
    if (family->role == role)
        return era;
    if (role == ROLE_STATED_PAID ? !era->has_paid : !era->has_role_if)
        return NULL;
    for (size_t i = 0; i < family->part_count; i++)
        if (family->parts[i].role == role)
            return &family->parts[i].eras[era->index];
    return NULL;
}

static bool has_part(const struct family *family, enum role role)
{
    for (size_t i = 0; role == ROLE_STATED_PAID && i < family->era_count; i++)
        if (family->eras[i].has_paid)
            return true;
    for (size_t i = 0; role != family->role && i < family->roles.count; i++)
        if (family->roles.items[i].meaning == (int)role)
            return true;
    return false;
}

static void fill_part(const struct family *family, enum role role, struct family *part,
                      struct arena *arena)
{
    *part = *family;
    part->role = role;
    part->parts = NULL;
    part->part_count = 0;
    part->eras = arena_take(arena, family->era_count * sizeof *part->eras);
    for (size_t i = 0; i < family->era_count; i++) {
        part->eras[i] = family->eras[i];
        part->eras[i].family = part;
        if (role == ROLE_STATED_PAID)
            keep_payment(&family->eras[i], &part->eras[i], arena);
    }
}

/* Of a payment beside a bill only the amount is a column of its own: as a net that no identity
 * binds. */
static void keep_payment(const struct era *whole, struct era *era, struct arena *arena)
{
    era->columns = arena_take(arena, sizeof *era->columns);
    era->column_count = 0;
    era->has_net = era->has_party = false;
    era->net_holds_tax = SIGN_OPPOSITE;
    for (size_t i = 0; i < whole->column_count; i++) {
        if (whole->columns[i].field != FIELD_PAID_NET)
            continue;
        era->columns[0] = whole->columns[i];
        era->columns[0].field = FIELD_AMOUNT;
        era->columns[0].component = COMPONENT_NET;
        era->column_count = 1;
    }
}
