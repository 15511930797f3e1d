/* Books written where they lie: all of a transaction or nothing of it, and one at a time. */
#include "store_fixture.h"

#include "store/store_inner.h"
#include "store/store_read.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static struct store *open_kept(struct fixture *fixture, const char *path, bool new)
{
    struct store *store = NULL;
    bool made = !new;
    must_work(store_open_kept(&store, path, &made, &fixture->failure), &fixture->failure);
    assert_int_equal(made, new);
    return store;
}

static void test_made_filled_and_kept(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "kept.db");
    struct store *beside = NULL;
    struct store *store = open_kept(fixture, path, true);
    execute(fixture, store, "INSERT INTO kept_empty VALUES ('one')");
    must_work(store_beside(&beside, store, &fixture->failure), &fixture->failure);
    assert_null(beside);
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    must_work(store_begin(store, &fixture->failure), &fixture->failure);
    execute(fixture, store, "INSERT INTO kept_empty VALUES ('two')");
    store_close(store);
    store = open_kept(fixture, path, false);
    assert_answer(fixture, store, "SELECT * FROM kept_empty", "one");
    store_close(store);
}

/* A child that is killed in the middle of its transaction, with more in it than a cache holds. */
static void test_killed_in_the_middle(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "kept.db");
    struct store *store = open_kept(fixture, path, true);
    execute(fixture, store, "INSERT INTO kept_empty VALUES ('one')");
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    store_close(store);
    pid_t child = fork();
    if (child == 0) {
        struct failure failure;
        bool made;
        failure_init(&failure);
        if (store_open_kept(&store, path, &made, &failure) == STATUS_OK)
            (void)store_execute(
                store,
                "PRAGMA cache_size = 1; UPDATE kept_empty SET said = 'two';"
                "INSERT INTO text SELECT value, hex(zeroblob(500)) "
                "FROM json_each('[' || substr(replace(hex(zeroblob(2000)), "
                "'00', ',1'), 2) || ']') WHERE value = 1 LIMIT 1;"
                "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 20000) INSERT INTO text SELECT i, hex(zeroblob(99)) "
                "FROM n",
                &failure);
        kill(getpid(), SIGKILL);
    }
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL);
    assert_true(store_has_beside(path, "-journal"));
    must_work(store_open(&store, path, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM kept_empty", "one");
    assert_answer(fixture, store, "SELECT count(*) FROM text", "0");
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    store_close(store);
}

/* The second waits a moment, then says who it is that holds them. */
static void test_one_at_a_time(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "kept.db");
    struct store *store = open_kept(fixture, path, true);
    char pid[64];
    snprintf(pid, sizeof pid, "process %ld has these books open", (long)getpid());
    pid_t child = fork();
    if (child == 0) {
        struct store *second = NULL;
        struct failure failure;
        bool made;
        failure_init(&failure);
        enum status status = store_open_kept(&second, path, &made, &failure);
        bool told = status == STATUS_EVIDENCE && strcmp(failure.message, pid) == 0;
        kill(getpid(), told ? SIGUSR1 : SIGKILL);
    }
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGUSR1);
    store_close(store);
}

/* Each holds them for a moment only: neither may keep the other out for longer than that. */
static void test_two_at_once_take_turns(void **state)
{
    enum { ROUNDS = 25, ASKING = 2 };
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "kept.db");
    store_close(open_kept(fixture, path, true));
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < ASKING; i++)
            if (fork() == 0) {
                struct store *store = NULL;
                struct failure failure;
                bool made;
                failure_init(&failure);
                enum status status = store_open_kept(&store, path, &made, &failure);
                store_close(store);
                kill(getpid(), status == STATUS_OK ? SIGUSR1 : SIGKILL);
            }
        for (int i = 0, ended = 0; i < ASKING; i++) {
            assert_true(wait(&ended) > 0);
            assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGUSR1);
        }
    }
}

/* Nobody else's file is written to, whatever it is. */
static void test_strangers_are_left_alone(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = NULL;
    bool made = false;
    const char *path = fixture_path(fixture, "theirs.db");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    must_fail(fixture, store_open_kept(&store, path, &made, &fixture->failure), STATUS_EVIDENCE,
              "the database belongs to another program");
    assert_null(store);
    assert_false(made);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_made_filled_and_kept),
        TEST(test_killed_in_the_middle),
        TEST(test_one_at_a_time),
        TEST(test_two_at_once_take_turns),
        TEST(test_strangers_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
