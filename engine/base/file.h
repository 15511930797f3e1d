/* Files: read whole or in pieces with a check that they did not change meanwhile, written into
 * a staging directory and exchanged in one step. Every failure is STATUS_EVIDENCE and names the
 * path and what the system said. */
#ifndef TIEOUT_BASE_FILE_H
#define TIEOUT_BASE_FILE_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/failure.h"
#include "base/str.h"

/* A file being read once from start to end. */
struct file_source {
    int descriptor;
    const char *path;   /* not owned; lives as long as the source */
    int64_t size_bytes; /* at opening */
    int64_t read_bytes;
    int64_t modified_ns; /* at opening */
    uint64_t inode;
    uint64_t device;
};

/* Opens a regular file; a directory, a missing or unreadable file fails. */
enum status file_open(struct file_source *source, const char *path, struct failure *failure);
/* The next bytes, at most `capacity`; *count 0 at the end. */
enum status file_read(struct file_source *source, char *into, size_t capacity, size_t *count,
                      struct failure *failure);
/* Fails when size, time or identity are not those of opening, or fewer or more bytes were read
 * than the file held: it changed while it was read. To be called at its end. */
enum status file_check_unchanged(const struct file_source *source, struct failure *failure);
void file_close(struct file_source *source);

/* The hash and size of a whole file, checked not to have changed while it was read. */
enum status file_digest(const char *path, struct digest *digest, int64_t *size_bytes,
                        struct failure *failure);

/* The whole of a small file (at most `most` bytes, else refused), into `arena`. */
enum status file_slurp(const char *path, size_t most, struct arena *arena, struct str *content,
                       struct failure *failure);

enum file_kind { FILE_MISSING, FILE_REGULAR, FILE_DIRECTORY, FILE_OTHER };
enum file_kind file_kind_of(const char *path);

/* Makes the directories a path stands in, as far as they are not there, up to `above` (which is
 * there, and begins the path). */
enum status file_make_parents(const char *path, const char *above, struct failure *failure);

/* The names in a directory, without "." and "..", sorted by bytes, into `arena`. */
enum status file_list(const char *directory, struct arena *arena, struct str **names,
                      size_t *count, struct failure *failure);

/* The part of a path behind its last slash. */
struct str file_base_name(struct str path);

/* A path's absolute form with links resolved, into `arena`; the path itself when it has none.
 */
struct str file_real_path(const char *path, struct arena *arena);

/* A new directory NAME.tieout-XXXXXX beside `target` (whose parent must exist), mode 0755 less
 * the umask; its path into `arena`. */
enum status file_stage_begin(const char *target, struct arena *arena, struct str *staging,
                             struct failure *failure);
/* Syncs every file of `staging` and the directory, then puts it in the place of `target`: a
 * plain rename when `target` is missing, one exchange otherwise, after which the old one is
 * removed. */
enum status file_stage_commit(const char *staging, const char *target, struct failure *failure);
/* Removes a staging directory and the files in it; quiet when it is gone. A program that ends
 * itself before that (memory is out) removes it as well. */
void file_stage_discard(const char *staging);
/* Removes `path`, a file or a directory, if it is there when the program ends with another code
 * than 0. */
void file_remove_at_exit(const char *path);

/* A sticky output stream: write freely, check once at finish. Hashes what it writes. */
struct file_sink;
/* Creates `path` (it must not exist). Never NULL; a failure waits for file_sink_finish. */
struct file_sink *file_sink_open(const char *path);
void file_sink_write(struct file_sink *sink, struct str bytes);
/* Flushes and closes; gives size and digest; frees the sink. The file is on its way to the disk;
 * that it arrives is asked by whoever puts it in place: file_stage_commit, file_replace. */
enum status file_sink_finish(struct file_sink *sink, int64_t *size_bytes, struct digest *digest,
                             struct failure *failure);

/* One file put in the place of another: syncs `from`, renames it onto `to`, syncs the
 * directory. */
enum status file_replace(const char *from, const char *to, struct failure *failure);
/* One file put where there is none, in the same way. When somebody was faster theirs stays, and
 * *placed is false. `from` is gone either way, unless it fails. */
enum status file_place(const char *from, const char *to, bool *placed, struct failure *failure);

#endif
