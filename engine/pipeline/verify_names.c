/* The files of a directory of reports, those of its folders too. */
#include "base/file.h"
#include "pipeline/verify_parts.h"

#include "pipeline/list.h"

#include <stdlib.h>

enum { FOLDERS_DEEP = 8 };

static enum status add_names(struct verify *verify, struct list *list, const char *directory,
                             struct str folder, int deep, struct failure *failure);

enum status verify_names(struct verify *verify, const char *directory, struct str **names,
                         size_t *count, struct failure *failure)
{
    tie_assert(verify && directory && names && count);
    struct list list = {0};
    enum status status = add_names(verify, &list, directory, STR(""), 0, failure);
    const struct str *found = list.items;
    *count = list.count;
    *names = arena_take(&verify->arena, (list.count + 1) * sizeof **names);
    for (size_t at = 0; at < list.count; at++)
        (*names)[at] = found[at];
    free(list.items);
    return status;
}

static enum status add_names(struct verify *verify, struct list *list, const char *directory,
                             struct str folder, int deep, struct failure *failure)
{
    struct str *names = NULL;
    size_t count = 0;
    struct buffer path = {0};
    buffer_format(&path, "%s/%.*s", directory, (int)folder.length, folder.bytes);
    enum status status = file_list(buffer_c(&path), &verify->arena, &names, &count, failure);
    for (size_t at = 0; status == STATUS_OK && at < count; at++) {
        buffer_clear(&path);
        buffer_add(&path, folder);
        buffer_add(&path, names[at]);
        struct str name = arena_copy(&verify->arena, buffer_str(&path));
        buffer_clear(&path);
        buffer_format(&path, "%s/%.*s", directory, (int)name.length, name.bytes);
        if (file_kind_of(buffer_c(&path)) != FILE_DIRECTORY || deep == FOLDERS_DEEP) {
            *(struct str *)list_add(list, sizeof name) = name;
            continue;
        }
        buffer_clear(&path);
        buffer_format(&path, "%.*s/", (int)name.length, name.bytes);
        status = add_names(verify, list, directory,
                           arena_copy(&verify->arena, buffer_str(&path)), deep + 1, failure);
    }
    buffer_free(&path);
    return status;
}
