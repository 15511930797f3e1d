/* Finding the books of a run, or those of many months. */
#include "cli/books_option.h"

#include "base/file.h"

void books_option_path(const struct arguments *arguments, struct buffer *path)
{
    const char *books = arguments_value(arguments, "--books");
    const char *out = arguments_value(arguments, "--out");
    tie_assert(path);
    if (books)
        buffer_add_c(path, books);
    else
        buffer_format(path, "%s/books.db", out ? out : ".");
}

enum status books_option_open(const struct arguments *arguments, struct store **store,
                              struct failure *failure)
{
    tie_assert(arguments && store);
    struct buffer path = {0};
    enum status status = STATUS_OK;
    books_option_path(arguments, &path);
    if (file_kind_of(buffer_c(&path)) == FILE_MISSING) {
        status = failure_set(failure, STATUS_EVIDENCE, "there are no books");
        failure_place(failure, buffer_c(&path), 0, 0);
        failure_remedy(failure,
                       "Name the report directory with --out DIR, or the database with "
                       "--books FILE.");
    } else {
        status = store_open(store, buffer_c(&path), failure);
        if (status == STATUS_OK)
            status = pipeline_require_checked(*store, buffer_c(&path), failure);
    }
    buffer_free(&path);
    return status;
}
