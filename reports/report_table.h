/* A report table: one text of reports/tables/, which is a SELECT under a header that names its
 * columns and what kind of cell each holds:
 *
 *   -- about WHAT IT SHOWS, one sentence part
 *   -- column NAME KIND
 *   -- any other comment
 *   SELECT ...
 *
 * Kinds: text (from outside), word (ours), money (INTEGER micros), amount (a decimal text of
 * any size), day, month (days since 1970), count (INTEGER), flag (0 or 1), json (a JSON text).
 * Parameter ?1, where the text holds one, is NULL until it is bound. */
#ifndef TIEOUT_REPORTS_REPORT_TABLE_H
#define TIEOUT_REPORTS_REPORT_TABLE_H

#include "base/limits.h"
#include "store/store_read.h"

enum report_kind {
    REPORT_TEXT,
    REPORT_WORD,
    REPORT_MONEY,
    REPORT_AMOUNT,
    REPORT_DAY,
    REPORT_MONTH,
    REPORT_COUNT,
    REPORT_FLAG,
    REPORT_JSON,
    REPORT_ID,
};

struct report_column {
    struct str name;
    enum report_kind kind;
};

struct report_table {
    struct str about;
    struct report_column columns[LIMIT_TABLE_COLUMNS];
    size_t column_count;
    struct store_query *query; /* NULL until opened */
};

/* The header of `text` alone, which must outlive the table. A header that makes no sense is
 * STATUS_EVIDENCE: the texts are part of the program. `path` is for messages. */
enum status report_table_parse(struct report_table *table, const char *path, struct str text,
                               struct failure *failure);
/* Parses the built-in text at `path` ("csv/uncollected.sql"), prepares its SELECT, and fails
 * when names and order of its columns are not those of the header. To be closed, also after a
 * failure. */
enum status report_table_open(struct report_table *table, struct store *store, const char *path,
                              struct failure *failure);
enum status report_table_step(struct report_table *table, bool *found, struct failure *failure);
void report_table_close(struct report_table *table);

/* The position of a column; there must be one. */
size_t report_table_column(const struct report_table *table, const char *name);
/* Appends a cell of the current row as machine files print it; nothing for NULL. */
void report_table_cell(const struct report_table *table, size_t column, struct buffer *into);
/* The same for people: numbers with thousands commas. */
void report_table_people(const struct report_table *table, size_t column, struct buffer *into);
/* Appends a number with thousands commas. What does not begin as one stays as it is: controls
 * compare texts too. */
void report_table_group(struct str amount, struct buffer *into);
/* Whole numbers of the current row by name, 0 for NULL; texts until the next step. */
int64_t report_table_count(const struct report_table *table, const char *name);
struct str report_table_text(const struct report_table *table, const char *name);

/* The built-in text at `path`, and all texts in a folder ("books/") in order of path. */
bool report_text_find(const char *path, struct str *text);
bool report_text_next(const char *folder, size_t *at, struct str *path, struct str *text);

#endif
