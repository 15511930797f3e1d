/* What differs between the reports before and after a change, row by row, and how loud it is. */
#include "mutate.h"

#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rows {
    char *text;
    char **at; /* sorted */
    size_t count;
};

/* Which reports hold totals, and how a differing row of each report is judged. */
static const char *const totals[] = {"populations.csv",  "payer-terms.csv",
                                     "conservation.csv", "tax-jurisdictions.csv",
                                     "payouts.csv",      "roll-forward.csv"};

static struct rows rows_read(const char *directory, const char *name);
static void rows_free(struct rows *rows);
static void cut_evidence(struct rows *rows, char *head);
static int compare_rows(const void *a, const void *b);
static enum seen judge(const char *name, const char *row, const char *reference);
static bool holds_cell(const char *row, const char *text);
static enum seen compare_file(const char *before, const char *after, const char *name,
                              const char *reference);

enum seen seen_compare(const char *before, const char *after, const char *reference)
{
    enum seen loudest = SEEN_NOT;
    size_t count = 0;
    char **names = tree_names(after, &count);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(names[i]);
        if (length > 4 && strcmp(names[i] + length - 4, ".csv") == 0) {
            enum seen seen = compare_file(before, after, names[i], reference);
            loudest = seen < loudest ? seen : loudest;
        }
        free(names[i]);
    }
    free(names);
    return loudest;
}

/* The rows that only one of the two has, by walking both in order. */
static enum seen compare_file(const char *before, const char *after, const char *name,
                              const char *reference)
{
    enum seen loudest = SEEN_NOT;
    struct rows old = rows_read(before, name);
    struct rows new = rows_read(after, name);
    for (size_t o = 0, n = 0; o < old.count || n < new.count;) {
        int order = o == old.count ? 1 : n == new.count ? -1 : strcmp(old.at[o], new.at[n]);
        const char *row = order < 0 ? old.at[o] : order > 0 ? new.at[n] : NULL;
        o += order <= 0;
        n += order >= 0;
        enum seen seen = row ? judge(name, row, reference) : SEEN_NOT;
        loudest = seen < loudest ? seen : loudest;
    }
    rows_free(&old);
    rows_free(&new);
    return loudest;
}

static enum seen judge(const char *name, const char *row, const char *reference)
{
    if (strcmp(name, "tie-out.csv") == 0)
        return strstr(row, ",off,") || strstr(row, ",penny,") ? SEEN_VERDICT : SEEN_NOT;
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        if (strcmp(name, totals[i]) == 0)
            return SEEN_FIGURE;
    if (reference[0] != '\0' && holds_cell(row, reference))
        return SEEN_NAMED;
    return strcmp(name, "findings.csv") == 0 ? SEEN_FOUND : SEEN_NOT;
}

/* A cell, or what a subject begins with: `reference/family/period/n`. */
static bool holds_cell(const char *row, const char *text)
{
    size_t length = strlen(text);
    for (const char *at = row; (at = strstr(at, text)) != NULL; at++) {
        char before = at == row ? ',' : at[-1];
        char behind = at[length];
        if (strchr(",\"/", before) && (behind == '\0' || strchr(",\"/\r", behind)))
            return true;
    }
    return false;
}

static struct rows rows_read(const char *directory, const char *name)
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

static void rows_free(struct rows *rows)
{
    free(rows->text);
    free(rows->at);
}
