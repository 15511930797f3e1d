/* Where rule texts come from. Built in and read from a directory they look alike: paths below
 * rules/ and bytes, sorted by path, so that nothing behind this file knows the difference. */
#include "base/embed.h"
#include "base/file.h"
#include "base/limits.h"
#include "source/family.h"

#include <stdlib.h>
#include <string.h>

/* The files found so far; `files` lives in `arena` and doubles. */
struct walk {
    struct arena *arena;
    const char *root;
    struct rules_file *files;
    size_t count;
    size_t capacity;
    struct failure *failure;
};

enum {
    DEPTH_MAX = 4 /* rules/families/NAME/map.csv needs two: deeper is no rules directory */
};

static void load_built_in(struct rules_source *rules, struct arena *arena);
static enum status walk_directory(struct walk *walk, struct str below, int depth);
static enum status walk_entry(struct walk *walk, struct str below, int depth);
static bool is_rule_text(struct str path);
static void walk_add(struct walk *walk, struct rules_file file);
static const char *join(struct arena *arena, struct str directory, struct str name);
static int compare_paths(const void *a, const void *b);

enum status rules_source_load(struct rules_source *rules, const char *directory_or_null,
                              struct arena *arena, struct failure *failure)
{
    tie_assert(rules != NULL && arena != NULL && failure != NULL);
    *rules = (struct rules_source){.directory = directory_or_null};
    if (directory_or_null == NULL) {
        load_built_in(rules, arena);
        return STATUS_OK;
    }
    struct walk walk = {.arena = arena, .root = directory_or_null, .failure = failure};
    enum status status = walk_directory(&walk, STR(""), 0);
    if (status != STATUS_OK)
        return status;
    if (walk.count > 0)
        qsort(walk.files, walk.count, sizeof *walk.files, compare_paths);
    rules->files = walk.files;
    rules->file_count = walk.count;
    return STATUS_OK;
}

const struct rules_file *rules_source_find(const struct rules_source *rules, struct str path)
{
    tie_assert(rules != NULL);
    struct rules_file wanted = {.path = path};
    if (rules->file_count == 0)
        return NULL;
    return bsearch(&wanted, rules->files, rules->file_count, sizeof wanted, compare_paths);
}

static void load_built_in(struct rules_source *rules, struct arena *arena)
{
    struct rules_file *files = arena_take(arena, embed_file_count * sizeof *files);
    for (size_t i = 0; i < embed_file_count; i++) {
        files[i].path = str_from(embed_files[i].path);
        files[i].text = embed_text(&embed_files[i]);
    }
    if (embed_file_count > 0)
        qsort(files, embed_file_count, sizeof *files, compare_paths);
    rules->files = files;
    rules->file_count = embed_file_count;
}

/* Everything of the directory at `below` (empty: the root itself). */
static enum status walk_directory(struct walk *walk, struct str below, int depth)
{
    struct str *names = NULL;
    size_t count = 0;
    const char *path = join(walk->arena, str_from(walk->root), below);
    enum status status = file_list(path, walk->arena, &names, &count, walk->failure);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char *entry = join(walk->arena, below, names[i]);
        if (names[i].bytes[0] != '.')
            status = walk_entry(walk, str_from(entry), depth);
    }
    return status;
}

static enum status walk_entry(struct walk *walk, struct str below, int depth)
{
    const char *path = join(walk->arena, str_from(walk->root), below);
    enum file_kind kind = file_kind_of(path);
    if (kind == FILE_DIRECTORY && depth < DEPTH_MAX)
        return walk_directory(walk, below, depth + 1);
    if (kind != FILE_REGULAR || !is_rule_text(below))
        return STATUS_OK;
    struct rules_file file = {.path = below};
    enum status status =
        file_slurp(path, LIMIT_TEXT_FILE_BYTES, walk->arena, &file.text, walk->failure);
    if (status == STATUS_OK)
        walk_add(walk, file);
    return status;
}

/* The same kinds of file the build embeds. */
static bool is_rule_text(struct str path)
{
    return str_ends(path, STR(".csv")) || str_ends(path, STR(".sql"));
}

static void walk_add(struct walk *walk, struct rules_file file)
{
    if (walk->count == walk->capacity) {
        size_t capacity = walk->capacity == 0 ? 64 : 2 * walk->capacity;
        struct rules_file *files = arena_take(walk->arena, capacity * sizeof *files);
        if (walk->count > 0)
            memcpy(files, walk->files, walk->count * sizeof *files);
        walk->files = files;
        walk->capacity = capacity;
    }
    walk->files[walk->count++] = file;
}

/* directory/name, or the one that is not empty. */
static const char *join(struct arena *arena, struct str directory, struct str name)
{
    char *path = arena_take(arena, directory.length + name.length + 2);
    size_t length = 0;
    if (directory.length > 0) {
        memcpy(path, directory.bytes, directory.length);
        length = directory.length;
    }
    if (directory.length > 0 && name.length > 0)
        path[length++] = '/';
    if (name.length > 0)
        memcpy(path + length, name.bytes, name.length);
    return path;
}

static int compare_paths(const void *a, const void *b)
{
    const struct rules_file *left = a;
    const struct rules_file *right = b;
    return str_compare(left->path, right->path);
}
