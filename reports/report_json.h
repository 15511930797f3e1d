/* JSON out: two blanks a level, one key a line. Amounts are strings, because a JSON number is a
 * binary floating-point number to most readers; counts are numbers; unknown is null. */
#ifndef TIEOUT_REPORTS_REPORT_JSON_H
#define TIEOUT_REPORTS_REPORT_JSON_H

#include "reports/report_table.h"

struct report_json {
    struct buffer text;
    int depth;
    bool filled; /* the level under way holds something */
};

/* Zero-initialise; buffer_free(&json->text) when done. `key` is NULL inside an array. */
void report_json_open(struct report_json *json, const char *key, char bracket);
void report_json_close(struct report_json *json, char bracket);
void report_json_text(struct report_json *json, const char *key, struct str text);
void report_json_count(struct report_json *json, const char *key, int64_t count);
void report_json_flag(struct report_json *json, const char *key, bool flag);
void report_json_null(struct report_json *json, const char *key);
/* The cells of the table's current row, one key a column, into the object under way. */
void report_json_row(struct report_json *json, const struct report_table *table);
/* A whole table as an array of objects. Parameter ?1 is `parameter` unless that is negative. */
enum status report_json_table(struct report_json *json, const char *key, struct store *store,
                              const char *path, int64_t parameter, struct failure *failure);
/* The closing line feed. */
struct str report_json_finish(struct report_json *json);

#endif
