/* Directories of a few files, compared and copied as they are: byte for byte. What cannot be
 * read is no answer, so the driver ends. */
#include "tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool names_equal(const char *one, const char *other);
static void path_join(char *into, const char *directory, const char *name);
static int remove_entry(const char *path, const struct stat *state, int kind,
                        struct FTW *place);
static bool dots(const char *name);

struct tree_bytes tree_read(const char *path)
{
    struct stat state;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &state) != 0)
        tree_fail("cannot read", path);
    struct tree_bytes bytes = {tree_resize(NULL, (size_t)state.st_size + 1),
                               (size_t)state.st_size};
    if (read(file, bytes.at, bytes.count) != (ssize_t)bytes.count)
        tree_fail("cannot read", path);
    bytes.at[bytes.count] = '\0';
    close(file);
    return bytes;
}

void tree_write(const char *path, const char *bytes, size_t count)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0 || write(file, bytes, count) != (ssize_t)count || close(file) != 0)
        tree_fail("cannot write", path);
}

bool tree_equal(const char *one, const char *other)
{
    struct stat a, b;
    bool there = lstat(one, &a) == 0;
    if (there != (lstat(other, &b) == 0))
        return false;
    if (!there)
        return true;
    if ((a.st_mode & S_IFMT) != (b.st_mode & S_IFMT))
        return false;
    if (S_ISDIR(a.st_mode))
        return names_equal(one, other) && names_equal(other, one);
    struct tree_bytes first = tree_read(one);
    struct tree_bytes second = tree_read(other);
    bool equal = first.count == second.count && memcmp(first.at, second.at, first.count) == 0;
    free(first.at);
    free(second.at);
    return equal;
}

/* Whether every file of `one` is in `other` with the same bytes. */
static bool names_equal(const char *one, const char *other)
{
    char here[PATH_ROOM], there[PATH_ROOM];
    DIR *directory = opendir(one);
    bool equal = directory != NULL;
    for (struct dirent *entry = NULL; equal && (entry = readdir(directory)) != NULL;) {
        if (dots(entry->d_name))
            continue;
        path_join(here, one, entry->d_name);
        path_join(there, other, entry->d_name);
        equal = tree_exists(there) && tree_equal(here, there);
    }
    if (directory)
        closedir(directory);
    return equal;
}

void tree_copy(const char *from, const char *to)
{
    struct stat state;
    char here[PATH_ROOM], there[PATH_ROOM];
    if (lstat(from, &state) != 0)
        return; /* nothing is copied as nothing */
    if (!S_ISDIR(state.st_mode)) {
        struct tree_bytes bytes = tree_read(from);
        tree_write(to, bytes.at, bytes.count);
        free(bytes.at);
        return;
    }
    DIR *directory = opendir(from);
    if (!directory || mkdir(to, 0777) != 0)
        tree_fail("cannot copy to", to);
    for (struct dirent *entry = NULL; (entry = readdir(directory)) != NULL;) {
        if (dots(entry->d_name))
            continue;
        path_join(here, from, entry->d_name);
        path_join(there, to, entry->d_name);
        tree_copy(here, there);
    }
    closedir(directory);
}

void tree_remove(const char *path)
{
    if (tree_exists(path) && nftw(path, remove_entry, 8, FTW_PHYS | FTW_DEPTH) != 0)
        tree_fail("cannot remove", path);
}

static int remove_entry(const char *path, const struct stat *state, int kind, struct FTW *place)
{
    (void)state;
    (void)kind;
    (void)place;
    return remove(path);
}

bool tree_exists(const char *path)
{
    struct stat state;
    return lstat(path, &state) == 0;
}

char *tree_stranger(const char *path, const char *const *known, size_t count)
{
    char *found = NULL;
    DIR *directory = opendir(path);
    if (!directory)
        tree_fail("cannot list", path);
    for (struct dirent *entry = NULL; !found && (entry = readdir(directory)) != NULL;) {
        bool expected = dots(entry->d_name);
        for (size_t i = 0; i < count; i++)
            expected = expected || strcmp(entry->d_name, known[i]) == 0;
        if (!expected)
            found = strdup(entry->d_name);
    }
    closedir(directory);
    return found;
}

char **tree_names(const char *path, size_t *count)
{
    struct dirent **entries = NULL;
    int found = scandir(path, &entries, NULL, alphasort);
    if (found < 0)
        tree_fail("cannot list", path);
    char **names = tree_resize(NULL, ((size_t)found + 1) * sizeof *names);
    *count = 0;
    for (int i = 0; i < found; i++) {
        if (!dots(entries[i]->d_name) && !(names[(*count)++] = strdup(entries[i]->d_name)))
            tree_fail("no memory for", path);
        free(entries[i]);
    }
    free(entries);
    return names;
}

void *tree_resize(void *memory, size_t bytes)
{
    void *resized = realloc(memory, bytes > 0 ? bytes : 1);
    if (!resized)
        tree_fail("no memory for", "a test");
    return resized;
}

void *tree_shared(const char *path, size_t bytes)
{
    int file = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666) : -1;
    if (path && (file < 0 || ftruncate(file, (off_t)bytes) != 0))
        tree_fail("cannot make", path);
    void *mapped = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                        MAP_SHARED | (path ? 0 : MAP_ANONYMOUS), file, 0);
    if (mapped == MAP_FAILED)
        tree_fail("cannot map", path ? path : "memory");
    if (file >= 0)
        close(file);
    return mapped;
}

_Noreturn void tree_fail(const char *what, const char *path)
{
    fprintf(stderr, "%s %s\n", what, path);
    exit(2);
}

static void path_join(char *into, const char *directory, const char *name)
{
    if (snprintf(into, PATH_ROOM, "%s/%s", directory, name) >= PATH_ROOM)
        tree_fail("too long a path", directory);
}

static bool dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}
