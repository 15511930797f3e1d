/* Laying out the page. A grid keeps its cells until the widest of each column is known. */
#include "reports/report_layout.h"

#include <stdlib.h>
#include <string.h>

static const char rule_mark[] = "-";
static const char cut_mark[] = "\xe2\x80\xa6"; /* an ellipsis */

static void narrow(const struct report_grid *grid, size_t *widths);
static bool narrow_one(const struct report_grid *grid, size_t *widths, char letter,
                       size_t least);
static void print_row(const struct report_grid *grid, const size_t *widths, size_t row,
                      struct buffer *into);
static void print_cell(struct buffer *into, struct str text, size_t width, bool right);
static bool leans_right(char column);
static struct str first_characters(struct str text, size_t count);
static void add_repeated(struct buffer *into, char byte, size_t count);
static void trim_blanks(struct buffer *into);
static bool is_control(struct str text, size_t at, size_t *length);

void report_grid_init(struct report_grid *grid, const char *columns)
{
    tie_assert(grid != NULL && columns != NULL);
    tie_assert(columns[0] != '\0' && strlen(columns) <= REPORT_GRID_COLUMNS);
    *grid = (struct report_grid){.columns = columns};
}

void report_grid_cell(struct report_grid *grid, struct str text)
{
    tie_assert(grid != NULL);
    struct buffer clean = {0};
    if (grid->count == grid->capacity) {
        grid->capacity = grid->capacity == 0 ? 64 : 2 * grid->capacity;
        grid->cells = memory_resize(grid->cells, grid->capacity, sizeof *grid->cells);
    }
    report_layout_clean(&clean, text);
    grid->cells[grid->count++] = arena_copy(&grid->arena, buffer_str(&clean));
    buffer_free(&clean);
}

void report_grid_head(struct report_grid *grid, const char *const *titles)
{
    tie_assert(grid != NULL && titles != NULL);
    if (grid->count > 0)
        return;
    for (size_t at = 0; at < strlen(grid->columns); at++)
        report_grid_cell(grid, str_from(titles[at]));
}

void report_grid_rule(struct report_grid *grid)
{
    size_t columns = strlen(grid->columns);
    tie_assert(grid->count % columns == 0);
    for (size_t at = 0; at < columns; at++) {
        report_grid_cell(grid, STR(""));
        if (grid->columns[at] == 'r')
            grid->cells[grid->count - 1] = (struct str){rule_mark, 1};
    }
}

size_t report_grid_rows(const struct report_grid *grid)
{
    tie_assert(grid != NULL);
    return grid->count / strlen(grid->columns);
}

void report_grid_print(struct report_grid *grid, struct buffer *into)
{
    tie_assert(grid != NULL && into != NULL);
    size_t columns = strlen(grid->columns);
    size_t widths[REPORT_GRID_COLUMNS] = {0};
    tie_assert(grid->count % columns == 0);
    for (size_t at = 0; at < grid->count; at++) {
        size_t width = report_layout_width(grid->cells[at]);
        if (width > widths[at % columns])
            widths[at % columns] = width;
    }
    narrow(grid, widths);
    for (size_t row = 0; row < grid->count / columns; row++)
        print_row(grid, widths, row, into);
    report_grid_free(grid);
}

void report_grid_free(struct report_grid *grid)
{
    tie_assert(grid != NULL);
    free(grid->cells);
    arena_free(&grid->arena);
    *grid = (struct report_grid){.columns = grid->columns};
}

void report_layout_wrap(struct buffer *into, const char *first, struct str text)
{
    tie_assert(into != NULL && first != NULL);
    size_t width = strlen(first);
    size_t indent = width > REPORT_WIDTH / 2 ? 4 : width;
    bool fresh = true;
    struct buffer clean = {0};
    report_layout_clean(&clean, text);
    struct str rest = buffer_str(&clean);
    buffer_add_c(into, first);
    while (rest.length > 0) {
        struct str word = str_split(rest, ' ', &rest);
        size_t length = report_layout_width(word);
        if (word.length == 0)
            continue;
        if (!fresh && width + 1 + length > REPORT_WIDTH) {
            buffer_add_byte(into, '\n');
            add_repeated(into, ' ', indent);
            width = indent;
        } else if (!fresh) {
            buffer_add_byte(into, ' ');
            width++;
        }
        buffer_add(into, word);
        width += length;
        fresh = false;
    }
    buffer_add_byte(into, '\n');
    buffer_free(&clean);
}

void report_layout_title(struct buffer *into, const char *title, char underline)
{
    tie_assert(into != NULL && title != NULL);
    if (into->length > 0)
        buffer_add_byte(into, '\n');
    buffer_add_c(into, title);
    buffer_add_byte(into, '\n');
    add_repeated(into, underline, report_layout_width(str_from(title)));
    buffer_add_byte(into, '\n');
}

