/* Directories of a few files, for tests that run the program: compared, copied and removed as they
 * are. What cannot be done ends the test: it is no answer. Compile tests/support/tree.c in. */
#ifndef TIEOUT_TESTS_TREE_H
#define TIEOUT_TESTS_TREE_H

#include <stdbool.h>
#include <stddef.h>

enum { PATH_ROOM = 4096 };

struct tree_bytes {
    char *at; /* a NUL stands behind them; to be freed */
    size_t count;
};

/* The bytes of a file. */
struct tree_bytes tree_read(const char *path);
void tree_write(const char *path, const char *bytes, size_t count);
/* Two paths that are both missing are equal. */
bool tree_equal(const char *one, const char *other);
void tree_copy(const char *from, const char *to);
void tree_remove(const char *path);
bool tree_exists(const char *path);
/* The first name in `path` that is not in the list, or NULL; to be freed. */
char *tree_stranger(const char *path, const char *const *known, size_t count);
/* The names in a directory, sorted; the array and each name to be freed. */
char **tree_names(const char *path, size_t *count);
_Noreturn void tree_fail(const char *what, const char *path);
/* Memory that never is NULL. */
void *tree_resize(void *memory, size_t bytes);
/* Memory that processes share: behind a file, or without one for children only. */
void *tree_shared(const char *path, size_t bytes);

#endif
