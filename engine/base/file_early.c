/* Where the system has no such call, the file is brought to the disk at the end as a whole. */
#include "base/file_early.h"

#include "base/base.h"

#include <fcntl.h>
#include <unistd.h>

static void *write_out(void *early);

void file_early_begin(struct file_early *early, const char *path)
{
    tie_assert(early != NULL && path != NULL && !early->open);
    early->descriptor = open(path, O_RDONLY | O_CLOEXEC);
    early->open = early->descriptor >= 0;
    if (early->open)
        early->running = pthread_create(&early->thread, NULL, write_out, early) == 0;
}

void file_early_end(struct file_early *early)
{
    tie_assert(early != NULL);
    if (early->running)
        (void)pthread_join(early->thread, NULL);
    if (early->open)
        close(early->descriptor);
    *early = (struct file_early){0};
}

/* Unlike fsync this neither waits for the disk nor takes note of what fails there, so the sync at
 * the end still hears of it. */
static void *write_out(void *argument)
{
#ifdef SYNC_FILE_RANGE_WRITE
    const struct file_early *early = argument;
    (void)sync_file_range(early->descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)argument;
#endif
    return NULL;
}
