/* The texts of rules/ as they were when the program was built. The table itself is generated.
 */
#ifndef TIEOUT_BASE_EMBED_H
#define TIEOUT_BASE_EMBED_H

#include "base/base.h"
#include "base/str.h"

/* One file of rules/: its path below rules/ and its bytes (static, never freed). */
struct embed_file {
    const char *path;
    const unsigned char *bytes;
    size_t length;
};

/* Sorted by path. */
extern const struct embed_file embed_files[];
extern const size_t embed_file_count;

/* The file at `path` below rules/, or NULL. */
const struct embed_file *embed_find(struct str path);
struct str embed_text(const struct embed_file *file);

#endif
