/* Reading files and directories. A file is measured when it is opened and again at its end: a
 * report that was still being written, or replaced meanwhile, must not be half in the books. */
#include "base/file.h"

#include "base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t modified_ns(const struct stat *state);
static enum status read_all(struct file_source *source, char *into, struct failure *failure);
static int compare_names(const void *a, const void *b);
static size_t read_names(DIR *directory, struct arena *arena, struct str **names);

enum status file_open(struct file_source *source, const char *path, struct failure *failure)
{
    tie_assert(source != NULL && path != NULL);
    struct stat state;
    *source = (struct file_source){.descriptor = -1, .path = path};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0 || fstat(descriptor, &state) != 0) {
        failure_system(failure, "cannot open the file", path);
        goto failed;
    }
    if (!S_ISREG(state.st_mode)) {
        failure_set(failure, STATUS_EVIDENCE, "%s, not a file",
                    S_ISDIR(state.st_mode) ? "a directory" : "a pipe or device");
        failure_place(failure, path, 0, 0);
        goto failed;
    }
    source->descriptor = descriptor;
    source->size_bytes = state.st_size;
    source->modified_ns = modified_ns(&state);
    source->inode = state.st_ino;
    source->device = state.st_dev;
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    return STATUS_OK;
failed:
    if (descriptor >= 0)
        close(descriptor);
    return failure->status;
}

enum status file_read(struct file_source *source, char *into, size_t capacity, size_t *count,
                      struct failure *failure)
{
    tie_assert(source != NULL && source->descriptor >= 0);
    tie_assert(into != NULL && capacity > 0 && count != NULL);
    ssize_t got = 0;
    do
        got = read(source->descriptor, into, capacity);
    while (got < 0 && errno == EINTR);
    *count = got > 0 ? (size_t)got : 0;
    if (got < 0)
        return failure_system(failure, "cannot read the file", source->path);
    source->read_bytes += got;
    return STATUS_OK;
}

enum status file_check_unchanged(const struct file_source *source, struct failure *failure)
{
    tie_assert(source != NULL && source->descriptor >= 0);
    struct stat opened;
    struct stat named;
    if (fstat(source->descriptor, &opened) != 0)
        return failure_system(failure, "cannot examine the file", source->path);
    bool same = opened.st_size == source->size_bytes &&
                modified_ns(&opened) == source->modified_ns &&
                source->read_bytes == source->size_bytes;
    same = same && stat(source->path, &named) == 0 && named.st_ino == source->inode &&
           named.st_dev == source->device;
    if (same)
        return STATUS_OK;
    failure_set(failure, STATUS_EVIDENCE, "the file changed while it was read");
    failure_place(failure, source->path, 0, 0);
    failure_remedy(failure, "Run again when nothing writes to it any more.");
    return failure->status;
}

void file_close(struct file_source *source)
{
    tie_assert(source != NULL);
    if (source->descriptor >= 0)
        close(source->descriptor);
    source->descriptor = -1;
}

enum status file_slurp(const char *path, size_t most, struct arena *arena, struct str *content,
                       struct failure *failure)
{
    tie_assert(path != NULL && arena != NULL && content != NULL);
    struct file_source source;
    enum status status = file_open(&source, path, failure);
    if (status != STATUS_OK)
        return status;
    if ((uint64_t)source.size_bytes > most) {
        status = failure_set(failure, STATUS_EVIDENCE,
                             "the file has %lld bytes; at most %zu are read here",
                             (long long)source.size_bytes, most);
        failure_place(failure, path, 0, 0);
        goto done;
    }
    char *bytes = arena_take(arena, (size_t)source.size_bytes + 1);
    status = read_all(&source, bytes, failure);
    if (status == STATUS_OK)
        *content = (struct str){bytes, (size_t)source.size_bytes};
done:
    file_close(&source);
    return status;
}

