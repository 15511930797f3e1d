/* What must have its counterpart: code a test, rules their examples, eras a sample, words a
 * test. */
#include "tidy/tables.h"
#include "tidy/tidy.h"

#include <stdlib.h>
#include <string.h>

enum { OPENING_LINES = 15 };

static bool pair_exists(const struct tidy_tree *tree, const char *path);
static bool pair_covered(const struct tidy_tree *tree, const char *folder, const char *name);
static bool pair_cli(const struct tidy_tree *tree, const char *name);
static void rule_check(const struct tidy_file *file, struct tidy_report *report);
static char *rule_value(const struct tidy_file *file, const char *key);
static void samples_family(const struct tidy_tree *tree, const struct tidy_file *map,
                           struct tidy_report *report);
static char *map_eras(const struct tidy_file *map, size_t *line);
static void words_file(const struct tidy_tree *tree, const struct tidy_file *file,
                       const struct tidy_vocabulary *vocabulary, struct tidy_report *report);
static bool words_tested(const struct tidy_tree *tree, const char *word);

void tidy_law_pairs(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const char *path = tree->files[i].path;
        if (!tidy_below(path, "engine/ reports/") || !tidy_ends(path, ".c") ||
            tidy_among(tidy_untested, path, strlen(path)) || pair_exists(tree, path))
            continue;
        tidy_report_add(report, path, 0,
                        "write tests/unit/%s, or name this file in the first lines of the test "
                        "beside it that covers it (of the command line: tests/cli/*.cli)",
                        tidy_starts(path, "engine/") ? path + 7 : path);
    }
}

static bool pair_exists(const struct tidy_tree *tree, const char *path)
{
    const char *below = tidy_starts(path, "engine/") ? path + 7 : path;
    char *test = tidy_format("tests/unit/%s", below);
    const char *name = strrchr(path, '/') + 1;
    char *folder = tidy_copy(test, strlen(test) - strlen(name));
    bool exists = tidy_tree_find(tree, test) || pair_covered(tree, folder, name) ||
                  (tidy_starts(path, "engine/cli/") &&
                   (pair_covered(tree, "tests/cli/", name) || pair_cli(tree, name)));
    free(folder);
    free(test);
    return exists;
}

/* A test beside it may stand for several files: it names them in its opening comment. */
static bool pair_covered(const struct tidy_tree *tree, const char *folder, const char *name)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_starts(file->path, folder))
            continue;
        for (size_t line = 0; line < file->lines && line < OPENING_LINES; line++) {
            if (tidy_word(file->line[line], name, "_"))
                return true;
            if (strstr(file->line[line], "*/"))
                break;
        }
    }
    return false;
}

/* engine/cli/verb_run.c is tested by tests/cli/run*.cli. */
static bool pair_cli(const struct tidy_tree *tree, const char *name)
{
    if (tidy_starts(name, "verb_"))
        name += strlen("verb_");
    char *prefix = tidy_format("tests/cli/%.*s", (int)strcspn(name, "."), name);
    bool found = false;
    for (size_t i = 0; i < tree->count && !found; i++)
        found =
            tidy_starts(tree->files[i].path, prefix) && tidy_ends(tree->files[i].path, ".cli");
    free(prefix);
    return found;
}

void tidy_law_rules(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tidy_below(tree->files[i].path, "rules/exceptions/") &&
            tidy_ends(tree->files[i].path, ".sql"))
            rule_check(&tree->files[i], report);
    }
}

static void rule_check(const struct tidy_file *file, struct tidy_report *report)
{
    const char *keys = tidy_rule_keys;
    for (char *key; (key = tidy_next(&keys)) != NULL; free(key)) {
        char *value = rule_value(file, key);
        if (!value || *value == '\0')
            tidy_report_add(report, file->path, 1, "the header lacks: -- %s", key);
        free(value);
    }
    char *code = rule_value(file, "rule");
    const char *name = strrchr(file->path, '/') + 1;
    if (code && strncmp(code, name, strlen(name) - 4) != 0)
        tidy_report_add(report, file->path, 1, "the file is called as the rule: %s.sql", code);
    free(code);
    /* A file without a question is raised by the engine itself and cannot carry examples. */
    bool asks = file->lines > 0 && !tidy_starts(file->line[file->lines - 1], "--");
    static const char *const examples[] = {"reads", "trips:", "quiet:"};
    for (size_t i = 0; asks && i < tidy_count(examples); i++) {
        char *value = rule_value(file, examples[i]);
        if (!value)
            tidy_report_add(report, file->path, 1,
                            "the header lacks: -- %s, see rules/README.md", examples[i]);
        free(value);
    }
}

