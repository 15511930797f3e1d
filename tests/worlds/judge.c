/* The ledger against findings.csv, both ways: each expected finding is there, and each finding was
 * expected. Info findings name no reference but say how many they are. */
#include "judge.h"

#include "rows.h"
#include "tree.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_RULE = 1, COLUMN_SEVERITY = 2, COLUMN_REFERENCE = 3, COLUMN_EXPLANATION = 9 };
enum { CELL_ROOM = 256, FOUND_MOST = 2 * EXPECTED_MOST };

/* What findings.csv says, in the words of the ledger. */
struct found {
    char rule[CELL_ROOM], reference[CELL_ROOM];
    bool met;
};

static size_t findings_read(const char *directory, struct found found[FOUND_MOST]);
static bool cell(const char *row, int column, char into[CELL_ROOM]);
static size_t count_said(const char *explanation);
static size_t judge_open(const struct world *world, const char *directory, const char *name);
static int64_t cents(const char *text);

size_t judge_findings(const struct world *world, const char *directory, const char *name)
{
    struct found *found = tree_resize(NULL, FOUND_MOST * sizeof *found);
    size_t wrong = 0;
    size_t count = findings_read(directory, found);
    for (size_t i = 0; i < world->expected_count; i++) {
        const struct expected *expected = &world->expected[i];
        size_t at = 0;
        while (at < count && (found[at].met || strcmp(found[at].rule, expected->rule) != 0 ||
                              (expected->reference[0] != '\0' &&
                               strcmp(found[at].reference, expected->reference) != 0)))
            at++;
        if (at < count)
            found[at].met = true;
        else
            wrong +=
                printf("%s: not found: %s %s\n", name, expected->rule, expected->reference) > 0;
    }
    for (size_t i = 0; i < count; i++)
        if (!found[i].met)
            wrong += printf("%s: found, and nobody put it there: %s %s\n", name, found[i].rule,
                            found[i].reference) > 0;
    free(found);
    return wrong;
}

static size_t findings_read(const char *directory, struct found found[FOUND_MOST])
{
    struct rows rows = rows_read(directory, "findings.csv");
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        struct found one = {.met = false};
        char severity[CELL_ROOM] = "";
        char explanation[CELL_ROOM] = "";
        (void)cell(rows.at[i], COLUMN_RULE, one.rule);
        if (strcmp(one.rule, "rule") == 0)
            continue; /* the header */
        (void)cell(rows.at[i], COLUMN_SEVERITY, severity);
        (void)cell(rows.at[i], COLUMN_REFERENCE, one.reference);
        (void)cell(rows.at[i], COLUMN_EXPLANATION, explanation);
        size_t times = strcmp(severity, "info") == 0 ? count_said(explanation) : 1;
        for (; times > 0 && count < FOUND_MOST; times--)
            found[count++] = one;
    }
    rows_free(&rows);
    return count;
}

/* The first number behind a colon: `Charges refunded before ...: 4, 260.00 USD in all.` */
static size_t count_said(const char *explanation)
{
    const char *colon = strchr(explanation, ':');
    if (!colon || !isdigit((unsigned char)colon[1 + strspn(colon + 1, " ")]))
        return 1;
    char *end = NULL;
    size_t count = strtoul(colon + 1, &end, 10);
    return *end == '.' ? 1 : count; /* an amount is no count */
}

/* Cells of findings hold no doubled quotes in the worlds made here. */
static bool cell(const char *row, int column, char into[CELL_ROOM])
{
    for (; column > 0 && *row; column--) {
        if (*row == '"')
            row = strchr(row + 1, '"') ? strchr(row + 1, '"') + 1 : "";
        row += strcspn(row, ",");
        row += *row == ',';
    }
    size_t length = *row == '"' ? strcspn(++row, "\"") : strcspn(row, ",");
    length = length < CELL_ROOM - 1 ? length : CELL_ROOM - 1;
    memcpy(into, row, length);
    into[length] = '\0';
    return length > 0;
}

size_t judge_sums(const struct world *world, const char *directory, const char *name)
{
    size_t wrong = 0;
    static const char *const reports[] = {"conservation.csv", "tie-out.csv"};
    for (size_t i = 0; i < 2; i++) {
        struct rows rows = rows_read(directory, reports[i]);
        if (rows.count < 2)
            wrong += printf("%s: %s is empty\n", name, reports[i]) > 0;
        for (size_t row = 0; row < rows.count; row++)
            if (i == 0 ? !strstr(rows.at[row], ",ties") && !strstr(rows.at[row], ",verdict")
                       : strstr(rows.at[row], ",control,") && strstr(rows.at[row], ",off"))
                wrong += printf("%s: %s: %s\n", name, reports[i], rows.at[row]) > 0;
        rows_free(&rows);
    }
    return wrong + judge_open(world, directory, name);
}

/* populations.csv: report,status,currency,positions,amount */
static size_t judge_open(const struct world *world, const char *directory, const char *name)
{
    struct rows rows = rows_read(directory, "populations.csv");
    int64_t sum = 0;
    for (size_t i = 0; i < rows.count; i++) {
        char report[CELL_ROOM] = "";
        char currency[CELL_ROOM] = "";
        char amount[CELL_ROOM] = "";
        (void)cell(rows.at[i], 0, report);
        (void)cell(rows.at[i], 2, currency);
        (void)cell(rows.at[i], 4, amount);
        if (strcmp(report, "uncollected") == 0 && strcmp(currency, "USD") == 0)
            sum += cents(amount);
    }
    rows_free(&rows);
    if (sum == world_collectible(world))
        return 0;
    return printf("%s: %" PRId64 " cents are open, the reports say %" PRId64 "\n", name,
                  world_collectible(world), sum) > 0;
}

static int64_t cents(const char *text)
{
    const char *point = strchr(text, '.');
    int64_t whole = strtoll(text, NULL, 10);
    int64_t part = point ? strtoll(point + 1, NULL, 10) : 0;
    return 100 * whole + (text[0] == '-' ? -part : part);
}

size_t judge_equal(const char *directory, const char *other, const char *name)
{
    static const char *const reports[] = {
        "uncollected.csv", "refunds.csv",    "net-terms.csv",         "tax-collection.csv",
        "timing.csv",      "pennies.csv",    "payer-terms.csv",       "populations.csv",
        "payouts.csv",     "currencies.csv", "tax-jurisdictions.csv", "roll-forward.csv",
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        struct rows one = rows_read(directory, reports[i]);
        struct rows two = rows_read(other, reports[i]);
        for (const char *row = NULL; (row = rows_difference(&one, &two)) != NULL;)
            wrong +=
                printf("%s: in another order, %s differs: %s\n", name, reports[i], row) > 0;
        rows_free(&one);
        rows_free(&two);
    }
    return wrong;
}
