/* Which file may include which: the arrows of the house, and one door per library. */
#include "tidy/tables.h"
#include "tidy/tidy.h"

#include <stdlib.h>
#include <string.h>

static void arrows_file(const struct tidy_file *file, struct tidy_report *report);
static void arrows_include(const struct tidy_file *file, size_t line, const char *header,
                           struct tidy_report *report);
static const struct tidy_arrow *arrow_of(const char *path);
static const char *place_of(const char *header);
static bool arrow_allows(const char *path, const struct tidy_arrow *arrow, const char *header);
static char *include_of(const char *line, char open, char close);

void tidy_law_arrows(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tidy_named(tree->files[i].path, ".c .h"))
            arrows_file(&tree->files[i], report);
    }
}

static void arrows_file(const struct tidy_file *file, struct tidy_report *report)
{
    for (size_t i = 0; i < file->lines; i++) {
        char *header = include_of(file->line[i], '"', '"');
        if (header)
            arrows_include(file, i + 1, header, report);
        free(header);
    }
}

static void arrows_include(const struct tidy_file *file, size_t line, const char *header,
                           struct tidy_report *report)
{
    if (strstr(header, "../")) {
        tidy_report_add(report, file->path, line, "name the header by its folder: no ../");
        return;
    }
    const struct tidy_arrow *arrow = arrow_of(file->path);
    if (!tidy_below(file->path, "engine/ reports/"))
        return;
    if (!place_of(header))
        tidy_report_add(report, file->path, line,
                        "include %s by its folder, as in \"base/str.h\"", header);
    else if (!arrow)
        tidy_report_add(report, file->path, line,
                        "give this folder a row in the arrows of tests/tidy/tables.c");
    else if (!arrow_allows(file->path, arrow, header))
        tidy_report_add(report, file->path, line,
                        "%s may include its own folder and: %s; let pipeline/ bring the two "
                        "together, or hand a plain struct over",
                        arrow->from, arrow->to);
}

static const struct tidy_arrow *arrow_of(const char *path)
{
    const struct tidy_arrow *best = NULL;
    for (size_t i = 0; i < tidy_arrow_count; i++) {
        const struct tidy_arrow *arrow = &tidy_arrows[i];
        if (tidy_starts(path, arrow->from) &&
            (!best || strlen(arrow->from) > strlen(best->from)))
            best = arrow;
    }
    return best;
}

static const char *place_of(const char *header)
{
    for (size_t i = 0; i < tidy_place_count; i++) {
        if (tidy_starts(header, tidy_places[i].prefix))
            return tidy_places[i].folder;
    }
    return NULL;
}

static bool arrow_allows(const char *path, const struct tidy_arrow *arrow, const char *header)
{
    if (strcmp(arrow->to, "*") == 0 || tidy_below(header, arrow->to))
        return true;
    /* Its own folder: the header stands where the file does, or below. */
    const char *folder = place_of(header);
    char *full = tidy_format("%s%s", folder, strchr(header, '/') + 1);
    size_t own = (size_t)(strrchr(path, '/') - path) + 1;
    bool same = strncmp(full, path, own) == 0 && !strchr(full + own, '/');
    free(full);
    return same;
}

void tidy_law_doors(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_named(file->path, ".c .h"))
            continue;
        for (size_t line = 0; line < file->lines; line++) {
            char *header = include_of(file->line[line], '<', '>');
            for (size_t d = 0; header && d < tidy_door_count; d++) {
                const struct tidy_door *door = &tidy_doors[d];
                if (tidy_starts(header, door->header) && !tidy_below(file->path, door->door))
                    tidy_report_add(report, file->path, line + 1, "%s: <%s> belongs to %s",
                                    door->instead, header, door->door);
            }
            free(header);
        }
    }
}

/* What stands between the quotes of an #include, or NULL. */
static char *include_of(const char *line, char open, char close)
{
    line += strspn(line, " \t");
    if (*line != '#')
        return NULL;
    line += 1 + strspn(line + 1, " \t");
    if (!tidy_starts(line, "include"))
        return NULL;
    const char *from = strchr(line, open);
    const char *to = from ? strchr(from + 1, close) : NULL;
    return to ? tidy_copy(from + 1, (size_t)(to - from) - 1) : NULL;
}
