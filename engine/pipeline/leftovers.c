/* A run that is killed outright cannot clear away; the next one says what lies there. */
#include "pipeline/leftovers.h"

#include "base/file.h"

static void tell_beside(const struct run_options *options, const char *target);

void leftovers_tell(const struct run_options *options)
{
    tie_assert(options);
    if (!options->notice)
        return;
    if (options->out_directory)
        tell_beside(options, options->out_directory);
    if (options->books_path)
        tell_beside(options, options->books_path);
}

static void tell_beside(const struct run_options *options, const char *target)
{
    struct arena arena = {0};
    struct failure ignored;
    struct str *names = NULL;
    size_t count = 0;
    struct buffer mark = {0};
    struct str path = file_real_path(target, &arena);
    while (path.length > 1 && path.bytes[path.length - 1] == '/')
        path.length--;
    struct str base = file_base_name(path);
    struct str parent = {path.bytes, path.length - base.length};
    failure_init(&ignored);
    buffer_add(&mark, base);
    buffer_add_c(&mark, ".tieout-");
    if (file_list(parent.length > 0 ? arena_copy(&arena, parent).bytes : ".", &arena, &names,
                  &count, &ignored) != STATUS_OK)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!str_starts(names[i], buffer_str(&mark)))
            continue;
        struct buffer sentence = {0};
        buffer_format(&sentence,
                      "%.*s beside %s is of a run that was killed, or of one that is still "
                      "under way: if none is, remove it.",
                      (int)names[i].length, names[i].bytes, target);
        options->notice(options->context, buffer_c(&sentence));
        buffer_free(&sentence);
    }
    buffer_free(&mark);
    arena_free(&arena);
}
