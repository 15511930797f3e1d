/* A program that is asked to end leaves nothing beside its target, and says by which signal. */
#include "base/interrupt.h"

#include "base/file.h"
#include "folder.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Begins to stage beside `target`, says so through the pipe, and waits for ever. */
static _Noreturn void child(const char *target, int pipe_end, int ignored)
{
    /* Whoever runs the tests under nohup has them ignored from the start. */
    static const int asked[] = {SIGINT, SIGTERM, SIGHUP};
    struct arena arena = {0};
    struct str staging = {0};
    struct failure failure;
    failure_init(&failure);
    for (size_t i = 0; i < array_count(asked); i++)
        signal(asked[i], SIG_DFL);
    if (ignored != 0)
        signal(ignored, SIG_IGN);
    interrupt_watch();
    bool begun = file_stage_begin(target, &arena, &staging, &failure) == STATUS_OK;
    folder_write(staging.bytes, "half.csv", "half");
    bool told = write(pipe_end, "x", 1) == 1;
    while (begun && told)
        pause();
    _exit(99);
}

/* Sends `first` (when not 0, to a child that ignores it) and `last`, which ends it. */
static void end_child(const char *folder, int first, int last)
{
    char target[FOLDER_PATH_BYTES];
    char byte = 0;
    int ends[2];
    int end = 0;
    folder_path(folder, "out", target);
    assert_int_equal(pipe(ends), 0);
    pid_t id = fork();
    assert_true(id >= 0);
    if (id == 0)
        child(target, ends[1], first);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(folder_count(folder), 1);
    if (first != 0)
        assert_int_equal(kill(id, first), 0);
    assert_int_equal(kill(id, last), 0);
    assert_int_equal(waitpid(id, &end, 0), id);
    assert_true(WIFEXITED(end));
    assert_int_equal(WEXITSTATUS(end), 128 + last);
    assert_int_equal(folder_count(folder), 0);
    close(ends[0]);
    close(ends[1]);
}

static void test_signals(void **state)
{
    end_child(*state, 0, SIGINT);
    end_child(*state, 0, SIGTERM);
    end_child(*state, 0, SIGHUP);
}

/* As under nohup: the smaller number would be taken first, and is not. */
static void test_ignored_signals_stay_so(void **state)
{
    end_child(*state, SIGHUP, SIGTERM);
    end_child(*state, SIGINT, SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_signals, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_ignored_signals_stay_so, folder_make,
                                        folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