void report_layout_clean(struct buffer *into, struct str text)
{
    tie_assert(into != NULL);
    for (size_t at = 0; at < text.length;) {
        size_t length = 1;
        if (is_control(text, at, &length))
            buffer_add_byte(into, '?');
        else
            buffer_add_byte(into, text.bytes[at]);
        at += length;
    }
}

size_t report_layout_width(struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    size_t width = 0;
    for (size_t at = 0; at < text.length; at++)
        width += ((unsigned char)text.bytes[at] & 0xC0) != 0x80;
    return width;
}

void report_layout_count(struct buffer *into, int64_t count)
{
    tie_assert(into != NULL && count >= 0);
    struct buffer digits = {0};
    buffer_add_count(&digits, count);
    for (size_t at = 0; at < digits.length; at++) {
        if (at > 0 && (digits.length - at) % 3 == 0)
            buffer_add_byte(into, ',');
        buffer_add_byte(into, digits.bytes[at]);
    }
    buffer_free(&digits);
}

void report_layout_plural(struct buffer *into, int64_t count, const char *one, const char *many)
{
    tie_assert(one != NULL && many != NULL);
    report_layout_count(into, count);
    buffer_format(into, " %s", count == 1 ? one : many);
}

/* Takes characters from the widest texts, then from identifiers, until the row fits. */
static void narrow(const struct report_grid *grid, size_t *widths)
{
    size_t row = 0;
    for (size_t at = 0; grid->columns[at] != '\0'; at++)
        row += 2 + widths[at];
    size_t over = grid->width > 0 && row > grid->width ? row - grid->width : 0;
    while (over > 0 && narrow_one(grid, widths, 'w', REPORT_TEXT_LEAST))
        over--;
    while (over > 0 && narrow_one(grid, widths, 'i', REPORT_ID_LEAST))
        over--;
}

/* False when no column of this letter is wider than `least`. */
static bool narrow_one(const struct report_grid *grid, size_t *widths, char letter,
                       size_t least)
{
    size_t *widest = NULL;
    for (size_t at = 0; grid->columns[at] != '\0'; at++) {
        if (grid->columns[at] == letter && widths[at] > least &&
            (widest == NULL || widths[at] > *widest))
            widest = &widths[at];
    }
    if (widest == NULL)
        return false;
    *widest -= 1;
    return true;
}

static void print_row(const struct report_grid *grid, const size_t *widths, size_t row,
                      struct buffer *into)
{
    size_t columns = strlen(grid->columns);
    for (size_t at = 0; at < columns; at++) {
        struct str cell = grid->cells[row * columns + at];
        buffer_add_c(into, "  ");
        if (cell.bytes == rule_mark)
            add_repeated(into, '-', widths[at]);
        else
            print_cell(into, cell, widths[at], leans_right(grid->columns[at]));
    }
    trim_blanks(into);
    buffer_add_byte(into, '\n');
}

static void print_cell(struct buffer *into, struct str text, size_t width, bool right)
{
    size_t own = report_layout_width(text);
    if (own > width) {
        buffer_add(into, first_characters(text, width - 1));
        buffer_add_c(into, cut_mark);
        return;
    }
    size_t blanks = width - own;
    if (right)
        add_repeated(into, ' ', blanks);
    buffer_add(into, text);
    if (!right)
        add_repeated(into, ' ', blanks);
}

static bool leans_right(char column)
{
    return column == 'r' || column == 'n';
}

static struct str first_characters(struct str text, size_t count)
{
    size_t at = 0;
    while (at < text.length && count > 0) {
        at++;
        while (at < text.length && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
            at++;
        count--;
    }
    return (struct str){text.bytes, at};
}

static void add_repeated(struct buffer *into, char byte, size_t count)
{
    for (size_t at = 0; at < count; at++)
        buffer_add_byte(into, byte);
}

static void trim_blanks(struct buffer *into)
{
    while (into->length > 0 && into->bytes[into->length - 1] == ' ')
        into->length--;
    into->bytes[into->length] = '\0';
}

/* C0, DEL, and C1 as UTF-8 writes it (C2 80 to C2 9F); and what would turn the text behind it
 * around or break its line: U+2028 to U+202E (E2 80 A8 to AE), U+2066 to U+2069 (E2 81 A6 to
 * A9). */
static bool is_control(struct str text, size_t at, size_t *length)
{
    unsigned char byte = (unsigned char)text.bytes[at];
    if (byte == 0xE2 && at + 2 < text.length) {
        unsigned char second = (unsigned char)text.bytes[at + 1];
        unsigned char third = (unsigned char)text.bytes[at + 2];
        bool turns = (second == 0x80 && third >= 0xA8 && third <= 0xAE) ||
                     (second == 0x81 && third >= 0xA6 && third <= 0xA9);
        *length = turns ? 3 : 1;
        return turns;
    }
    if (byte == 0xC2 && at + 1 < text.length) {
        unsigned char next = (unsigned char)text.bytes[at + 1];
        *length = next < 0xA0 ? 2 : 1;
        return next < 0xA0;
    }
    return byte < 0x20 || byte == 0x7F;
}
