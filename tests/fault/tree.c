/* Directories of a few files, compared and copied as they are: byte for byte. What cannot be
 * read is no answer, so the driver ends. */
#include "fault.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bytes {
    char *at;
    size_t count;
};

static struct bytes file_bytes(const char *path);
static bool names_equal(const char *one, const char *other);
static void path_join(char *into, const char *directory, const char *name);
static int remove_entry(const char *path, const struct stat *state, int kind,
                        struct FTW *place);
static bool dots(const char *name);

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
    struct bytes first = file_bytes(one);
    struct bytes second = file_bytes(other);
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
        struct bytes bytes = file_bytes(from);
        int file = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (file < 0 || write(file, bytes.at, bytes.count) != (ssize_t)bytes.count)
            tree_fail("cannot copy to", to);
        close(file);
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

void tree_fail(const char *what, const char *path)
{
    fprintf(stderr, "fault: %s %s\n", what, path);
    exit(2);
}

static struct bytes file_bytes(const char *path)
{
    struct stat state;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &state) != 0)
        tree_fail("cannot read", path);
    struct bytes bytes = {malloc((size_t)state.st_size + 1), (size_t)state.st_size};
    if (!bytes.at || read(file, bytes.at, bytes.count) != (ssize_t)bytes.count)
        tree_fail("cannot read", path);
    close(file);
    return bytes;
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