/* What stands behind "-- key", or NULL. */
static char *rule_value(const struct tidy_file *file, const char *key)
{
    size_t length = strlen(key);
    for (size_t i = 0; i < file->lines && tidy_starts(file->line[i], "--"); i++) {
        const char *at = file->line[i] + 2;
        if (*at == ' ' && strncmp(at + 1, key, length) == 0 &&
            (at[1 + length] == ' ' || at[1 + length] == '\0')) {
            at += 1 + length;
            at += strspn(at, " ");
            return tidy_copy(at, strlen(at));
        }
    }
    return NULL;
}

void tidy_law_samples(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (tidy_below(tree->files[i].path, "rules/families/") &&
            tidy_ends(tree->files[i].path, "/map.csv"))
            samples_family(tree, &tree->files[i], report);
    }
}

static void samples_family(const struct tidy_tree *tree, const struct tidy_file *map,
                           struct tidy_report *report)
{
    size_t line = 0;
    char *eras = map_eras(map, &line);
    char *folder = tidy_copy(map->path, strlen(map->path) - strlen("map.csv"));
    const char *list = eras ? eras : "";
    for (char *era; (era = tidy_next(&list)) != NULL; free(era)) {
        char *sample = tidy_format("%s%s.sample.csv", folder, era);
        if (!tidy_tree_find(tree, sample))
            tidy_report_add(report, map->path, line, "write %s: a few made-up records", sample);
        free(sample);
    }
    for (size_t i = 0; i < tree->count; i++) {
        const char *path = tree->files[i].path;
        if (!tidy_starts(path, folder) || !tidy_ends(path, ".sample.csv"))
            continue;
        const char *era = path + strlen(folder);
        if (!tidy_among(eras ? eras : "", era, strcspn(era, ".")))
            tidy_report_add(report, path, 0, "name its era in the eras of %s", map->path);
    }
    free(folder);
    free(eras);
}

/* The list in the row "*,,eras,LIST,...". */
static char *map_eras(const struct tidy_file *map, size_t *line)
{
    for (size_t i = 0; i < map->lines; i++) {
        const char *text = map->line[i];
        if (tidy_starts(text, "*,,eras,")) {
            *line = i + 1;
            return tidy_copy(text + strlen("*,,eras,"),
                             strcspn(text + strlen("*,,eras,"), ","));
        }
    }
    return NULL;
}

void tidy_law_words(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        for (size_t v = 0; v < tidy_vocabulary_count; v++) {
            if (tidy_starts(tree->files[i].path, tidy_vocabularies[v].below))
                words_file(tree, &tree->files[i], &tidy_vocabularies[v], report);
        }
    }
}

static void words_file(const struct tidy_tree *tree, const struct tidy_file *file,
                       const struct tidy_vocabulary *vocabulary, struct tidy_report *report)
{
    static const char word_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    for (size_t line = 0; line < file->lines; line++) {
        const char *at = file->line[line];
        while ((at = strstr(at, vocabulary->before)) != NULL) {
            at += strlen(vocabulary->before);
            size_t length = strspn(at, word_letters);
            bool dashed = at[-1] == '-';
            if (length == 0 || at[length] != '"')
                continue; /* a sentence, not a word */
            char *word = tidy_copy(at - dashed, length + dashed);
            if (!words_tested(tree, word))
                tidy_report_add(report, file->path, line + 1,
                                "the %s %s stands in no test: write one that meets it",
                                dashed ? "option" : vocabulary->what, word);
            free(word);
        }
    }
}

static bool words_tested(const struct tidy_tree *tree, const char *word)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_below(file->path, "tests/ fixtures/") ||
            tidy_below(file->path, "tests/tidy/ tests/bench/ tests/support/"))
            continue;
        for (size_t line = 0; line < file->lines; line++) {
            if (tidy_word(file->line[line], word, "_-"))
                return true;
        }
    }
    return false;
}
