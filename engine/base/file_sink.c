/* Writing a file. The stream is sticky: after the first failure every write does nothing, and
 * the one check stands at the end, so that writers read like the report they write. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SINK_BUFFER_BYTES = 1 << 20 };

struct file_sink {
    int descriptor;
    int cause;        /* errno of the first failure, 0 while all is well */
    const char *what; /* what failed, in words */
    char *path;
    struct digest_stream *digest;
    int64_t size_bytes;
    size_t held; /* bytes of the buffer in use */
    char buffer[SINK_BUFFER_BYTES];
};

static void sink_fail(struct file_sink *sink, const char *what);
static void sink_flush(struct file_sink *sink);
static void sink_put(struct file_sink *sink, struct str bytes);
static void sink_close(struct file_sink *sink);
static void sink_send(const struct file_sink *sink);

struct file_sink *file_sink_open(const char *path)
{
    tie_assert(path != NULL);
    struct file_sink *sink = memory_resize(NULL, 1, sizeof *sink);
    memset(sink, 0, offsetof(struct file_sink, buffer));
    size_t path_bytes = strlen(path) + 1;
    sink->path = memcpy(memory_resize(NULL, path_bytes, 1), path, path_bytes);
    sink->digest = digest_start();
    sink->descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (sink->descriptor < 0)
        sink_fail(sink, "cannot create the file");
    return sink;
}

void file_sink_write(struct file_sink *sink, struct str bytes)
{
    tie_assert(sink != NULL);
    tie_assert(bytes.bytes != NULL || bytes.length == 0);
    sink->size_bytes += (int64_t)bytes.length;
    if (bytes.length > SINK_BUFFER_BYTES - sink->held)
        sink_flush(sink);
    if (bytes.length > SINK_BUFFER_BYTES) {
        sink_put(sink, bytes);
    } else if (bytes.length > 0) {
        memcpy(sink->buffer + sink->held, bytes.bytes, bytes.length);
        sink->held += bytes.length;
    }
}

enum status file_sink_finish(struct file_sink *sink, int64_t *size_bytes, struct digest *digest,
                             struct failure *failure)
{
    tie_assert(sink != NULL && failure != NULL);
    tie_assert(size_bytes != NULL && digest != NULL);
    sink_flush(sink);
    sink_close(sink);
    enum status status = STATUS_OK;
    *size_bytes = sink->size_bytes;
    *digest = digest_finish(sink->digest);
    if (sink->cause != 0) {
        errno = sink->cause;
        status = failure_system(failure, sink->what, sink->path);
    }
    free(sink->path);
    free(sink);
    return status;
}

static void sink_fail(struct file_sink *sink, const char *what)
{
    if (sink->cause != 0)
        return;
    sink->cause = errno != 0 ? errno : EIO;
    sink->what = what;
}

static void sink_flush(struct file_sink *sink)
{
    sink_put(sink, (struct str){sink->buffer, sink->held});
    sink->held = 0;
}

/* Hashes and writes; a short write goes on where it stopped. */
static void sink_put(struct file_sink *sink, struct str bytes)
{
    if (sink->cause == 0)
        digest_add(sink->digest, bytes);
    while (sink->cause == 0 && bytes.length > 0) {
        ssize_t written = write(sink->descriptor, bytes.bytes, bytes.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            sink_fail(sink, "cannot write the file");
            return;
        }
        bytes.bytes += written;
        bytes.length -= (size_t)written;
    }
}

static void sink_close(struct file_sink *sink)
{
    if (sink->descriptor < 0)
        return;
    sink_send(sink);
    if (close(sink->descriptor) != 0)
        sink_fail(sink, "cannot close the file");
    sink->descriptor = -1;
}

/* On its way to the disk, while the next file is written: a wish, as in file_early.h. Whether it
 * arrived is asked once for all files, before they are put in place. */
static void sink_send(const struct file_sink *sink)
{
#ifdef SYNC_FILE_RANGE_WRITE
    if (sink->cause == 0)
        (void)sync_file_range(sink->descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)sink;
#endif
}
