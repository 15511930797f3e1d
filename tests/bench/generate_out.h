/* A report on its way to its file, cell by cell. */
#ifndef TIEOUT_BENCH_GENERATE_OUT_H
#define TIEOUT_BENCH_GENERATE_OUT_H

#include "generate.h"

#include <stdio.h>

struct out {
    FILE *file;
    char *bytes;
    size_t used;
    bool few_quotes; /* only round what needs them */
};

/* The names of the header stand in quotes, and need none. False with errno set, as out_close. */
bool out_begin(struct out *out, const char *path, const char *header, bool few_quotes);
bool out_close(struct out *out);

void out_row_end(struct out *out);
void put(struct out *out, const char *text);
void put_empty(struct out *out, int cells);
void put_number(struct out *out, uint64_t number);
void put_cents(struct out *out, int64_t cents);

#endif
