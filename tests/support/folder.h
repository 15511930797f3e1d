/* A folder for one test: made before it, gone with all that is in it afterwards. */
#ifndef TIEOUT_TESTS_FOLDER_H
#define TIEOUT_TESTS_FOLDER_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_PATH_BYTES = 512, FOLDER_TEXT_BYTES = 8192 };

static inline int folder_remove_entry(const char *path, const struct stat *status, int kind,
                                      struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

/* cmocka's setup and teardown: *state is the path of the folder. */
static inline int folder_make(void **state)
{
    char *path = strdup("/tmp/tieout-test-XXXXXX");
    *state = path;
    return path == NULL || mkdtemp(path) == NULL ? -1 : 0;
}

static inline int folder_remove(void **state)
{
    nftw(*state, folder_remove_entry, 16, FTW_PHYS | FTW_DEPTH);
    free(*state);
    return 0;
}

/* FOLDER/NAME into `path`, which is returned. */
static inline const char *folder_path(const char *folder, const char *name,
                                      char path[FOLDER_PATH_BYTES])
{
    if (snprintf(path, FOLDER_PATH_BYTES, "%s/%s", folder, name) >= FOLDER_PATH_BYTES)
        abort();
    return path;
}

/* Makes or overwrites a file; ends the test program when that fails. */
static inline void folder_write(const char *folder, const char *name, const char *text)
{
    char path[FOLDER_PATH_BYTES];
    FILE *file = fopen(folder_path(folder, name, path), "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
        abort();
}

/* The text of a file, or "(none)" when there is none. */
static inline const char *folder_read(const char *folder, const char *name,
                                      char text[FOLDER_TEXT_BYTES])
{
    char path[FOLDER_PATH_BYTES];
    FILE *file = fopen(folder_path(folder, name, path), "r");
    if (file == NULL)
        return strcpy(text, "(none)");
    size_t length = fread(text, 1, FOLDER_TEXT_BYTES - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

/* How many entries a folder has, "." and ".." not counted; -1 when it is none. */
static inline int folder_count(const char *folder)
{
    struct stat status;
    char command[2 * FOLDER_PATH_BYTES];
    int count = -1;
    if (stat(folder, &status) != 0 || !S_ISDIR(status.st_mode))
        return -1;
    snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
    FILE *pipe = popen(command, "r");
    if (pipe == NULL || fscanf(pipe, "%d", &count) != 1)
        abort();
    pclose(pipe);
    return count;
}

#endif
