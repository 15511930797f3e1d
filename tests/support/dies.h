/* Calls that must end the program are made in a child, whose words are thrown away. */
#ifndef TIEOUT_TESTS_DIES_H
#define TIEOUT_TESTS_DIES_H

#include <fcntl.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

/* How the child that made the call ended: its exit code, or 128 and the number of the signal.
 */
static inline int dies_how(void (*call)(void))
{
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDERR_FILENO);
        call();
        _exit(0);
    }
    int state = 0;
    waitpid(child, &state, 0);
    return WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
}

#endif
