/* Reading one file: the state its records share. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_LOAD_H
#define TIEOUT_PIPELINE_LOAD_H

#include "pipeline/run.h"

struct load {
    struct run *run;
    uint32_t file_index;
    struct load_file *file;
    struct record_reader *reader;
    struct section section;
    struct arena file_arena, record_arena;
    /* the running table */
    uint32_t section_id;
    const struct era *era;
    uint32_t by_role[ROLE_COUNT]; /* its section for each role its lines may have */
    bool aside;                   /* recognised and not read */
    struct store_line
        kept; /* the line on its way to the books; amounts not present are stale */
};

/* A header begins a table. */
enum status load_begin_section(struct load *load, const struct record *header,
                               struct failure *failure);
/* A record of the running table: a line, or a reject. */
enum status load_line(struct load *load, const struct record *record, struct failure *failure);
void load_reject_count(struct load *load, const struct record *record);

/* What is said of the days of a table: by `meta` (or NULL), --period, the name. */
enum status load_claim_named(struct load *load, struct str base_name, const char *meta,
                             struct coverage_claim *claim, struct failure *failure);
/* At the end of a file: every name it was read under, with what is said of its days. */
void load_put_names(struct load *load);
/* Another name of the same bytes. */
void load_put_name(struct load *load, const char *path, struct str base_name);

/* Hears of a line's own days, for the coverage of its table. */
void load_days(struct load *load, uint32_t section_id, const struct line *line);

/* A cell that should say what its row means, and says what no map knows. */
enum status load_refuse_role(struct load *load, const struct record *record,
                             const struct cell_result *result, struct failure *failure);
/* No table in the whole file; most records too fine: refused, with what to do. */
enum status load_refuse_headless(struct load *load, struct failure *failure);
enum status load_refuse_too_fine(struct load *load, struct failure *failure);
/* Every tax rate of the file above one: percentages, and no fractions. */
enum status load_refuse_percent(struct load *load, struct failure *failure);

#endif
