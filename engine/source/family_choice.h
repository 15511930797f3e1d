/* Columns whose cells choose: what a row means (role_if), what became of its payment (status).
 * Which words stand for what is said by attribute rows of the map, as many as it takes:
 *   *,,role_if,disbursed: Disbursed|Partially disbursed,,,
 *   *,,role_if,stated_open: Not disbursed|(empty),,,
 *   *,,status,paid: Disbursed,,,
 * Words are compared as headers are, by letters and digits without case; (empty) is a cell
 * without any, or with a placeholder. */
#ifndef TIEOUT_SOURCE_FAMILY_CHOICE_H
#define TIEOUT_SOURCE_FAMILY_CHOICE_H

#include "base/base.h"
#include "base/str.h"

struct cell_choice {
    struct str value; /* letters and digits, lower case; "" for (empty) */
    int meaning;      /* enum role, or enum pay_status */
};

struct choice_set {
    struct cell_choice *items;
    size_t count;
};

/* False when the map does not say what the cell means. */
bool choice_find(const struct choice_set *set, struct str cell, int *meaning);

#endif
