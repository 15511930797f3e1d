/* What stands at the top level: eight names, and what begins with a dot. */
#include "tidy/tables.h"
#include "tidy/tidy.h"

#include <string.h>

void tidy_law_top(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->top_count; i++) {
        const char *name = tree->top[i];
        if (name[0] != '.' && !tidy_among(tidy_top_names, name, strlen(name)))
            tidy_report_add(report, name, 0, "move it below one of: %s", tidy_top_names);
    }
    const char *names = tidy_top_names;
    for (char *name; (name = tidy_next(&names)) != NULL;) {
        bool found = false;
        for (size_t i = 0; i < tree->top_count && !found; i++)
            found = strcmp(tree->top[i], name) == 0;
        if (!found)
            tidy_report_add(report, name, 0, "it belongs to the top level and is not there");
    }
}
