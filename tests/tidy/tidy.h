/* The laws of the house, checked on the text of the project. A law looks at the tree and names
 * each place that breaks it with what to do instead. The laws and their tables are data
 * (tables.c); the samples prove that each of them can be broken. Nothing is freed: the program
 * ends soon. */
#ifndef TIDY_TIDY_H
#define TIDY_TIDY_H

#include <stdbool.h>
#include <stddef.h>

#define tidy_count(array) (sizeof(array) / sizeof((array)[0]))

/* Lines end with a zero byte instead of the line end. `code` has the same lines and columns,
 * with blanks where comments and the insides of literals stand; for other files than C it is
 * `line`. */
struct tidy_file {
    const char *path; /* from the root, with slashes */
    char **line;
    char **code;
    size_t lines;
};

struct tidy_tree {
    struct tidy_file *files; /* sorted by path */
    size_t count;
    char **top; /* what stands at the top level */
    size_t top_count;
};

/* One place that breaks a law: path:line: law: what to do instead. Line 0: the file as a whole.
 */
struct tidy_finding {
    const char *path;
    size_t line;
    const char *law;
    char *instead;
};
struct tidy_report {
    const char *law; /* the one that is looking */
    struct tidy_finding *findings;
    size_t count;
};

struct tidy_score {
    size_t passed, failed;
};

struct tidy_law {
    const char *name;
    void (*check)(const struct tidy_tree *tree, struct tidy_report *report);
};
extern const struct tidy_law tidy_laws[];
extern const size_t tidy_law_count;

void tidy_report_add(struct tidy_report *report, const char *path, size_t line,
                     const char *instead, ...) __attribute__((format(printf, 4, 5)));
/* Runs the law of that name. */
void tidy_run(const struct tidy_tree *tree, const char *law, struct tidy_report *report);
/* Breaks each law with the samples of a folder, and counts those that are judged as they say.
 */
void tidy_prove(const char *folder, struct tidy_score *score);

/* tree.c. Ends the program when something cannot be read. */
struct tidy_tree tidy_tree_read(const char *root, char **top, size_t top_count);
void tidy_tree_add(struct tidy_tree *tree, const char *path, const char *text, size_t length);
void tidy_tree_sort(struct tidy_tree *tree);
const struct tidy_file *tidy_tree_find(const struct tidy_tree *tree, const char *path);
char *tidy_read(const char *path, size_t *length);

/* mask.c: blanks out comments, and the insides of literals. */
void tidy_mask(char *text, size_t length);

/* text.c */
void *tidy_resize(void *memory, size_t count, size_t size);
char *tidy_copy(const char *text, size_t length);
char *tidy_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool tidy_starts(const char *text, const char *with);
bool tidy_ends(const char *text, const char *with);
/* A path below one of several prefixes parted by blanks, with one of several endings. */
bool tidy_below(const char *path, const char *prefixes);
bool tidy_named(const char *path, const char *endings);
/* The first place of `word` in text that is no part of a longer word; NULL: none. Letters,
 * digits and the characters of `more` make a word. */
const char *tidy_word(const char *text, const char *word, const char *more);
bool tidy_is_word(char c, const char *more);
/* The next word of a list parted by blanks, copied; NULL: no more. */
char *tidy_next(const char **list);
/* Whether the list holds the word. */
bool tidy_among(const char *list, const char *word, size_t length);

/* The laws. */
void tidy_law_top(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_arrows(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_doors(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_names(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_bans(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_promises(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_sizes(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_columns(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_functions(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_openings(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_guards(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_globals(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_pairs(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_rules(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_samples(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_messages(const struct tidy_tree *tree, struct tidy_report *report);
void tidy_law_words(const struct tidy_tree *tree, struct tidy_report *report);

#endif
