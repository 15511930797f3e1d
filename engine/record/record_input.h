/* The bytes of a file on their way to the splitter: read in pieces, shown to the listener,
 * hashed, checked, and kept from the first byte of the record under way. */
#ifndef TIEOUT_RECORD_RECORD_INPUT_H
#define TIEOUT_RECORD_RECORD_INPUT_H

#include "base/digest.h"
#include "base/file.h"
#include "record/record_ahead.h"
#include "record/record_reader.h"
#include "record/record_trouble.h"

struct record_input {
    struct file_source source; /* of a file */
    struct str memory;         /* or what is left of bytes in memory */
    bool of_file;
    struct record_ahead *ahead; /* who reads a large file, from its first piece on; or NULL */
    size_t chunk_bytes;
    record_listener *listener; /* or NULL */
    void *listener_context;
    struct digest_stream *stream; /* NULL once finished, and while it is read ahead */
    char *bytes;                  /* owned; begin <= checked <= filled */
    size_t capacity;
    size_t begin;   /* the first byte not yet taken */
    size_t checked; /* good up to here */
    size_t filled;
    int64_t taken_bytes;              /* of the file, before `begin` */
    int64_t read_bytes;               /* of the file so far */
    bool ended;                       /* the file has no more bytes */
    enum record_trouble_kind trouble; /* what is wrong with the byte at `checked` */
};

/* `options` NULL: defaults. On failure nothing is left to close. */
enum status record_input_open(struct record_input *input, const char *path,
                              const struct record_options *options, struct failure *failure);
void record_input_over(struct record_input *input, struct str memory,
                       const struct record_options *options);
void record_input_close(struct record_input *input);

/* Reads until at least `want` checked bytes stand from `begin` on, or the end or a trouble
 * came. */
enum status record_input_more(struct record_input *input, size_t want, struct failure *failure);
/* Reads on after a trouble, so that `want` bytes from `begin` on can be shown if the file has
 * them; what goes wrong here is not worth a word. */
void record_input_look_ahead(struct record_input *input, size_t want);
/* Moves `begin` on by `count` checked bytes. */
void record_input_take(struct record_input *input, size_t count);
/* The checked bytes from `begin` on; RECORD_SPLIT_PADDING more can be read behind them. */
struct str record_input_checked(const struct record_input *input);
/* All bytes from `begin` on, checked or not. */
struct str record_input_filled(const struct record_input *input);
/* Every byte of the file was read and is good: nothing follows the checked ones. */
bool record_input_at_end(const struct record_input *input);
/* The hash of all bytes read; once. */
struct digest record_input_digest(struct record_input *input);

#endif
