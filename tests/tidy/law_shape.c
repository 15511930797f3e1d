/* The shape of a file: how long, how wide, how it begins. */
#include "tidy/tables.h"
#include "tidy/tidy.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 99, FUNCTION_LINES_MAX = 60 };

static size_t columns_of(const char *line);
static bool opens_with_docstring(const struct tidy_file *file);
static char *guard_of(const char *path);

void tidy_law_sizes(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        for (size_t s = 0; s < tidy_size_count; s++) {
            const struct tidy_size *size = &tidy_sizes[s];
            if (!tidy_starts(file->path, size->below) || !tidy_ends(file->path, size->ending))
                continue;
            if (file->lines >= size->lines)
                tidy_report_add(report, file->path, 0,
                                "%zu lines; under %zu: split it where a second thing begins",
                                file->lines, size->lines);
            break;
        }
    }
}

/* The rows of a rule's example tables may be wider. */
void tidy_law_columns(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_below(file->path, "engine/ reports/ rules/ tests/ docs/ Makefile") ||
            !tidy_named(file->path, ".c .h .sql .sh .awk .py Makefile"))
            continue;
        for (size_t line = 0; line < file->lines; line++) {
            size_t columns = columns_of(file->line[line]);
            bool table =
                tidy_starts(file->line[line], "--   ") && strchr(file->line[line], '|');
            if (columns > COLUMNS_MAX && !table)
                tidy_report_add(report, file->path, line + 1,
                                "%zu columns; at most %d: wrap it", columns, COLUMNS_MAX);
        }
    }
}

/* Characters, not bytes: the continuation bytes of UTF-8 do not count. */
static size_t columns_of(const char *line)
{
    size_t columns = 0;
    for (; *line; line++)
        columns += ((unsigned char)*line & 0xc0) != 0x80;
    return columns;
}

/* The layout is clang-format's: a body begins and ends in the first column. Lines that hold
 * nothing but text are data and do not count. */
void tidy_law_functions(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        size_t from = 0, texts = 0;
        for (size_t line = 0; line < file->lines && tidy_named(file->path, ".c .h"); line++) {
            const char *code = file->code[line];
            texts += code[strspn(code, " ")] == '"';
            if (strcmp(code, "{") == 0) {
                from = line;
                texts = 0;
            }
            if (strcmp(code, "}") != 0 || from == 0)
                continue;
            size_t lines = line - from + 1 - texts;
            if (lines > FUNCTION_LINES_MAX)
                tidy_report_add(report, file->path, from,
                                "a function of %zu lines; at most %d: name its parts", lines,
                                FUNCTION_LINES_MAX);
            from = 0;
        }
    }
}

void tidy_law_openings(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        bool code = tidy_named(file->path, ".c .h");
        bool script = tidy_named(file->path, ".sh");
        if (code && (file->lines == 0 || !tidy_starts(file->line[0], "/*")))
            tidy_report_add(report, file->path, 1, "say first what this file is, and why");
        if (script && (file->lines < 2 || !tidy_starts(file->line[1], "# ")))
            tidy_report_add(report, file->path, 2, "say first what this script is, and why");
        if (tidy_named(file->path, ".py") && !opens_with_docstring(file))
            tidy_report_add(report, file->path, 1, "say first what this script is, and why");
    }
}

/* Behind the line that names the interpreter, where there is one. */
static bool opens_with_docstring(const struct tidy_file *file)
{
    size_t at = file->lines > 0 && tidy_starts(file->line[0], "#!") ? 1 : 0;
    return at < file->lines && tidy_starts(file->line[at], "\"\"\"");
}

void tidy_law_guards(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_below(file->path, "engine/ reports/") || !tidy_ends(file->path, ".h"))
            continue;
        char *guard = guard_of(file->path);
        char *first = tidy_format("#ifndef %s", guard);
        bool guarded = false;
        for (size_t line = 0; line < file->lines && !guarded; line++)
            guarded = strcmp(file->line[line], first) == 0;
        if (!guarded)
            tidy_report_add(report, file->path, 1, "guard it by its path: %s", first);
        free(first);
        free(guard);
    }
}

/* engine/base/str.h is TIEOUT_BASE_STR_H. */
static char *guard_of(const char *path)
{
    char *guard = tidy_format("TIEOUT_%s", tidy_starts(path, "engine/") ? path + 7 : path);
    for (char *c = guard; *c; c++)
        *c = isalnum((unsigned char)*c) ? (char)toupper((unsigned char)*c) : '_';
    return guard;
}
