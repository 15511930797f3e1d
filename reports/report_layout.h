/* Plain text for people: wrapped sentences, and columns that line up. Widths are counted in
 * characters, not bytes; bytes that would move the cursor are shown as '?', for texts come from
 * outside too. */
#ifndef TIEOUT_REPORTS_REPORT_LAYOUT_H
#define TIEOUT_REPORTS_REPORT_LAYOUT_H

#include "base/arena.h"
#include "base/str.h"

enum {
    REPORT_WIDTH = 92,
    REPORT_GRID_COLUMNS = 12,
    REPORT_TEXT_LEAST = 4,
    REPORT_ID_LEAST = 12
};

/* Cells in rows, printed when their widths are known. Zero-initialise with report_grid_init. */
struct report_grid {
    /* One letter a column, to which side its cells lean: l left, r right; n right too, for
     * figures without a sum. w and i lean left and may be cut while a row is wider than `width`,
     * the widest first: texts (w) to REPORT_TEXT_LEAST, and then identifiers (i) to
     * REPORT_ID_LEAST characters. */
    const char *columns;
    size_t width; /* 0: nothing is cut */
    struct arena arena;
    struct str *cells; /* row by row */
    size_t count, capacity;
};

void report_grid_init(struct report_grid *grid, const char *columns);
/* The next cell; the text is copied. */
void report_grid_cell(struct report_grid *grid, struct str text);
/* Titles, one a column, when the grid has no row yet. */
void report_grid_head(struct report_grid *grid, const char *const *titles);
/* A row of dashes above totals: under r columns, where the first row is no title.
 */
void report_grid_rule(struct report_grid *grid);
size_t report_grid_rows(const struct report_grid *grid);
/* Prints all rows, indented by two blanks, and frees what the grid took. Nothing for no rows.
 */
void report_grid_print(struct report_grid *grid, struct buffer *into);
/* Frees a grid, printed or not. */
void report_grid_free(struct report_grid *grid);

/* Appends `text` broken at blanks so that no line passes REPORT_WIDTH: `first` before the first
 * line, as many blanks before the others (four when that is more than half a line). Words
 * longer than a line stand alone. */
void report_layout_wrap(struct buffer *into, const char *first, struct str text);
/* An empty line, a title, and a line under it. */
void report_layout_title(struct buffer *into, const char *title, char underline);
/* Appends `text` with control characters as '?'. */
void report_layout_clean(struct buffer *into, struct str text);
/* Characters of UTF-8. */
size_t report_layout_width(struct str text);
/* Appends a count with thousands commas. */
void report_layout_count(struct buffer *into, int64_t count);
/* Appends "1 charge", "2 charges". */
void report_layout_plural(struct buffer *into, int64_t count, const char *one,
                          const char *many);

#endif
