/* Which files a run reads, in an order that does not depend on how they were named. */
#include "pipeline/inputs.h"

#include "base/file.h"
#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

static enum status inputs_take_files(const struct run_options *options, struct arena *arena,
                                     struct inputs *inputs, struct failure *failure);
static enum status inputs_add_path(const struct run_options *options, const char *path,
                                   struct arena *arena, struct inputs *inputs,
                                   struct failure *failure);
static enum status inputs_add_directory(const char *path, struct arena *arena,
                                        struct inputs *inputs, struct failure *failure);
static enum status inputs_add_file(const char *path, struct arena *arena, struct inputs *inputs,
                                   struct failure *failure);
static int input_compare(const void *a, const void *b);
static enum status inputs_drop_repeated(const struct run_options *options, struct arena *arena,
                                        struct inputs *inputs, struct failure *failure);
static void inputs_note_repeat(const struct run_options *options, struct input *kept,
                               const struct input *repeated, struct arena *arena);

enum status inputs_collect(const struct run_options *options, struct arena *arena,
                           struct inputs *inputs, struct failure *failure)
{
    tie_assert(options && inputs);
    *inputs = (struct inputs){0};
    if (options->file_count > 0)
        return inputs_take_files(options, arena, inputs, failure);
    for (size_t i = 0; i < options->input_count; i++) {
        enum status status =
            inputs_add_path(options, options->inputs[i], arena, inputs, failure);
        if (status != STATUS_OK)
            return status;
    }
    if (inputs->count == 0) {
        failure_set(failure, STATUS_REFUSED, "there is no report to read");
        failure_remedy(failure, "Name report files, or a directory that holds them.");
        return STATUS_REFUSED;
    }
    qsort(inputs->items, inputs->count, sizeof(inputs->items[0]), input_compare);
    enum status status = inputs_drop_repeated(options, arena, inputs, failure);
    for (size_t i = 0; i < inputs->count; i++)
        inputs->total_bytes += inputs->items[i].size_bytes;
    return status;
}

/* Said one by one, names and all: nothing is looked for, sorted or left out. */
static enum status inputs_take_files(const struct run_options *options, struct arena *arena,
                                     struct inputs *inputs, struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < options->file_count; i++) {
        status = inputs_add_file(options->files[i].path, arena, inputs, failure);
        if (status != STATUS_OK)
            break;
        struct input *input = &inputs->items[i];
        input->base_name = options->files[i].base_name;
        input->meta_said = true;
        input->meta_path = options->files[i].meta_path;
        input->also_covers = options->files[i].also_covers;
        input->replaced_by = options->files[i].replaced_by;
        input->epoch = options->files[i].epoch;
        input->period =
            options->told_period.length > 0 ? options->files[i].period : options->period;
        inputs->total_bytes += input->size_bytes;
    }
    return status;
}

static enum status inputs_add_path(const struct run_options *options, const char *path,
                                   struct arena *arena, struct inputs *inputs,
                                   struct failure *failure)
{
    (void)options;
    if (file_kind_of(path) == FILE_DIRECTORY)
        return inputs_add_directory(path, arena, inputs, failure);
    return inputs_add_file(path, arena, inputs, failure);
}

static enum status inputs_add_directory(const char *path, struct arena *arena,
                                        struct inputs *inputs, struct failure *failure)
{
    struct str *names = NULL;
    size_t count = 0;
    size_t before = inputs->count;
    enum status status = file_list(path, arena, &names, &count, failure);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct buffer full = {0};
        size_t length = names[i].length;
        bool csv = length > 4 &&
                   str_equal_nocase((struct str){names[i].bytes + length - 4, 4}, STR(".csv"));
        buffer_format(&full, "%s/%.*s", path, (int)length, names[i].bytes);
        struct str kept = arena_copy(arena, buffer_str(&full));
        buffer_free(&full);
        if (csv && names[i].bytes[0] != '.' && file_kind_of(kept.bytes) != FILE_DIRECTORY)
            status = inputs_add_file(kept.bytes, arena, inputs, failure);
    }
    if (status == STATUS_OK && inputs->count == before) {
        status = failure_set(failure, STATUS_REFUSED, "the directory holds no report");
        failure_place(failure, path, 0, 0);
        failure_remedy(failure,
                       "Reports are files whose name ends in .csv, directly inside it.");
    }
    return status;
}

