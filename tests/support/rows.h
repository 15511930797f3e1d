/* Reports as sets of rows, for tests that compare what two runs wrote. What stands under
 * `evidence` is left out: records behind a dropped or moved one have other numbers. Compile
 * tests/support/rows.c and tree.c in. */
#ifndef TIEOUT_TESTS_ROWS_H
#define TIEOUT_TESTS_ROWS_H

#include <stddef.h>

struct rows {
    char *text;
    char **at; /* sorted */
    size_t count;
    size_t next; /* for rows_difference */
};

/* The rows of DIRECTORY/NAME, its header too; none when there is no such file. */
struct rows rows_read(const char *directory, const char *name);
void rows_free(struct rows *rows);
/* The next row that only one of the two has; NULL behind the last. */
const char *rows_difference(struct rows *one, struct rows *other);

#endif
