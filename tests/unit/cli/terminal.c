/* What a terminal, a pipe and the environment say. */
#include "cli/terminal.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cmocka.h>

/* A terminal of 97 columns. */
static int terminal_make(int *master)
{
    struct winsize size = {.ws_row = 24, .ws_col = 97};
    *master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(*master >= 0);
    assert_int_equal(grantpt(*master), 0);
    assert_int_equal(unlockpt(*master), 0);
    int slave = open(ptsname(*master), O_RDWR | O_NOCTTY);
    assert_true(slave >= 0);
    assert_int_equal(ioctl(slave, TIOCSWINSZ, &size), 0);
    return slave;
}

static void test_terminal(void **state)
{
    static const struct {
        const char *name, *term, *no_color;
        bool plain;
    } rows[] = {
        {"usual", "xterm", NULL, false},  {"an empty NO_COLOR is none", "xterm", "", false},
        {"NO_COLOR", "xterm", "1", true}, {"dumb", "dumb", NULL, true},
        {"none named", NULL, NULL, true},
    };
    int master = -1;
    int slave = terminal_make(&master);
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        unsetenv("TERM");
        unsetenv("NO_COLOR");
        if (rows[i].term)
            setenv("TERM", rows[i].term, 1);
        if (rows[i].no_color)
            setenv("NO_COLOR", rows[i].no_color, 1);
        struct terminal terminal = terminal_look(slave);
        if (!terminal.there || terminal.columns != 97 || terminal.plain != rows[i].plain ||
            terminal.colours == rows[i].plain)
            fail_msg("%s", rows[i].name);
    }
    close(slave);
    close(master);
}

static void test_pipe(void **state)
{
    int ends[2];
    (void)state;
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    assert_int_equal(pipe(ends), 0);
    struct terminal terminal = terminal_look(ends[1]);
    assert_false(terminal.there);
    assert_false(terminal.colours);
    assert_false(terminal.plain);
    assert_int_equal(terminal.columns, 0);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminal),
        cmocka_unit_test(test_pipe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
