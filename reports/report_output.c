/* The list of what was written. A dozen or two: a plain array in the order of writing. */
#include "reports/report_output.h"

struct report_output *report_output_add(struct report_outputs *outputs, const char *name,
                                        struct str about)
{
    tie_assert(outputs != NULL && outputs->count < REPORT_OUTPUTS_MAX);
    struct report_output *output = &outputs->list[outputs->count++];
    *output = (struct report_output){.name = name, .about = about, .rows = REPORT_NO_ROWS};
    return output;
}

const struct report_output *report_output_find(const struct report_outputs *outputs,
                                               const char *name)
{
    tie_assert(outputs != NULL && name != NULL);
    for (size_t at = 0; at < outputs->count; at++)
        if (str_equal(str_from(outputs->list[at].name), str_from(name)))
            return &outputs->list[at];
    return NULL;
}

enum status report_output_write(struct report_output *output, const char *directory,
                                struct str text, struct failure *failure)
{
    tie_assert(output != NULL && directory != NULL);
    struct buffer path = {0};
    struct file_sink *sink = file_sink_open(report_output_path(&path, directory, output->name));
    file_sink_write(sink, text);
    enum status status = file_sink_finish(sink, &output->bytes, &output->digest, failure);
    buffer_free(&path);
    return status;
}

const char *report_output_path(struct buffer *path, const char *directory, const char *name)
{
    tie_assert(path != NULL && directory != NULL);
    buffer_clear(path);
    buffer_format(path, "%s/%s", directory, name);
    return buffer_c(path);
}
