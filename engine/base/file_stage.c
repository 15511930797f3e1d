/* All outputs together or none: they are written into a directory beside the target, brought to
 * the disk, and exchanged with the target in one step. A reader sees the old results or the new
 * ones, and a power failure leaves one of the two. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_DIRECTORIES = 16 };

static const char unsynced[] = "the new results are in place, but may not outlast a power cut";
static const char file_unsynced[] = "the file is in place, but may not outlast a power cut";

static struct str target_path(const char *target, struct arena *arena);
static bool leads_nowhere(const char *path);
static bool parent_is_there(struct str path);
static mode_t mode_less_umask(mode_t mode);
static int sync_entry(const char *path, const struct stat *state, int kind, struct FTW *place);
static int sync_path(const char *path);
static int remove_entry(const char *path, const struct stat *state, int kind,
                        struct FTW *place);
static char *remove_at_exit(const char *path);
static void remove_unless_well(int code, void *path);
static int put_in_place(const char *staging, const char *target);
static int exchange_slowly(const char *staging, const char *target);
static enum status sync_before_move(const char *from, const char *to, int *parent,
                                    struct failure *failure);
static int open_parent(const char *path);

enum status file_stage_begin(const char *target, struct arena *arena, struct str *staging,
                             struct failure *failure)
{
    tie_assert(target != NULL && arena != NULL && staging != NULL);
    struct str place = target_path(target, arena);
    if (leads_nowhere(place.bytes)) {
        failure_set(failure, STATUS_EVIDENCE, "a link to a directory that is not there");
        failure_place(failure, target, 0, 0);
        failure_remedy(failure, "Make the directory it names, or remove the link.");
        return STATUS_EVIDENCE;
    }
    if (!parent_is_there(place)) {
        failure_set(failure, STATUS_EVIDENCE, "the directory it is to lie in is not there");
        failure_place(failure, target, 0, 0);
        failure_remedy(failure, "Make that one first; the last part of the path is made here.");
        return STATUS_EVIDENCE;
    }
    struct buffer name = {0};
    buffer_add(&name, place);
    buffer_add_c(&name, ".tieout-XXXXXX");
    /* Promised before it is made: from then on memory may run out. */
    char *made = remove_at_exit(name.bytes);
    buffer_free(&name);
    if (mkdtemp(made) == NULL) {
        made[0] = '\0';
        return failure_system(failure, "cannot make a directory beside the target", target);
    }
    /* mkdtemp makes it private; the results in it are as public as any file of this user. */
    if (chmod(made, mode_less_umask(0755)) != 0)
        return failure_system(failure, "cannot make a directory beside the target", target);
    *staging = arena_copy(arena, str_from(made));
    return STATUS_OK;
}

enum status file_stage_commit(const char *staging, const char *target, struct failure *failure)
{
    tie_assert(staging != NULL && target != NULL);
    struct arena arena = {0};
    const char *place = target_path(target, &arena).bytes;
    enum status status = STATUS_OK;
    bool replaces = file_kind_of(place) != FILE_MISSING;
    int parent = -1;
    if (nftw(staging, sync_entry, OPEN_DIRECTORIES, FTW_PHYS) != 0) {
        status = failure_system(failure, "cannot bring the results to the disk", staging);
        goto done;
    }
    if (replaces && file_kind_of(place) != FILE_DIRECTORY) {
        errno = ENOTDIR;
        status = failure_system(failure, "cannot put the results in place", target);
        goto done;
    }
    if ((parent = open_parent(place)) < 0 || put_in_place(staging, place) != 0) {
        status = failure_system(failure, "cannot put the results in place", target);
        goto done;
    }
    /* From here on nothing takes memory: that nothing was written would no longer be true. */
    if (fsync(parent) != 0)
        status = failure_system(failure, unsynced, target);
    /* Asked of the disk again: another run may have put its results there meanwhile. */
    if (file_kind_of(staging) != FILE_MISSING &&
        nftw(staging, remove_entry, OPEN_DIRECTORIES, FTW_PHYS | FTW_DEPTH) != 0)
        status = failure_system(
            failure, "the new results are in place, but the old ones cannot be removed",
            staging);
done:
    if (parent >= 0)
        close(parent);
    arena_free(&arena);
    return status;
}

void file_stage_discard(const char *staging)
{
    tie_assert(staging != NULL);
    nftw(staging, remove_entry, OPEN_DIRECTORIES, FTW_PHYS | FTW_DEPTH);
}

enum status file_replace(const char *from, const char *to, struct failure *failure)
{
    tie_assert(from != NULL && to != NULL);
    int parent = -1;
    enum status status = sync_before_move(from, to, &parent, failure);
    if (status != STATUS_OK)
        return status;
    if (rename(from, to) != 0)
        status = failure_system(failure, "cannot put the file in place", to);
    else if (fsync(parent) != 0)
        status = failure_system(failure, file_unsynced, to);
    close(parent);
    return status;
}

enum status file_place(const char *from, const char *to, bool *placed, struct failure *failure)
{
    tie_assert(from != NULL && to != NULL && placed != NULL);
    int parent = -1;
    enum status status = sync_before_move(from, to, &parent, failure);
    if (status != STATUS_OK)
        return status;
    *placed = link(from, to) == 0;
    if (!*placed && errno != EEXIST)
        status = failure_system(failure, "cannot put the file in place", to);
    else if (unlink(from) != 0 || fsync(parent) != 0)
        status = failure_system(failure, file_unsynced, to);
    close(parent);
    return status;
}

