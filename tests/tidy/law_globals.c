/* No state outside of what a function is handed: variables of files and static variables of
 * functions are constants. */
#include "tidy/tidy.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A walk over the code of one file, outside of functions. */
struct walk {
    const struct tidy_file *file;
    struct tidy_report *report;
    char *text; /* of the declaration so far, without what stands in braces */
    size_t length;
    size_t line; /* where it began */
    int depth;
    bool in_function;
};

static void walk_line(struct walk *walk, size_t line);
static void walk_character(struct walk *walk, char c, size_t line);
static void walk_add(struct walk *walk, char c, size_t line);
static void walk_judge(struct walk *walk);
static void walk_local(struct walk *walk, size_t line);
static bool declares_functions(const struct tidy_file *file, const char *text);
static bool declares_state(char *text);
static bool declares_type_only(const char *text);

void tidy_law_globals(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_below(file->path, "engine/ reports/") || !tidy_named(file->path, ".c .h"))
            continue;
        struct walk walk = {.file = file, .report = report};
        bool continued = false;
        for (size_t line = 0; line < file->lines; line++) {
            const char *code = file->code[line];
            bool directive = continued || code[strspn(code, " \t")] == '#';
            continued = directive && tidy_ends(code, "\\");
            if (!directive)
                walk_line(&walk, line);
        }
        free(walk.text);
    }
}

static void walk_line(struct walk *walk, size_t line)
{
    if (walk->depth > 0 && walk->in_function)
        walk_local(walk, line);
    for (const char *c = walk->file->code[line]; *c; c++)
        walk_character(walk, *c, line);
    walk_add(walk, ' ', line);
}

static void walk_character(struct walk *walk, char c, size_t line)
{
    if (c == '{') {
        size_t end = walk->length;
        while (end > 0 && walk->text[end - 1] == ' ')
            end--;
        if (walk->depth++ == 0)
            walk->in_function = end > 0 && walk->text[end - 1] == ')';
    } else if (c == '}') {
        if (walk->depth > 0 && --walk->depth == 0 && walk->in_function)
            walk->length = 0;
    } else if (walk->depth == 0 && c == ';') {
        walk_judge(walk);
        walk->length = 0;
    } else {
        walk_add(walk, c, line);
    }
}

static void walk_add(struct walk *walk, char c, size_t line)
{
    if (walk->depth > 0 || (walk->length == 0 && isspace((unsigned char)c)))
        return;
    if (walk->length == 0)
        walk->line = line + 1;
    walk->text = tidy_resize(walk->text, walk->length + 2, 1);
    walk->text[walk->length++] = c;
    walk->text[walk->length] = '\0';
}

static void walk_judge(struct walk *walk)
{
    if (walk->length > 0 && !declares_functions(walk->file, walk->text) &&
        declares_state(walk->text))
        tidy_report_add(
            walk->report, walk->file->path, walk->line,
            "make it const, or hand it in: no state outside of a function's arguments");
}

static void walk_local(struct walk *walk, size_t line)
{
    const char *code = walk->file->code[line];
    code += strspn(code, " \t");
    if (!tidy_starts(code, "static ") || tidy_starts(code, "static inline"))
        return;
    char *text = tidy_copy(code, strcspn(code, ";{"));
    if (declares_state(text))
        tidy_report_add(
            walk->report, walk->file->path, line + 1,
            "make it const, or hand it in: no state outside of a function's arguments");
    free(text);
}

/* Prototypes by a type: typedef int setter(int); static setter set_a, set_b; */
static bool declares_functions(const struct tidy_file *file, const char *text)
{
    const char *words = text;
    char *type = tidy_next(&words);
    if (type && strcmp(type, "static") == 0) {
        free(type);
        type = tidy_next(&words);
    }
    bool function = false;
    char *begins = tidy_format("%s(", type ? type : "");
    for (size_t line = 0; line < file->lines && type && !function; line++)
        function = tidy_starts(file->code[line], "typedef") && strstr(file->code[line], begins);
    free(begins);
    free(type);
    return function;
}

/* A variable that can change. `text` is cut. */
static bool declares_state(char *text)
{
    text[strcspn(text, "=[")] = '\0';
    const char *bracket = strchr(text, '(');
    bool pointer_to_function = bracket && bracket[1 + strspn(bracket + 1, " ")] == '*';
    if (tidy_word(text, "typedef", "_") || tidy_starts(text, "_Static_assert"))
        return false;
    if ((bracket && !pointer_to_function) || declares_type_only(text))
        return false;
    const char *star = strrchr(text, '*');
    return !tidy_word(star ? star : text, "const", "_");
}

static bool declares_type_only(const char *text)
{
    const char *words = text;
    char *kind = tidy_next(&words);
    char *tag = kind ? tidy_next(&words) : NULL;
    char *more = tag ? tidy_next(&words) : NULL;
    bool type = kind && (strcmp(kind, "struct") == 0 || strcmp(kind, "enum") == 0 ||
                         strcmp(kind, "union") == 0);
    free(kind);
    free(tag);
    free(more);
    return type && !more;
}
