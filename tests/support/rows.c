/* Reads a report and sorts its rows; two of them are then walked side by side. */
#include "rows.h"

#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void cut_evidence(struct rows *rows, char *head);
static int compare_rows(const void *a, const void *b);

const char *rows_difference(struct rows *one, struct rows *other)
{
    while (one->next < one->count || other->next < other->count) {
        int order = one->next == one->count ? 1
                    : other->next == other->count
                        ? -1
                        : strcmp(one->at[one->next], other->at[other->next]);
        if (order < 0)
            return one->at[one->next++];
        if (order > 0)
            return other->at[other->next++];
        one->next++;
        other->next++;
    }
    return NULL;
}

struct rows rows_read(const char *directory, const char *name)
{
    char path[PATH_ROOM];
    struct rows rows = {0};
    if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path)
        tree_fail("too long a path", directory);
    if (!tree_exists(path))
        return rows;
    rows.text = tree_read(path).at;
    size_t room = 0;
    for (char *at = rows.text; *at;) {
        if (rows.count == room)
            rows.at = tree_resize(rows.at, (room = 2 * room + 16) * sizeof *rows.at);
        rows.at[rows.count++] = at;
        at += strcspn(at, "\n");
        if (*at == '\n')
            *at++ = '\0';
    }
    if (rows.count > 0)
        cut_evidence(&rows, rows.at[0]);
    qsort(rows.at, rows.count, sizeof *rows.at, compare_rows);
    return rows;
}

/* Evidence is always the last column, and its cells hold no comma. */
static void cut_evidence(struct rows *rows, char *head)
{
    char *last = strrchr(head, ',');
    if (!last || strcmp(last, ",evidence") != 0)
        return;
    for (size_t i = 0; i < rows->count; i++) {
        char *comma = strrchr(rows->at[i], ',');
        if (comma)
            *comma = '\0';
    }
}

static int compare_rows(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void rows_free(struct rows *rows)
{
    free(rows->text);
    free(rows->at);
}
