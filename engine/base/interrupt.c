/* A thread of its own waits for signals: a handler may hardly do anything, a thread may remove
 * directories. All other threads inherit the mask and are never disturbed. */
#include "base/interrupt.h"

#include "base/base.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

enum { SHELL_SIGNAL_BASE = 128 };

static void *wait_for_signal(void *unused);
static void signals_of_end(sigset_t *signals);

void interrupt_watch(void)
{
    sigset_t signals;
    sigset_t before;
    pthread_t thread;
    signals_of_end(&signals);
    if (pthread_sigmask(SIG_BLOCK, &signals, &before) != 0)
        return;
    if (pthread_create(&thread, NULL, wait_for_signal, NULL) == 0)
        pthread_detach(thread);
    else
        pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* The other threads go on meanwhile; whoever clears away tries more than once. */
static void *wait_for_signal(void *unused)
{
    sigset_t signals;
    int signal = 0;
    signals_of_end(&signals);
    if (sigwait(&signals, &signal) == 0)
        exit(SHELL_SIGNAL_BASE + signal);
    return unused;
}

/* A signal that is ignored stays so: under nohup, or behind the & of a script. A blocked one
 * would reach sigwait all the same. */
static void signals_of_end(sigset_t *signals)
{
    static const int asked[] = {SIGINT, SIGTERM, SIGHUP};
    tie_assert(signals != NULL);
    sigemptyset(signals);
    for (size_t i = 0; i < array_count(asked); i++) {
        struct sigaction now;
        if (sigaction(asked[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(signals, asked[i]);
    }
}
