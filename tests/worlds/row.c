/* Rows of reports: a harmless one, and its cells changed by name. */
#include "reports.h"
#include "tree.h"
#include "world.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_ROOM = 64 };

struct row *row_add(struct world *world, enum report report, int month)
{
    if (world->row_count == ROWS_MOST)
        tree_fail("too many rows in", "a world");
    struct row *row = &world->rows[world->row_count++];
    *row = (struct row){.report = report, .month = month};
    for (size_t i = 0; i < report_width(report); i++)
        row_set(row, report_column_name(report, i), report_default(report, i));
    return row;
}

void row_drop_last(struct world *world)
{
    struct row *row = &world->rows[--world->row_count];
    for (size_t cell = 0; cell < CELLS_MOST; cell++)
        free(row->cells[cell]);
}

void row_set(struct row *row, const char *column, const char *text)
{
    size_t at = report_column(row->report, column);
    if (at == CELLS_MOST)
        tree_fail("there is no column", column);
    free(row->cells[at]);
    row->cells[at] = strdup(text);
}

void row_set_cents(struct row *row, const char *column, int64_t cents)
{
    char text[TEXT_ROOM];
    int64_t size = cents < 0 ? -cents : cents;
    snprintf(text, sizeof text, "%s%" PRId64 ".%02d", cents < 0 ? "-" : "", size / 100,
             (int)(size % 100));
    row_set(row, column, text);
}
