/* What differs between the reports before and after a change, row by row, and how loud it is. */
#include "mutate.h"

#include "rows.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

/* Which reports hold totals, and how a differing row of each report is judged. */
static const char *const totals[] = {"populations.csv",  "payer-terms.csv",
                                     "conservation.csv", "tax-jurisdictions.csv",
                                     "payouts.csv",      "roll-forward.csv"};

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

/* The loudest of the rows that only one of the two has. */
static enum seen compare_file(const char *before, const char *after, const char *name,
                              const char *reference)
{
    enum seen loudest = SEEN_NOT;
    struct rows old = rows_read(before, name);
    struct rows new = rows_read(after, name);
    for (const char *row = NULL; (row = rows_difference(&old, &new)) != NULL;) {
        enum seen seen = judge(name, row, reference);
        loudest = seen < loudest ? seen : loudest;
    }
    rows_free(&old);
    rows_free(&new);
    return loudest;
}

static enum seen judge(const char *name, const char *row, const char *reference)
{
    if (strcmp(name, "tie-out.csv") == 0 && strstr(row, ",stated,"))
        return strstr(row, ",off,") || strstr(row, ",penny,") ? SEEN_VERDICT : SEEN_FIGURE;
    if (strcmp(name, "tie-out.csv") == 0) /* our own: bytes and records are counted there too */
        return strstr(row, ",off,") ? SEEN_VERDICT : SEEN_NOT;
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
