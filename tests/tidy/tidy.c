/* Proves that each law of the house can be broken, with the samples beside this file, and
 * checks them on the project's own text. The closing line counts samples and laws. usage: tidy
 * ROOT [TOP_NAME...]     what stands at the top level, when not to be looked up */
#include "tidy/tidy.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void tidy_print(const struct tidy_report *report);

const struct tidy_law tidy_laws[] = {
    {"top", tidy_law_top},
    {"arrows", tidy_law_arrows},
    {"doors", tidy_law_doors},
    {"names", tidy_law_names},
    {"bans", tidy_law_bans},
    {"promises", tidy_law_promises},
    {"sizes", tidy_law_sizes},
    {"columns", tidy_law_columns},
    {"functions", tidy_law_functions},
    {"openings", tidy_law_openings},
    {"guards", tidy_law_guards},
    {"globals", tidy_law_globals},
    {"pairs", tidy_law_pairs},
    {"rules", tidy_law_rules},
    {"samples", tidy_law_samples},
    {"words", tidy_law_words},
    {"messages", tidy_law_messages},
};
const size_t tidy_law_count = tidy_count(tidy_laws);

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: tidy ROOT [TOP_NAME...]\n", stderr);
        return 2;
    }
    struct tidy_score score = {0};
    tidy_prove(tidy_format("%s/tests/tidy/samples", argv[1]), &score);
    struct tidy_tree tree = tidy_tree_read(argv[1], argv + 2, (size_t)(argc - 2));
    for (size_t i = 0; i < tidy_law_count; i++) {
        struct tidy_report report = {0};
        tidy_run(&tree, tidy_laws[i].name, &report);
        tidy_print(&report);
        score.passed += report.count == 0;
        score.failed += report.count > 0;
    }
    printf("%zu passed, %zu failed\n", score.passed, score.failed);
    return score.failed > 0;
}

static void tidy_print(const struct tidy_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct tidy_finding *finding = &report->findings[i];
        printf("%s:%zu: %s: %s\n", finding->path, finding->line, finding->law,
               finding->instead);
    }
}

void tidy_run(const struct tidy_tree *tree, const char *law, struct tidy_report *report)
{
    for (size_t i = 0; i < tidy_law_count; i++) {
        if (strcmp(law, tidy_laws[i].name) != 0)
            continue;
        report->law = tidy_laws[i].name;
        tidy_laws[i].check(tree, report);
    }
}

void tidy_report_add(struct tidy_report *report, const char *path, size_t line,
                     const char *instead, ...)
{
    va_list arguments;
    va_start(arguments, instead);
    char *text = NULL;
    if (vasprintf(&text, instead, arguments) < 0)
        abort();
    va_end(arguments);
    report->findings =
        tidy_resize(report->findings, report->count + 1, sizeof(*report->findings));
    report->findings[report->count++] = (struct tidy_finding){path, line, report->law, text};
}
