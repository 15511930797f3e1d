/* Bytes the books hold already, and what is forgotten before it is made anew. */
#include "base/file.h"
#include "pipeline/keep.h"
#include "pipeline/load.h"
#include "store/store_read.h"

static enum status find_known(const struct run *run, const struct input *input, size_t *file,
                              struct failure *failure);
static void put_names(struct run *run, const struct input *input, size_t file);
static void tell_known(const struct run *run, const char *path, size_t file);

enum status keep_drop_known(struct run *run, struct failure *failure)
{
    tie_assert(run && run->options);
    struct inputs *inputs = &run->inputs;
    size_t left = 0;
    for (size_t at = 0; at < inputs->count; at++) {
        size_t file = SIZE_MAX;
        enum status status = find_known(run, &inputs->items[at], &file, failure);
        if (status != STATUS_OK)
            return status;
        if (file == SIZE_MAX) {
            inputs->items[left++] = inputs->items[at];
            continue;
        }
        put_names(run, &inputs->items[at], file);
        inputs->total_bytes -= inputs->items[at].size_bytes;
    }
    inputs->count = left;
    return STATUS_OK;
}

/* Only files of equal size can hold equal bytes. */
static enum status find_known(const struct run *run, const struct input *input, size_t *file,
                              struct failure *failure)
{
    struct digest digest;
    bool hashed = false;
    for (size_t at = 0; at < run->kept.files; at++) {
        const struct load_file *kept = run_file(run, at);
        int64_t size_bytes = 0;
        if (kept->totals.file_bytes != input->size_bytes)
            continue;
        if (!hashed && file_digest(input->path, &digest, &size_bytes, failure) != STATUS_OK)
            return failure->status;
        hashed = true;
        if (!digest_equal(&digest, &kept->totals.digest))
            continue;
        *file = at;
        return STATUS_OK;
    }
    return STATUS_OK;
}

static void put_names(struct run *run, const struct input *input, size_t file)
{
    struct load load = {.run = run, .file_index = (uint32_t)file, .file = run_file(run, file)};
    load_put_name(&load, input->path, input->base_name);
    tell_known(run, input->path, file);
    for (const struct input_repeat *repeat = input->repeats; repeat; repeat = repeat->next)
        load_put_name(&load, repeat->path, repeat->base_name);
}

static void tell_known(const struct run *run, const char *path, size_t file)
{
    const struct load_name *names = run->names.items;
    struct str known = {0};
    for (size_t at = run->kept.names; at-- > 0;)
        if (names[at].file == file)
            known = names[at].base_name;
    struct buffer sentence = {0};
    buffer_format(&sentence,
                  "%s holds the same bytes as %.*s, which is in the books: left out.", path,
                  (int)known.length, known.bytes);
    if (run->options->notice)
        run->options->notice(run->options->context, buffer_c(&sentence));
    buffer_free(&sentence);
}

/* What a table of ours is not named here follows from those that are. */
enum status keep_forget_answers(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL);
    struct store_query *query = NULL;
    struct buffer sql = {0};
    bool found = true;
    enum status status = store_query_open(
        &query, store,
        STR("SELECT name FROM main.sqlite_schema WHERE type = 'table' "
            "AND name NOT GLOB 'kept_*' AND name NOT GLOB 'sqlite_*' AND name NOT IN ("
            "'reference', 'product', 'customer', 'offer', 'jurisdiction', 'text', 'deposit', "
            "'line_billed', 'line_disbursed', 'line_stated_open', 'line_taxed', "
            "'line_opening', 'line_stated_paid', 'line_stated_total', 'line_disposition', "
            "'line_flag', 'reject', "
            "'noise', 'position_rest', 'reference_currency', "
            "'section_column', 'section_total', 'section_trace') ORDER BY name"),
        failure);
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        struct str name = found ? store_query_text(query, 0) : (struct str){0};
        if (status == STATUS_OK && found && store_has_in_schema(name))
            buffer_format(&sql, "DELETE FROM main.%.*s;", (int)name.length, name.bytes);
    }
    store_query_close(query);
    buffer_format(&sql,
                  "UPDATE line_flag SET flags = flags & ~%d WHERE flags & %d;"
                  "DELETE FROM line_flag WHERE flags = 0;",
                  LINE_NET_OFF, LINE_NET_OFF);
    if (status == STATUS_OK)
        status = store_execute(store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}
