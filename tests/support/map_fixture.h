/* For tests of maps: a family read from the text of a map, and what was said against it. */
#ifndef TIEOUT_TESTS_MAP_FIXTURE_H
#define TIEOUT_TESTS_MAP_FIXTURE_H

#include "arena_fixture.h"
#include "source/family_map.h"

static struct failure failure;

/* By the name `example`. */
static enum status read_map(const char *text, struct family *family)
{
    failure_init(&failure);
    return family_map_read(family, STR("example"), str_from(text), "rules/x/map.csv", &arena,
                           &failure);
}

#endif
