/* The project as text: every file below the known folders, and the names at the top. */
#include "tidy/tidy.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void tree_folder(struct tidy_tree *tree, const char *root, const char *path);
static void tree_entry(struct tidy_tree *tree, const char *root, const char *path);
static void tree_top(struct tidy_tree *tree, const char *root);
static bool tree_skips(const char *name);
static char **tree_lines(const char *text, size_t length, size_t *count);
static int tree_order(const void *a, const void *b);
static _Noreturn void tree_fail(const char *path);

struct tidy_tree tidy_tree_read(const char *root, char **top, size_t top_count)
{
    struct tidy_tree tree = {.top = top_count > 0 ? top : NULL, .top_count = top_count};
    static const char *const folders[] = {"engine", "reports",  "rules",    "tests",
                                          "docs",   "fixtures", "Makefile", "README.md"};
    if (top_count == 0)
        tree_top(&tree, root);
    for (size_t i = 0; i < tidy_count(folders); i++)
        tree_entry(&tree, root, folders[i]);
    tidy_tree_sort(&tree);
    return tree;
}

static void tree_entry(struct tidy_tree *tree, const char *root, const char *path)
{
    char *full = tidy_format("%s/%s", root, path);
    struct stat state;
    if (stat(full, &state) != 0)
        return;
    if (S_ISDIR(state.st_mode)) {
        tree_folder(tree, root, path);
    } else if (S_ISREG(state.st_mode)) {
        size_t length;
        char *text = tidy_read(full, &length);
        tidy_tree_add(tree, path, text, length);
        free(text);
    }
    free(full);
}

static void tree_folder(struct tidy_tree *tree, const char *root, const char *path)
{
    char *full = tidy_format("%s/%s", root, path);
    DIR *folder = opendir(full);
    if (!folder)
        tree_fail(full);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.')
            tree_entry(tree, root, tidy_format("%s/%s", path, entry->d_name));
    }
    closedir(folder);
    free(full);
}

static void tree_top(struct tidy_tree *tree, const char *root)
{
    DIR *folder = opendir(root);
    if (!folder)
        tree_fail(root);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (tree_skips(entry->d_name))
            continue;
        tree->top = tidy_resize(tree->top, tree->top_count + 1, sizeof(*tree->top));
        tree->top[tree->top_count++] = tidy_copy(entry->d_name, strlen(entry->d_name));
    }
    closedir(folder);
}

/* What was built is no part of the project. */
static bool tree_skips(const char *name)
{
    return name[0] == '.' || strcmp(name, "build") == 0;
}

void tidy_tree_add(struct tidy_tree *tree, const char *path, const char *text, size_t length)
{
    tree->files = tidy_resize(tree->files, tree->count + 1, sizeof(*tree->files));
    struct tidy_file *file = &tree->files[tree->count++];
    *file = (struct tidy_file){.path = tidy_copy(path, strlen(path))};
    file->line = tree_lines(text, length, &file->lines);
    file->code = file->line;
    if (tidy_named(path, ".c .h")) {
        char *code = tidy_copy(text, length);
        tidy_mask(code, length);
        file->code = tree_lines(code, length, &file->lines);
        free(code);
    }
}

static char **tree_lines(const char *text, size_t length, size_t *count)
{
    char **lines = NULL;
    *count = 0;
    for (size_t from = 0; from < length;) {
        const char *end = memchr(text + from, '\n', length - from);
        size_t bytes = end ? (size_t)(end - text) - from : length - from;
        if (*count % 256 == 0)
            lines = tidy_resize(lines, *count + 256, sizeof(*lines));
        lines[(*count)++] = tidy_copy(text + from, bytes);
        from += bytes + 1;
    }
    return lines;
}

void tidy_tree_sort(struct tidy_tree *tree)
{
    if (tree->count > 1)
        qsort(tree->files, tree->count, sizeof(*tree->files), tree_order);
}

static int tree_order(const void *a, const void *b)
{
    return strcmp(((const struct tidy_file *)a)->path, ((const struct tidy_file *)b)->path);
}

const struct tidy_file *tidy_tree_find(const struct tidy_tree *tree, const char *path)
{
    struct tidy_file key = {.path = path};
    return tree->count == 0
               ? NULL
               : bsearch(&key, tree->files, tree->count, sizeof(*tree->files), tree_order);
}

char *tidy_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    struct stat state;
    if (!file || fstat(fileno(file), &state) != 0)
        tree_fail(path);
    size_t size = (size_t)state.st_size;
    char *text = tidy_resize(NULL, size + 1, 1);
    *length = fread(text, 1, size, file);
    if (*length != size)
        tree_fail(path);
    text[size] = '\0';
    fclose(file);
    return text;
}

static void tree_fail(const char *path)
{
    fprintf(stderr, "tidy: cannot read %s\n", path);
    exit(2);
}
