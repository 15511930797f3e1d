/* The only place that knows the order: load -> settle -> positions -> check -> tie -> report.
 */
#ifndef TIEOUT_PIPELINE_PIPELINE_H
#define TIEOUT_PIPELINE_PIPELINE_H

#include "base/failure.h"
#include "recon/check.h"
#include "recon/coverage.h"
#include "recon/identity.h"
#include "recon/tie.h"

/* A file to be read under another name than it lies under, with the description beside it. */
struct run_file {
    const char *path;
    struct str base_name;
    const char *meta_path; /* NULL: none, whatever lies beside it */
    /* Days it covers beside its own, because other files were the same bytes and had no lines:
     * "convention:2024-03-05..2024-03-05", by last day, parted by blanks. */
    struct str also_covers;
    /* Where loads said different things of different files. The month of --period, DAY_NONE;
     * asked when told_period is not empty. SHA-256 of the file that took its place, in hex;
     * asked when --replace and --both were both said. */
    day_number period;
    struct str replaced_by;
    uint32_t epoch; /* seals in force when it was loaded; asked with a pack */
};

/* What the command line asks for; texts live as long as the run. */
struct run_options {
    const char **inputs; /* files and directories, in any order */
    size_t input_count;
    const struct run_file *files; /* in place of inputs, in the order of base names */
    size_t file_count;
    const char *out_directory;
    const char *books_path;  /* that accumulate; NULL: books.db beside the reports, anew */
    day_number as_of;        /* DAY_NONE: the newest day loaded */
    day_number from;         /* of the roll-forward; DAY_NONE: the month of as_of */
    day_number period;       /* first day of the month, or DAY_NONE */
    currency_code currency;  /* base currency; CURRENCY_NONE: USD */
    const char *terms_path;  /* NULL: none */
    const char *policy_path; /* NULL: none */
    const struct str *sets;  /* as given: NAME=VALUE */
    size_t set_count;
    const char *rules_path;    /* NULL: built in */
    const struct str *assumes; /* as given: FAMILY.fee=negative ... */
    size_t assume_count;
    const struct str *empties; /* as given: FAMILY:YYYY-MM */
    size_t empty_count;
    const struct str *requires; /* as given: CHECK,CHECK */
    size_t require_count;
    bool raw, full, prove;
    bool
        afresh; /* of a check: everything is read, and nothing kept of settled references used */
    bool replace, both; /* of an overlap: the newer file alone, or both; else it is refused */
    struct str told_period; /* the months of several loads, as the manifest has them */
    /* A directory of reports of books with sealed months, to be made again; NULL: none. And the
     * month it is the pack of, YYYY-MM; "" when it was no close. */
    const char *pack;
    struct str pack_seal;
    /* Names of --format and --report as report_choice.h has them; without bytes: nobody said, and
     * books that accumulate write what their last check was asked for. */
    struct str formats, reports;
    struct str present; /* gross or net, likewise */
    int64_t allow_rejects;
    const char *version; /* of the program */
    /* Called now and then while reading and at every phase; may be NULL. */
    void (*progress)(void *context, const char *phase, int64_t done_bytes, int64_t total_bytes);
    /* One sentence a person should see although nothing is wrong; may be NULL. */
    void (*notice)(void *context, const char *sentence);
    void *context;
};

struct run_result {
    int64_t files, lines, rejected_records, total_bytes;
    size_t movement_bytes,
        text_bytes; /* of memory: what grows with positions, and with texts */
    struct check_result checks;
    struct tie_result ties;
    struct buffer summary; /* summary.txt; free with buffer_free */
};

/* The whole run. On STATUS_OK everything was written and appeared at once. On STATUS_REFUSED by
 * rejects and STATUS_EVIDENCE by a control, the reports are written too, headed INCOMPLETE or
 * DOES NOT TIE, and result->summary says so; on every other failure nothing is written and old
 * outputs stand. The level of --fail-on is the caller's to judge from result->checks. */
enum status pipeline_run(const struct run_options *options, struct run_result *result,
                         struct failure *failure);

/* --- books that accumulate: options->books_path --------------------------------------------
 */

/* Adds the inputs to the books, made when there are none: all of them or, when it fails, nothing.
 * *result counts what came, and *books what they hold now. Rejects are kept and counted; whether
 * they are too many is asked by the check. */
enum status pipeline_load(const struct run_options *options, struct run_result *result,
                          struct run_result *books, struct failure *failure);
/* Makes positions, controls and findings anew from what the books hold, as of options->as_of.
 * The status is that of pipeline_run. */
enum status pipeline_check(const struct run_options *options, struct run_result *result,
                           struct failure *failure);
/* STATUS_EVIDENCE when books that accumulate were loaded into since their last check: nothing
 * they could answer with follows from what they hold. */
enum status pipeline_require_checked(struct store *store, const char *path,
                                     struct failure *failure);
/* STATUS_REFUSED and STATUS_EVIDENCE as pipeline_run has them, of the last check of the books:
 * asked after what is `done`, "The reports are written". */
enum status pipeline_judge_books(struct store *store, const char *path, const char *done,
                                 struct failure *failure);
/* Writes the reports of the last check. STATUS_REFUSED and STATUS_EVIDENCE as pipeline_run has
 * them: the reports are written, and headed. */
enum status pipeline_report(const struct run_options *options, struct buffer *summary,
                            struct failure *failure);

/* What somebody says of a month: docs/decisions/0009. */
struct seal_words {
    day_number period; /* its first day */
    struct str by;     /* not empty */
    struct str because;
    day_number on; /* DAY_NONE: nobody said */
};
/* Checks the books as of the last day of the month, seals it, and writes the pack; *entry is its
 * number in the journal. What may not be sealed leaves books and reports as they were:
 * STATUS_REFUSED, or the status of the check. */
enum status pipeline_close(const struct run_options *options, const struct seal_words *words,
                           struct run_result *result, int64_t *entry, struct failure *failure);
/* An entry that somebody else than the closer looked at it; that it is open again, the newest
 * first, after which the books are to be checked anew. */
enum status pipeline_review(const char *books_path, const struct seal_words *words,
                            int64_t *entry, struct failure *failure);
enum status pipeline_reopen(const char *books_path, const struct seal_words *words,
                            int64_t *entry, struct failure *failure);

/* --- identify -------------------------------------------------------------------------------
 */

/* Describes one file for a person into `into`: family, era, coverage and why; or the nearest
 * era and the difference. STATUS_REFUSED when it is no known report or cannot be read as one.
 */
enum status pipeline_identify(const char *path, const char *rules_path, day_number period,
                              struct buffer *into, struct failure *failure);

#endif
