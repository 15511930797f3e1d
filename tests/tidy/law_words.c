/* Words that do not belong: the service's own names in the engine, functions that lie,
 * promises. */
#include "tidy/tables.h"
#include "tidy/tidy.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void names_line(const struct tidy_file *file, size_t line, struct tidy_report *report);
static const char *names_find(const char *lower, const char *word, size_t from);
static bool names_excused(const char *path, const char *text, size_t at, size_t length);
static void bans_line(const struct tidy_file *file, size_t line, struct tidy_report *report);
static bool ban_stands(const char *code, const char *word);

void tidy_law_names(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_below(file->path, "engine/ reports/") ||
            !tidy_named(file->path, ".c .h .sql .css .html .js"))
            continue;
        for (size_t line = 0; line < file->lines; line++)
            names_line(file, line, report);
    }
}

static void names_line(const struct tidy_file *file, size_t line, struct tidy_report *report)
{
    const char *text = file->line[line];
    char *lower = tidy_copy(text, strlen(text));
    for (char *c = lower; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    const char *words = tidy_foreign_words;
    for (char *word; (word = tidy_next(&words)) != NULL;) {
        size_t length = strlen(word), from = 0;
        for (const char *at; (at = names_find(lower, word, from)) != NULL;) {
            from = (size_t)(at - lower) + length;
            if (names_excused(file->path, text, from - length, length))
                continue;
            tidy_report_add(
                report, file->path, line + 1,
                "what only the service knows (%s) is data in rules/; the contract's "
                "own names stand in base/names.h",
                word);
            break;
        }
    }
    free(lower);
}

/* Not inside a longer word, as aws is in draws. */
static const char *names_find(const char *lower, const char *word, size_t from)
{
    for (const char *at = strstr(lower + from, word); at; at = strstr(at + 1, word)) {
        if (at == lower || !isalpha((unsigned char)at[-1]))
            return at;
    }
    return NULL;
}

static bool names_excused(const char *path, const char *text, size_t at, size_t length)
{
    if (strcmp(path, "engine/base/names.h") == 0)
        return true;
    size_t from = at, to = at + length;
    while (from > 0 && tidy_is_word(text[from - 1], "_-"))
        from--;
    while (tidy_is_word(text[to], "_-"))
        to++;
    return tidy_among(tidy_contract_words, text + from, to - from);
}

void tidy_law_bans(const struct tidy_tree *tree, struct tidy_report *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (!tidy_below(file->path, "engine/ reports/") || !tidy_named(file->path, ".c .h"))
            continue;
        for (size_t line = 0; line < file->lines; line++)
            bans_line(file, line, report);
    }
}

static void bans_line(const struct tidy_file *file, size_t line, struct tidy_report *report)
{
    for (size_t i = 0; i < tidy_ban_count; i++) {
        const struct tidy_ban *ban = &tidy_bans[i];
        if (tidy_below(file->path, ban->but))
            continue;
        const char *words =
            strchr(ban->words, '#') || tidy_starts(ban->words, "typedef") ? NULL : ban->words;
        if (!words && strstr(file->code[line], ban->words))
            tidy_report_add(report, file->path, line + 1, "%s: %s", ban->words, ban->instead);
        for (char *word; words && (word = tidy_next(&words)) != NULL;) {
            if (ban_stands(file->code[line], word))
                tidy_report_add(report, file->path, line + 1, "%s: %s", word, ban->instead);
        }
    }
}

/* "word(" stands for a call: the word and an opening bracket. */
static bool ban_stands(const char *code, const char *word)
{
    size_t length = strcspn(word, "(");
    bool call = word[length] == '(';
    char *name = tidy_copy(word, length);
    const char *at = code;
    bool stands = false;
    while (!stands && (at = tidy_word(at, name, "_")) != NULL) {
        const char *behind = at + length + strspn(at + length, " ");
        bool member = at > code && (at[-1] == '.' || at[-1] == '>');
        stands = !call || (*behind == '(' && !member);
        at += length;
    }
    free(name);
    return stands;
}

void tidy_law_promises(const struct tidy_tree *tree, struct tidy_report *report)
{
    static const char *const promises[] = {"TODO", "FIXME", "XXX", "HACK"};
    for (size_t i = 0; i < tree->count; i++) {
        const struct tidy_file *file = &tree->files[i];
        if (tidy_below(file->path, "tests/tidy/ fixtures/") ||
            !tidy_named(file->path, ".c .h .sh .awk .sql .py .md Makefile"))
            continue;
        for (size_t line = 0; line < file->lines; line++) {
            for (size_t p = 0; p < tidy_count(promises); p++) {
                if (tidy_word(file->line[line], promises[p], "_"))
                    tidy_report_add(report, file->path, line + 1,
                                    "do it, or say in docs/decisions/ why not: no %s",
                                    promises[p]);
            }
        }
    }
}
