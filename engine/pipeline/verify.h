/* verify: the run of a report directory made again from the same bytes, and compared. */
#ifndef TIEOUT_PIPELINE_VERIFY_H
#define TIEOUT_PIPELINE_VERIFY_H

#include "pipeline/pipeline.h"

struct verify_options {
    const char *directory; /* of the reports */
    const char *inputs;    /* a directory, searched with those below it; NULL: where they lay */
    const char *rules_path; /* NULL: built in */
    const char *books_path; /* NULL: books.db in the directory */
    const char *version;    /* of the program */
    void (*progress)(void *context, const char *phase, int64_t done_bytes, int64_t total_bytes);
    void *context;
};

/* STATUS_OK: every output is, byte for byte, what a run over the same inputs, rules and options
 * gives, and `told` says so. STATUS_EVIDENCE for everything else: an input that is gone or
 * another, other rules, the first file and line that differ. Needs room beside `directory`. */
enum status pipeline_verify(const struct verify_options *options, struct buffer *told,
                            struct failure *failure);

#endif