enum file_kind file_kind_of(const char *path)
{
    tie_assert(path != NULL);
    struct stat state;
    if (stat(path, &state) != 0)
        return errno == ENOENT || errno == ENOTDIR ? FILE_MISSING : FILE_OTHER;
    if (S_ISREG(state.st_mode))
        return FILE_REGULAR;
    return S_ISDIR(state.st_mode) ? FILE_DIRECTORY : FILE_OTHER;
}

enum status file_list(const char *directory, struct arena *arena, struct str **names,
                      size_t *count, struct failure *failure)
{
    tie_assert(directory != NULL && arena != NULL);
    tie_assert(names != NULL && count != NULL);
    DIR *opened = opendir(directory);
    if (opened == NULL)
        return failure_system(failure, "cannot list the directory", directory);
    struct str *found = NULL;
    errno = 0;
    size_t found_count = read_names(opened, arena, &found);
    enum status status = STATUS_OK;
    if (errno != 0) {
        status = failure_system(failure, "cannot list the directory", directory);
        goto done;
    }
    qsort(found, found_count, sizeof *found, compare_names);
    *names = arena_take(arena, found_count * sizeof *found);
    memcpy(*names, found, found_count * sizeof *found);
    *count = found_count;
done:
    free(found);
    closedir(opened);
    return status;
}

struct str file_base_name(struct str path)
{
    const char *slash = path.length > 0 ? memrchr(path.bytes, '/', path.length) : NULL;
    if (slash == NULL)
        return path;
    return (struct str){slash + 1, path.length - (size_t)(slash + 1 - path.bytes)};
}

struct str file_real_path(const char *path, struct arena *arena)
{
    tie_assert(path != NULL && arena != NULL);
    char *resolved = realpath(path, NULL);
    struct str copy = arena_copy(arena, str_from(resolved != NULL ? resolved : path));
    free(resolved);
    return copy;
}

static int64_t modified_ns(const struct stat *state)
{
    return (int64_t)state->st_mtim.tv_sec * 1000000000 + state->st_mtim.tv_nsec;
}

/* Reads as many bytes as the file had at opening, and makes sure that these are all. */
static enum status read_all(struct file_source *source, char *into, struct failure *failure)
{
    for (;;) {
        size_t left = (size_t)(source->size_bytes - source->read_bytes);
        size_t count = 0;
        enum status status = file_read(source, into, left + 1, &count, failure);
        if (status != STATUS_OK)
            return status;
        if (count == 0 || count > left)
            break;
        into += count;
    }
    *into = '\0';
    return file_check_unchanged(source, failure);
}

static int compare_names(const void *a, const void *b)
{
    const struct str *first = a;
    const struct str *second = b;
    return str_compare(*first, *second);
}

/* The names, unsorted, as an array to be freed; errno tells whether the end was the true end.
 */
static size_t read_names(DIR *directory, struct arena *arena, struct str **names)
{
    size_t count = 0;
    size_t capacity = 16;
    *names = memory_resize(NULL, capacity, sizeof **names);
    for (struct dirent *entry = NULL; errno = 0, (entry = readdir(directory)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (count == capacity) {
            capacity *= 2;
            *names = memory_resize(*names, capacity, sizeof **names);
        }
        (*names)[count++] = arena_copy(arena, str_from(entry->d_name));
    }
    return count;
}

enum status file_digest(const char *path, struct digest *digest, int64_t *size_bytes,
                        struct failure *failure)
{
    struct file_source source = {0};
    enum status status = file_open(&source, path, failure);
    if (status != STATUS_OK)
        return status;
    struct digest_stream *stream = digest_start();
    char *piece = memory_resize(NULL, LIMIT_READ_BYTES, 1);
    size_t count = 0;
    do {
        status = file_read(&source, piece, LIMIT_READ_BYTES, &count, failure);
        if (status == STATUS_OK)
            digest_add(stream, (struct str){piece, count});
    } while (status == STATUS_OK && count > 0);
    if (status == STATUS_OK)
        status = file_check_unchanged(&source, failure);
    *digest = digest_finish(stream);
    *size_bytes = source.size_bytes;
    free(piece);
    file_close(&source);
    return status;
}
