/* Books for a test: a folder of its own below /tmp, and short ways to fill and ask a store.
 * Steps that must work end the test when they do not, and say why. */
#ifndef TIEOUT_TESTS_STORE_FIXTURE_H
#define TIEOUT_TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/store.h"
#include "store/store_read.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    char path[96]; /* of the last file named */
    struct failure failure;
};

static inline int fixture_setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/tieout-test-XXXXXX");
    failure_init(&fixture->failure);
    *state = fixture;
    return mkdtemp(fixture->folder) == NULL;
}

static inline int fixture_remove(const char *path, const struct stat *known, int kind,
                                 struct FTW *place)
{
    (void)known, (void)kind, (void)place;
    return remove(path);
}

static inline int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;
    int code = nftw(fixture->folder, fixture_remove, 8, FTW_DEPTH | FTW_PHYS);
    free(fixture);
    return code;
}

/* The path of a file in the folder; valid until the next call. */
static inline const char *fixture_path(struct fixture *fixture, const char *name)
{
    snprintf(fixture->path, sizeof fixture->path, "%s/%s", fixture->folder, name);
    return fixture->path;
}

static inline void must_work(enum status status, const struct failure *failure)
{
    if (status != STATUS_OK)
        fail_msg("%s", failure->message);
}

/* Whether the failure says `words`, and is of the status given. Forgets it. */
static inline void must_fail(struct fixture *fixture, enum status status, enum status expected,
                             const char *words)
{
    assert_int_equal(status, expected);
    assert_int_equal(fixture->failure.status, expected);
    if (strstr(fixture->failure.message, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", fixture->failure.message, words);
    failure_init(&fixture->failure);
}

static inline struct store *fixture_store(struct fixture *fixture, const char *path)
{
    struct store *store = NULL;
    must_work(store_create(&store, path, &fixture->failure), &fixture->failure);
    return store;
}

static inline void execute(struct fixture *fixture, struct store *store, const char *sql)
{
    must_work(store_execute(store, sql, &fixture->failure), &fixture->failure);
}

static inline int64_t ask_integer(struct fixture *fixture, struct store *store, const char *sql)
{
    int64_t value = 0;
    must_work(store_read_integer(store, str_from(sql), &value, &fixture->failure),
              &fixture->failure);
    return value;
}

/* The whole answer: columns joined by '|', rows by a new line. */
static inline void assert_answer(struct fixture *fixture, struct store *store, const char *sql,
                                 const char *expected)
{
    struct store_query *query = NULL;
    struct buffer rows = {0};
    bool found = false;
    must_work(store_query_open(&query, store, str_from(sql), &fixture->failure),
              &fixture->failure);
    must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    while (found) {
        for (int column = 0; column < store_query_columns(query); column++) {
            buffer_add_c(&rows, column > 0 ? "|" : rows.length > 0 ? "\n" : "");
            buffer_add(&rows, store_query_is_null(query, column)
                                  ? STR("NULL")
                                  : store_query_text(query, column));
        }
        must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    }
    store_query_close(query);
    assert_string_equal(buffer_c(&rows), expected);
    buffer_free(&rows);
}

/* Writes a file of these bytes into the folder. */
static inline const char *fixture_file(struct fixture *fixture, const char *name,
                                       struct str bytes)
{
    FILE *file = fopen(fixture_path(fixture, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    return fixture->path;
}

#endif
