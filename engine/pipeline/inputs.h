/* What the command line named becomes a list of files: directories are opened (their .csv
 * files, not their subdirectories), files of equal bytes are read once. */
#ifndef TIEOUT_PIPELINE_INPUTS_H
#define TIEOUT_PIPELINE_INPUTS_H

#include "pipeline/pipeline.h"

/* Another file of the same bytes: read once, under the first name. */
struct input_repeat {
    const char *path;
    struct str base_name;
    struct input_repeat *next;
};

struct input {
    const char *path;
    struct str base_name;
    int64_t size_bytes;
    bool
        meta_said; /* meta_path is known, NULL for none; else it is looked for beside the file */
    const char *meta_path;
    struct str also_covers, replaced_by; /* as struct run_file says it */
    uint32_t epoch;                      /* likewise */
    day_number period;                   /* the same; in place of that of all */
    struct input_repeat *repeats;
};

struct inputs {
    struct input *items; /* sorted by base name, then path */
    size_t count;
    int64_t total_bytes;
};

/* A path that is missing or unreadable is STATUS_EVIDENCE; a directory without reports, or
 * nothing to read at all, STATUS_REFUSED. Repeated files are dropped with a notice. All in
 * `arena`. */
enum status inputs_collect(const struct run_options *options, struct arena *arena,
                           struct inputs *inputs, struct failure *failure);

/* NAME.meta.json of a report NAME.csv, or NAME.csv.meta.json, in `arena`; NULL when there is
 * none. */
const char *inputs_meta_path(const char *path, struct arena *arena);

#endif
