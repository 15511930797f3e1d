/* Reading: one statement, row by row. Money, days and counts arrive as INTEGER. */
#ifndef TIEOUT_STORE_STORE_READ_H
#define TIEOUT_STORE_STORE_READ_H

#include "base/day.h"
#include "money/money.h"
#include "money/money_total.h"
#include "store/store.h"

struct store_query;

/* Prepares exactly one statement. The sources of SQL are ours; a mistake in it is
 * STATUS_EVIDENCE with SQLite's words. */
enum status store_query_open(struct store_query **query, struct store *store, struct str sql,
                             struct failure *failure);
/* Parameters from 1, before the first step or after a reset. Texts are copied. */
void store_query_bind_integer(struct store_query *query, int parameter, int64_t value);
void store_query_bind_text(struct store_query *query, int parameter, struct str text);
/* Back to before the first row, parameters kept. */
void store_query_reset(struct store_query *query);
enum status store_query_step(struct store_query *query, bool *found, struct failure *failure);
void store_query_close(struct store_query *query); /* NULL is fine */

int store_query_columns(const struct store_query *query);
/* Lives as long as the query. */
const char *store_query_column_name(const struct store_query *query, int column);
/* Column index by name, or -1. */
int store_query_column_find(const struct store_query *query, const char *name);

/* Cells of the current row, columns from 0. */
bool store_query_is_null(const struct store_query *query, int column);
bool store_query_is_integer(const struct store_query *query, int column);
/* False when it is something else. */
bool store_query_find_integer(const struct store_query *query, int column, int64_t *value);
/* 0 for NULL. A value that is no INTEGER is a programmer's error. */
int64_t store_query_integer(const struct store_query *query, int column);
struct money store_query_money(const struct store_query *query, int column);
day_number store_query_day(const struct store_query *query, int column); /* NULL: DAY_NONE */
/* Empty for NULL; an integer as its digits. Valid until the next step. */
struct str store_query_text(const struct store_query *query, int column);
/* The bytes of a blob, likewise. */
struct str store_query_blob(const struct store_query *query, int column);

/* One integer from a statement without parameters; fails when there is no row. */
enum status store_read_integer(struct store *store, struct str sql, int64_t *value,
                               struct failure *failure);
/* One text likewise ("" when no row), into `into` (cleared first). */
enum status store_read_text(struct store *store, struct str sql, struct buffer *into,
                            struct failure *failure);

/* A number that changes with any cell of the rows a statement gives (base/mix.h); 0 of none. */
enum status store_read_mix(struct store *store, struct str sql, uint64_t *mix,
                           struct failure *failure);

/* Registered on every store, see store_money.c:
 * - exact_sum(micro), an aggregate of any INTEGER column, as decimal text of any size with two
 *   to six decimals (SUM() would fail past 64 bits); it takes such texts too; 0.00 of no rows
 * - exact_sums_by(currency, a, b, ...), the sums of several INTEGER columns in one text: a row
 *   a currency ('-' of NULL), its letters, its number of rows and its sums, parted by blanks (NULL
 *   of no rows; without columns the rows are counted): much less time than one exact_sum a
 *   column and a GROUP BY
 * - money_text(micro), '1.50'; day_text(day), '2024-03-31'; month_text(day), '2024-03': all ''
 *   of NULL */

#endif
