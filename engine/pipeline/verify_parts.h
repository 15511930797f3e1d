/* The parts of verify, for the files verify*.c only. */
#ifndef TIEOUT_PIPELINE_VERIFY_PARTS_H
#define TIEOUT_PIPELINE_VERIFY_PARTS_H

#include "pipeline/verify.h"
#include "store/store_read.h"

/* A file the run read, as the manifest has it, and where it was found. */
struct verify_file {
    struct str what;   /* how to name it to a person */
    struct str sha256; /* hex; "" none */
    int64_t bytes;     /* -1: not said */
    const char *place; /* where it lay, "" unknown */
    const char *path;  /* where it was found */
};
struct verify_input {
    struct str base_name;
    struct verify_file report, meta;
    struct str also_covers, replaced_by;
    struct str covers_source; /* of its first table */
    day_number covers_from, covers_to;
    uint32_t epoch; /* seals in force when it was loaded */
    size_t ordinal; /* the order in which the run read it, where the books say so */
};

struct verify_option {
    struct str name, value;
};

struct verify {
    const struct verify_options *options;
    struct arena arena;
    struct store *json;  /* the manifest, in memory */
    struct store *books; /* those of the reports, read only; NULL: not there */
    struct verify_input *inputs;
    size_t input_count;
    struct verify_file policy, terms;
    const char *rules_path;         /* given, or those of the pack; NULL: built in */
    const char *pack;               /* the directory, when months were sealed; else NULL */
    struct str pack_seal;           /* the month it is the pack of; "" none */
    struct verify_option *recorded; /* options */
    size_t recorded_count;
    struct run_options run;
    struct str staging, again; /* directories */
};

/* verify_manifest.c: what the manifest says, and where the books say that things lay. */
enum status verify_read(struct verify *verify, struct failure *failure);
/* A text of the manifest by its path ($.rules_sha256), in the arena; "" when it has none. */
enum status verify_text(struct verify *verify, const char *path, struct str *text,
                        struct failure *failure);

/* verify_sealed.c: what a directory of sealed books holds for its own verification. */
enum status verify_sealed(struct verify *verify, struct failure *failure);

/* verify_names.c: files below a directory, by their paths in it. */
enum status verify_names(struct verify *verify, const char *directory, struct str **names,
                         size_t *count, struct failure *failure);

/* verify_find.c: every file by its digest. */
enum status verify_find(struct verify *verify, struct failure *failure);

/* verify_options.c: the recorded options as those of a run. */
enum status verify_options_read(struct verify *verify, struct failure *failure);

/* verify_compare.c: the two directories, the first difference by file and line. */
enum status verify_compare(struct verify *verify, struct buffer *told, struct failure *failure);

/* verify_books.c: every row of two books, but for the paths where files lay. Not the same:
 * STATUS_EVIDENCE naming the table. */
enum status verify_books(const char *given, const char *again, struct failure *failure);
/* Whether books that accumulate hold other files by now, or were checked in another way: then
 * their rows are not those of the reports. `again` are the books made again. */
enum status verify_books_moved(struct store *books, const char *again, bool *moved,
                               struct failure *failure);
/* verify_lines.c: of books that moved on, every line of the files the run was made of. Not as the
 * run has it: STATUS_EVIDENCE naming file, record and column. */
enum status verify_lines(struct store *given, const char *again_path, struct failure *failure);

#endif