static enum status inputs_add_file(const char *path, struct arena *arena, struct inputs *inputs,
                                   struct failure *failure)
{
    struct file_source source = {0};
    enum status status = file_open(&source, path, failure);
    if (status != STATUS_OK)
        return status;
    struct input input = {.path = arena_copy(arena, str_from(path)).bytes,
                          .size_bytes = source.size_bytes};
    file_close(&source);
    input.base_name = file_base_name(str_from(input.path));
    if ((inputs->count & (inputs->count + 1)) == 0) {
        size_t capacity = 2 * (inputs->count + 1);
        struct input *grown = arena_take(arena, capacity * sizeof(*grown));
        if (inputs->count > 0)
            memcpy(grown, inputs->items, inputs->count * sizeof(*grown));
        inputs->items = grown;
    }
    inputs->items[inputs->count++] = input;
    return STATUS_OK;
}

static int input_compare(const void *a, const void *b)
{
    const struct input *left = a;
    const struct input *right = b;
    int order = str_compare(left->base_name, right->base_name);
    return order ? order : strcmp(left->path, right->path);
}

/* Only files of equal size can hold equal bytes, so only those are read twice. */
static enum status inputs_drop_repeated(const struct run_options *options, struct arena *arena,
                                        struct inputs *inputs, struct failure *failure)
{
    struct digest *digests = arena_take(arena, inputs->count * sizeof(*digests));
    bool *hashed = arena_take(arena, inputs->count * sizeof(*hashed));
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        struct input input = inputs->items[i];
        struct digest own = {{0}};
        bool known = false;
        int64_t size_bytes = 0;
        size_t same = SIZE_MAX;
        for (size_t j = 0; j < kept && same == SIZE_MAX; j++) {
            if (inputs->items[j].size_bytes != input.size_bytes)
                continue;
            if (!known && file_digest(input.path, &own, &size_bytes, failure) != STATUS_OK)
                return failure->status;
            known = true;
            if (!hashed[j] && file_digest(inputs->items[j].path, &digests[j], &size_bytes,
                                          failure) != STATUS_OK)
                return failure->status;
            hashed[j] = true;
            if (digest_equal(&own, &digests[j]))
                same = j;
        }
        if (same == SIZE_MAX) {
            inputs->items[kept] = input;
            digests[kept] = own;
            hashed[kept++] = known;
        } else {
            inputs_note_repeat(options, &inputs->items[same], &input, arena);
        }
    }
    inputs->count = kept;
    return STATUS_OK;
}

/* Repeats stand in the order of their names. */
static void inputs_note_repeat(const struct run_options *options, struct input *kept,
                               const struct input *repeated, struct arena *arena)
{
    struct input_repeat *repeat = arena_take(arena, sizeof(*repeat));
    struct input_repeat **end = &kept->repeats;
    struct buffer sentence = {0};
    while (*end)
        end = &(*end)->next;
    *end = repeat;
    *repeat = (struct input_repeat){.path = repeated->path, .base_name = repeated->base_name};
    buffer_format(&sentence, "%s holds the same bytes as %s: read once.", repeated->path,
                  kept->path);
    if (options->notice)
        options->notice(options->context, buffer_c(&sentence));
    buffer_free(&sentence);
}

const char *inputs_meta_path(const char *path, struct arena *arena)
{
    struct str text = str_from(path);
    struct str stem = text;
    if (text.length > 4 &&
        str_equal_nocase((struct str){text.bytes + text.length - 4, 4}, STR(".csv")))
        stem.length -= 4;
    const struct str stems[] = {stem, text};
    for (size_t i = 0; i < array_count(stems); i++) {
        struct buffer meta = {0};
        buffer_add(&meta, stems[i]);
        buffer_add_c(&meta, ".meta.json");
        const char *candidate = arena_copy(arena, buffer_str(&meta)).bytes;
        buffer_free(&meta);
        if (file_kind_of(candidate) == FILE_REGULAR)
            return candidate;
    }
    return NULL;
}
