/* Two ends meet here: a file gives pieces of any size, the splitter wants whole records. What
 * is unfinished moves to the front of the buffer before the next piece is read behind it. */
#include "record/record_input.h"

#include "base/limits.h"
#include "record/record_check.h"
#include "record/record_split.h"

#include <stdlib.h>
#include <string.h>

static void start(struct record_input *input, const struct record_options *options);
static enum status read_piece(struct record_input *input, struct failure *failure);
static void start_ahead(struct record_input *input);
static void show(struct record_input *input, struct str piece);
static enum status pull(struct record_input *input, size_t *count, struct failure *failure);
static void make_room(struct record_input *input);
static void check(struct record_input *input);

enum status record_input_open(struct record_input *input, const char *path,
                              const struct record_options *options, struct failure *failure)
{
    tie_assert(path != NULL);
    *input = (struct record_input){.of_file = true};
    enum status status = file_open(&input->source, path, failure);
    if (status != STATUS_OK)
        return status;
    if (input->source.size_bytes > LIMIT_FILE_BYTES) {
        struct record_trouble trouble = {RECORD_TROUBLE_FILE_BYTES, 0};
        file_close(&input->source);
        return record_trouble_refuse(&trouble, path, 0, STR(""), failure);
    }
    start(input, options);
    return STATUS_OK;
}

void record_input_over(struct record_input *input, struct str memory,
                       const struct record_options *options)
{
    tie_assert(memory.bytes != NULL || memory.length == 0);
    *input = (struct record_input){.memory = memory};
    start(input, options);
    if (input->chunk_bytes > memory.length)
        input->chunk_bytes = memory.length + 1;
}

void record_input_close(struct record_input *input)
{
    record_ahead_close(input->ahead);
    if (input->of_file)
        file_close(&input->source);
    if (input->stream != NULL)
        (void)digest_finish(input->stream);
    free(input->bytes);
    *input = (struct record_input){0};
}

enum status record_input_more(struct record_input *input, size_t want, struct failure *failure)
{
    while (!input->ended && input->trouble == RECORD_TROUBLE_NONE &&
           input->checked - input->begin < want) {
        enum status status = read_piece(input, failure);
        if (status != STATUS_OK)
            return status;
        check(input);
    }
    return STATUS_OK;
}

void record_input_look_ahead(struct record_input *input, size_t want)
{
    struct failure unheard;
    failure_init(&unheard);
    while (!input->ended && input->filled - input->begin < want)
        if (read_piece(input, &unheard) != STATUS_OK)
            return;
}

void record_input_take(struct record_input *input, size_t count)
{
    tie_assert(count <= input->checked - input->begin);
    input->begin += count;
    input->taken_bytes += (int64_t)count;
}

struct str record_input_checked(const struct record_input *input)
{
    tie_assert(input->begin <= input->checked);
    if (input->begin == input->checked)
        return (struct str){NULL, 0};
    return (struct str){input->bytes + input->begin, input->checked - input->begin};
}

struct str record_input_filled(const struct record_input *input)
{
    tie_assert(input->checked <= input->filled);
    if (input->begin == input->filled)
        return (struct str){"", 0};
    return (struct str){input->bytes + input->begin, input->filled - input->begin};
}

bool record_input_at_end(const struct record_input *input)
{
    return input->ended && input->trouble == RECORD_TROUBLE_NONE;
}

struct digest record_input_digest(struct record_input *input)
{
    tie_assert(input->ended);
    if (input->ahead != NULL)
        return record_ahead_digest(input->ahead);
    tie_assert(input->stream != NULL);
    struct digest digest = digest_finish(input->stream);
    input->stream = NULL;
    return digest;
}

static void start(struct record_input *input, const struct record_options *options)
{
    input->chunk_bytes = LIMIT_READ_BYTES;
    if (options != NULL) {
        if (options->chunk_bytes != 0)
            input->chunk_bytes = options->chunk_bytes;
        input->listener = options->listener;
        input->listener_context = options->listener_context;
    }
    input->stream = digest_start();
}

/* One piece more behind `filled`, shown to whoever wants to see it; none: the file has ended.
 */
static enum status read_piece(struct record_input *input, struct failure *failure)
{
    if (input->of_file && input->read_bytes == 0 && input->ahead == NULL)
        start_ahead(input);
    make_room(input);
    size_t count = 0;
    enum status status = pull(input, &count, failure);
    if (status != STATUS_OK)
        return status;
    if (count == 0) {
        input->ended = true;
        return STATUS_OK;
    }
    if (input->ahead == NULL)
        show(input, (struct str){input->bytes + input->filled, count});
    input->filled += count;
    input->read_bytes += (int64_t)count;
    return STATUS_OK;
}

/* Not before the first piece is wanted: only now is the input where it will stay. */
static void start_ahead(struct record_input *input)
{
    if (input->source.size_bytes < LIMIT_AHEAD_FILE_BYTES ||
        input->chunk_bytes < LIMIT_READ_BYTES)
        return;
    input->ahead = record_ahead_open(&input->source, input->chunk_bytes, input->listener,
                                     input->listener_context);
    if (input->ahead == NULL)
        return;
    (void)digest_finish(input->stream);
    input->stream = NULL;
}

static void show(struct record_input *input, struct str piece)
{
    if (input->listener != NULL)
        input->listener(input->listener_context, piece);
    digest_add(input->stream, piece);
}

static enum status pull(struct record_input *input, size_t *count, struct failure *failure)
{
    char *into = input->bytes + input->filled;
    struct str piece = {0};
    if (input->ahead != NULL) {
        enum status status = record_ahead_next(input->ahead, &piece, failure);
        *count = piece.length;
        if (piece.length > 0)
            memcpy(into, piece.bytes, piece.length);
        return status;
    }
    if (input->of_file)
        return file_read(&input->source, into, input->chunk_bytes, count, failure);
    size_t left = input->memory.length;
    *count = left < input->chunk_bytes ? left : input->chunk_bytes;
    if (*count == 0)
        return STATUS_OK;
    memcpy(into, input->memory.bytes, *count);
    input->memory.bytes += *count;
    input->memory.length -= *count;
    return STATUS_OK;
}

/* Room for one piece and for the splitter's reaching beyond the end. */
static void make_room(struct record_input *input)
{
    if (input->begin > 0) {
        memmove(input->bytes, input->bytes + input->begin, input->filled - input->begin);
        input->filled -= input->begin;
        input->checked -= input->begin;
        input->begin = 0;
    }
    tie_assert(input->chunk_bytes <= SIZE_MAX / 4 - input->filled);
    size_t need = input->filled + input->chunk_bytes + RECORD_SPLIT_PADDING;
    if (need <= input->capacity)
        return;
    size_t capacity = input->capacity == 0 ? need : need + need / 2;
    input->bytes = memory_resize(input->bytes, capacity, 1);
    memset(input->bytes + input->capacity, 0, capacity - input->capacity);
    input->capacity = capacity;
}

/* Judges what was not yet judged. Bytes behind a trouble are never looked at. */
static void check(struct record_input *input)
{
    struct str bytes = {input->bytes + input->checked, input->filled - input->checked};
    if (input->trouble == RECORD_TROUBLE_NONE)
        input->checked += record_check(bytes, input->ended, &input->trouble);
}
