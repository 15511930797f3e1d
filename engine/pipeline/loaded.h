/* What reading leaves behind of each file and table: counts, places, totals. */
#ifndef TIEOUT_PIPELINE_LOADED_H
#define TIEOUT_PIPELINE_LOADED_H

#include "money/money_total.h"
#include "pipeline/inputs.h"
#include "record/record_reader.h"
#include "record/record_scan.h"
#include "source/cell.h"

/* What was read of one component in one stated currency of one section. */
struct load_total {
    currency_code currency;
    struct money_total *totals[COMPONENT_COUNT]; /* NULL until an amount of it is not zero */
    struct load_total *next;
};

struct load_section {
    uint32_t unit; /* index of its settling unit */
    struct coverage_claim claim;
    struct cell_traces traces;
    struct load_total *totals;
    struct str header; /* JSON array of its cells as read */
    struct str *unknown;
    uint32_t *unknown_columns; /* numbers from 1 */
    size_t unknown_count;
    uint64_t holds_all;    /* sign vectors under which the identity of every line holds */
    day_number single_day; /* the one own day of all its lines, DAY_NONE when none or several */
    bool several_days;
};

struct load_unit { /* the sections of one era in one file */
    uint32_t file;
    const struct era *era;
    struct identity_counts counts;
};

struct load_file {
    struct input input;
    struct record_totals totals;
    struct record_scan scan;
    int64_t noise_records, rejected_records, too_fine_records;
    int64_t rates, rates_above_one; /* tax rates that are not zero */
    int64_t header_bytes, record_bytes, noise_bytes;
    uint32_t first_section, section_count;
    const struct family *aside; /* set aside whole by its name */
    struct str meta_digest;     /* hex, of the description beside it; "" none */
    const char *meta_path;
    struct str also_covers; /* as struct run_file says it */
    int64_t load_id;        /* of the load it came with; 0: this run */
    uint32_t epoch;         /* seals in force then */
};

/* A name a file was read under: a file is its bytes, whatever it is called. */
struct load_name {
    uint32_t file;
    const char *path;
    struct str base_name;
    const char *meta_path; /* of the description beside it; NULL: none */
    struct str meta_digest;
    struct coverage_claim claim;
    bool fresh;      /* read now, not taken from books */
    int64_t load_id; /* of the load that said it; 0: this run */
};

struct load_reject {
    uint32_t file;
    int64_t record, line_first, byte_offset, byte_length;
    uint32_t column;
    struct str column_name, text;
    enum reject_reason reason;
};

struct load_noise {
    uint32_t file;
    int64_t record, line_first, byte_offset, byte_length;
};

#endif