void file_remove_at_exit(const char *path)
{
    tie_assert(path != NULL);
    (void)remove_at_exit(path);
}

enum status file_make_parents(const char *path, const char *above, struct failure *failure)
{
    tie_assert(path != NULL && above != NULL && strncmp(path, above, strlen(above)) == 0);
    struct buffer parent = {0};
    enum status status = STATUS_OK;
    for (const char *slash = strchr(path + strlen(above) + 1, '/');
         status == STATUS_OK && slash != NULL; slash = strchr(slash + 1, '/')) {
        buffer_clear(&parent);
        buffer_add(&parent, (struct str){path, (size_t)(slash - path)});
        if (mkdir(buffer_c(&parent), 0777) != 0 && errno != EEXIST)
            status = failure_system(failure, "cannot make a directory", buffer_c(&parent));
    }
    buffer_free(&parent);
    return status;
}

/* Where the target really is: behind links, so that a link to a directory stays a link, and
 * without the slashes at its end, so that a name can be appended. */
static struct str target_path(const char *target, struct arena *arena)
{
    struct str path = file_real_path(target, arena);
    while (path.length > 1 && path.bytes[path.length - 1] == '/')
        path.length--;
    return arena_copy(arena, path);
}

/* An exchange with such a link would leave the link itself beside the results. */
static bool leads_nowhere(const char *path)
{
    struct stat state;
    return lstat(path, &state) == 0 && S_ISLNK(state.st_mode);
}

static bool parent_is_there(struct str path)
{
    struct str base = file_base_name(path);
    struct buffer parent = {0};
    buffer_add(&parent, (struct str){path.bytes, path.length - base.length});
    buffer_add_c(&parent, ".");
    bool there = file_kind_of(buffer_c(&parent)) == FILE_DIRECTORY;
    buffer_free(&parent);
    return there;
}

/* The umask can be read only by setting it; this runs before any thread is started. */
static mode_t mode_less_umask(mode_t mode)
{
    mode_t mask = umask(077);
    umask(mask);
    return mode & ~mask;
}

static int sync_entry(const char *path, const struct stat *state, int kind, struct FTW *place)
{
    (void)state;
    (void)place;
    if (kind == FTW_NS || kind == FTW_DNR)
        return -1;
    return kind == FTW_SL ? 0 : sync_path(path);
}

static int sync_path(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return -1;
    int result = fsync(descriptor);
    int cause = errno;
    close(descriptor);
    errno = cause;
    return result;
}

static int remove_entry(const char *path, const struct stat *state, int kind, struct FTW *place)
{
    (void)state;
    (void)kind;
    (void)place;
    return remove(path);
}

/* The path that will be removed, which may still be changed. */
static char *remove_at_exit(const char *path)
{
    size_t bytes = strlen(path) + 1;
    char *kept = memcpy(memory_resize(NULL, bytes, 1), path, bytes);
    if (on_exit(remove_unless_well, kept) != 0)
        memory_exhausted();
    return kept;
}

/* Another thread may still make a file there while this one clears away. */
static void remove_unless_well(int code, void *path)
{
    for (int attempt = 0; code != 0 && attempt < 3 && file_kind_of(path) != FILE_MISSING;
         attempt++)
        nftw(path, remove_entry, OPEN_DIRECTORIES, FTW_PHYS | FTW_DEPTH);
    free(path);
}

/* After it the old tree, if there was one, stands at the staging path. */
static int put_in_place(const char *staging, const char *target)
{
    if (renameat2(AT_FDCWD, staging, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno == EEXIST)
        return renameat2(AT_FDCWD, staging, AT_FDCWD, target, RENAME_EXCHANGE) == 0
                   ? 0
                   : exchange_slowly(staging, target);
    return errno == EINVAL || errno == ENOSYS ? exchange_slowly(staging, target) : -1;
}

/* For file systems that cannot exchange (some network ones): three renames, taken back when the
 * second fails. A kill between the first two leaves the old results under a name that says so.
 */
static int exchange_slowly(const char *staging, const char *target)
{
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (file_kind_of(target) == FILE_MISSING)
        return rename(staging, target);
    struct buffer old = {0};
    buffer_format(&old, "%s.old", staging);
    int result = rename(target, old.bytes);
    if (result == 0 && (result = rename(staging, target)) != 0)
        rename(old.bytes, target);
    else if (result == 0)
        result = rename(old.bytes, staging);
    buffer_free(&old);
    return result;
}

/* The file is on the disk before it gets its name; `parent`, to be closed, is synced after. */
static enum status sync_before_move(const char *from, const char *to, int *parent,
                                    struct failure *failure)
{
    if (sync_path(from) != 0)
        return failure_system(failure, "cannot bring the file to the disk", from);
    *parent = open_parent(to);
    if (*parent < 0)
        return failure_system(failure, "cannot put the file in place", to);
    return STATUS_OK;
}

/* The directory that holds `path`, to be synced: that makes the names in it last. */
static int open_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct buffer parent = {0};
    if (slash == NULL)
        buffer_add_c(&parent, ".");
    else
        buffer_add(&parent, (struct str){path, slash == path ? 1 : (size_t)(slash - path)});
    int descriptor = open(buffer_c(&parent), O_RDONLY | O_CLOEXEC);
    int cause = errno;
    buffer_free(&parent);
    errno = cause;
    return descriptor;
}
