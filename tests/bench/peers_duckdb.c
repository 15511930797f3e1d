/* A shell for DuckDB of a few lines, for systems that have its library and no `duckdb`: runs the
 * statements on standard input. The library is loaded by path, for nothing else of the project
 * may need it. usage: peers_duckdb LIBDUCKDB DATABASE <STATEMENTS
 * The database ":memory:" is gone with the program. */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* As of duckdb.h, whose first fields are not to be used by anyone. */
struct duckdb_result {
    uint64_t unused_counts[3];
    void *unused_columns;
    char *unused_message;
    void *internal;
};

enum { STATEMENTS_MAX = 64 << 10 };

/* What is used of the library. */
struct duckdb {
    int (*open)(const char *path, void **database);
    int (*connect)(void *database, void **connection);
    int (*query)(void *connection, const char *statements, struct duckdb_result *result);
    const char *(*error)(struct duckdb_result *result);
    void (*disconnect)(void **connection);
    void (*close)(void **database);
};

static bool load(struct duckdb *duckdb, const char *path);
static int run(const struct duckdb *duckdb, const char *path, const char *statements);

int main(int count, char **words)
{
    static char statements[STATEMENTS_MAX];
    struct duckdb duckdb;
    if (count != 3)
        return fputs("usage: peers_duckdb LIBDUCKDB DATABASE <STATEMENTS\n", stderr), 2;
    if (!load(&duckdb, words[1]))
        return fprintf(stderr, "%s\n", dlerror()), 1;
    size_t read = fread(statements, 1, sizeof statements - 1, stdin);
    if (read == sizeof statements - 1)
        return fputs("peers_duckdb: the statements are too long\n", stderr), 2;
    return run(&duckdb, words[2], statements);
}

/* A function of the library into *function, which is a pointer to one. */
static bool find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found);
    return found != NULL;
}

static bool load(struct duckdb *duckdb, const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    return library != NULL && find(library, "duckdb_open", &duckdb->open) &&
           find(library, "duckdb_connect", &duckdb->connect) &&
           find(library, "duckdb_query", &duckdb->query) &&
           find(library, "duckdb_result_error", &duckdb->error) &&
           find(library, "duckdb_disconnect", &duckdb->disconnect) &&
           find(library, "duckdb_close", &duckdb->close);
}

/* Closed in every case: what is kept is brought into its file there. */
static int run(const struct duckdb *duckdb, const char *path, const char *statements)
{
    void *database = NULL;
    void *connection = NULL;
    struct duckdb_result result = {.internal = NULL};
    if (duckdb->open(path, &database) != 0 || duckdb->connect(database, &connection) != 0)
        return fprintf(stderr, "peers_duckdb: %s cannot be opened\n", path), 1;
    int failed = duckdb->query(connection, statements, &result);
    if (failed != 0)
        fprintf(stderr, "peers_duckdb: %s\n", duckdb->error(&result));
    duckdb->disconnect(&connection);
    duckdb->close(&database);
    return failed != 0;
}
