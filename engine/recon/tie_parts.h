/* Inside tie only: the rows, and the checks by what they look at. */
#ifndef TIEOUT_RECON_TIE_PARTS_H
#define TIEOUT_RECON_TIE_PARTS_H

#include "recon/tie.h"
#include "store/store_read.h"
#include "store/store_write.h"

struct tie_rows {
    struct store *store;
    struct store_insert *insert;
    struct store_insert *figures; /* of stated ones; NULL for controls */
    struct tie_result *result;
    struct failure *failure;
    int64_t ordinal;    /* of the row before */
    struct money penny; /* of stated figures; controls know none */
};

enum tie_verdict { TIE_TIES, TIE_PENNY, TIE_OFF };

struct tie_row {
    const char *check;
    struct str scope, currency, basis;
    const char *why; /* told when it does not tie, or why_always */
    bool why_always;
    bool not_testable; /* whatever the figures are */
    bool stated;       /* a figure a report states; else a control of our own */
    bool judged;       /* `verdict` holds, whatever the figures are */
    enum tie_verdict verdict;
};

/* A row of two figures; difference = computed - reported. */
enum status tie_put_counts(struct tie_rows *rows, const struct tie_row *row, int64_t reported,
                           int64_t computed);
enum status tie_put_amounts(struct tie_rows *rows, const struct tie_row *row,
                            const struct money_total *reported,
                            const struct money_total *computed);
/* Not zero, and within penny. */
bool tie_within_penny(const struct tie_rows *rows, const struct money_total *difference);
/* Equal, or within penny. */
bool tie_is_near(const struct tie_rows *rows, const struct money_total *reported,
                 const struct money_total *computed);
/* The same of texts: reported, computed, difference. */
enum status tie_put(struct tie_rows *rows, const struct tie_row *row, enum tie_verdict verdict,
                    const struct buffer *texts);

/* tie_files.c: the second scanner and the bytes, per file. */
enum status tie_files(struct tie_rows *rows);
/* tie_sums.c: sums while reading and after storing; classes. Per file. */
enum status tie_stored_sums(struct tie_rows *rows);
enum status tie_classes(struct tie_rows *rows);
/* tie_positions.c: buckets and populations against the positions, per currency. */
enum status tie_positions(struct tie_rows *rows);
/* tie_tax.c: the filing worksheet against the positions, per currency. */
enum status tie_tax(struct tie_rows *rows);

/* tie_roll.c: the roll-forward of a currency, against its positions' collectible. */
enum status tie_roll(struct tie_rows *rows, currency_code currency,
                     const struct money_total *collectible);

#endif
