/* Every limit of the program, with its reason. */
#ifndef TIEOUT_BASE_LIMITS_H
#define TIEOUT_BASE_LIMITS_H

#include <stdint.h>

/* Bytes of one CSV field: real cells stay under a kilobyte; a megabyte means a quote was lost.
 */
#define LIMIT_FIELD_BYTES ((size_t)1 << 20)
/* Bytes of one CSV record, for the same reason. */
#define LIMIT_RECORD_BYTES ((size_t)4 << 20)
/* Cells of one record: the widest known report has 80 columns. */
#define LIMIT_RECORD_FIELDS 1024
/* Bytes of one file: offsets are kept in 48 bits. */
#define LIMIT_FILE_BYTES ((int64_t)1 << 47)
/* Records of one file: a line's id keeps its record in 32 bits. */
#define LIMIT_FILE_RECORDS ((int64_t)UINT32_MAX)
/* Tables (sections) of one run: a movement keeps its table in 16 bits. */
#define LIMIT_TABLES 65000
/* Bytes read at a time: large enough to forget the call, small enough for the second-level
 * cache. */
#define LIMIT_READ_BYTES ((size_t)256 << 10)
/* Pieces read ahead of the reader by a thread of its own: three threads share two cores, and who
 * comes back after some milliseconds must find the others still at work ... */
#define LIMIT_AHEAD_PIECES 16
/* ... and the file from which on the thread is worth its start. */
#define LIMIT_AHEAD_FILE_BYTES ((int64_t)2 << 20)
/* Bytes of a rule, map, policy or .meta.json file. */
#define LIMIT_TEXT_FILE_BYTES ((size_t)4 << 20)
/* Bytes of a manifest: a hundred inputs take half a megabyte. */
#define LIMIT_MANIFEST_BYTES ((size_t)256 << 20)
/* Eras of one family: a set of eras is a 64-bit mask; no report has changed five times yet. */
#define LIMIT_FAMILY_ERAS 64
/* Letters and digits of one header name: the longest known has 40. */
#define LIMIT_HEADER_BYTES 256
/* Bytes of a placeholder: its length is a bit of a 64-bit mask. */
#define LIMIT_PLACEHOLDER_BYTES 63
/* Micros of one line, inclusive: nine terms of an identity still fit into 64 bits. */
#define LIMIT_LINE_MICRO ((int64_t)1000000000000000000)
/* Micros of a position sum, inclusive. */
#define LIMIT_POSITION_MICRO ((int64_t)9000000000000000000)
/* Places of evidence printed in one cell before "+N". */
#define LIMIT_EVIDENCE_PLACES 12
/* Days a payout file covers when none is known before it: the service looks back as far. */
#define LIMIT_PAYOUT_FIRST_DAYS 31
/* Days after the end of a month from which its missing report is a gap: reports are published
 * on the 15th of the next month. */
#define LIMIT_MONTH_AWAIT_DAYS 20
/* Collected positions a payer needs before its habit counts as observed terms. */
#define LIMIT_OBSERVED_POSITIONS 6
/* The tolerance of a line's own identity: reports round each part to the cent. */
#define LIMIT_IDENTITY_MICRO ((int64_t)10000)
/* Rows of one report on close.html, of all currencies together: nobody reads further on a page,
 * and a browser opens it at once. A close of a million transactions stays a page of some
 * megabytes. */
#define LIMIT_PAGE_ROWS 500
/* Findings of one rule there, of each severity and currency: a rule that found more has one cause
 * more often than fifty. */
#define LIMIT_PAGE_FINDINGS 50
/* Columns of one table of ours: the widest report has 48. */
#define LIMIT_TABLE_COLUMNS 64

/* A sheet of a workbook, as spreadsheet programs hold it: rows, UTF-16 units of a cell, links. */
#define LIMIT_SHEET_ROWS ((int64_t)1048576)
#define LIMIT_SHEET_CELL_UNITS ((size_t)32767)
#define LIMIT_SHEET_LINKS ((int64_t)65530)
/* Significant digits of a decimal number that survive a cell, which holds a binary one. */
#define LIMIT_SHEET_DIGITS 15

/* The largest tolerance the policy may name: beyond five cents a difference is no rounding. */
#define LIMIT_PENNY_MICRO ((int64_t)50000)
/* Days of a policy value: nobody waits ten years for a payout. */
#define LIMIT_POLICY_DAYS 3650
/* Days of payment terms: ten years is no term. */
#define LIMIT_TERMS_DAYS 3650
/* Pages of the books: measured; each row looks for its place through fewer of them. Larger ones
 * gain nothing more, and make small books large, for each of the tables has one. */
#define LIMIT_STORE_PAGE_BYTES 32768
/* Pages kept in memory. */
#define LIMIT_STORE_CACHE_KIB (64 << 10)
/* The same of books that accumulate: what is open names references of all months, and a page that
 * is not kept is 32 KiB to copy for one of them. */
#define LIMIT_STORE_KEPT_CACHE_KIB (256 << 10)
/* The same of a reader beside it, which reads each page once. */
#define LIMIT_STORE_BESIDE_CACHE_KIB (4 << 10)
/* How long another program may hold the books before they count as locked. */
#define LIMIT_STORE_BUSY_MS 200
/* The same of books that accumulate: another load is soon over. */
#define LIMIT_STORE_KEPT_BUSY_MS 2000
/* Hashes of texts that books keep lie in pieces of this size, four bytes each. */
#define LIMIT_KEPT_HASHES_BYTES (4 << 20)
/* Images on their way to the thread that copies them, half a megabyte each. */
#define LIMIT_STORE_LANE_IMAGES 8
/* Lines travel to the writer's thread in batches of these bytes (about a thousand lines) ... */
#define LIMIT_STORE_BATCH_BYTES ((size_t)256 << 10)
/* ... of which so many may wait, for the same reason. */
#define LIMIT_STORE_BATCHES 16

#endif
