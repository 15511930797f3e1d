/* Finding an embedded text. The table holds a few dozen files and is asked once for each, so a
 * walk through it is all it takes. */
#include "base/embed.h"

const struct embed_file *embed_find(struct str path)
{
    tie_assert(path.bytes != NULL || path.length == 0);
    for (size_t at = 0; at < embed_file_count; at++)
        if (str_equal(path, str_from(embed_files[at].path)))
            return &embed_files[at];
    return NULL;
}

struct str embed_text(const struct embed_file *file)
{
    tie_assert(file != NULL && file->bytes != NULL);
    return (struct str){(const char *)file->bytes, file->length};
}
