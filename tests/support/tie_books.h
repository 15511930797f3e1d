/* Small books for the tests of tallies and controls: rows by their few interesting columns. */
#ifndef TIEOUT_TESTS_TIE_BOOKS_H
#define TIEOUT_TESTS_TIE_BOOKS_H

#include "recon/tie.h"
#include "source/line.h"
#include "store_fixture.h"

#include <string.h>

static inline void books_execute(struct fixture *fixture, struct store *store,
                                 struct buffer *sql)
{
    execute(fixture, store, buffer_c(sql));
    buffer_free(sql);
}

/* A file of 100 bytes in 5 records, every count as it should be. */
static inline void books_file(struct fixture *fixture, struct store *store, int file,
                              const char *name, bool aside)
{
    struct buffer sql = {0};
    buffer_format(
        &sql,
        "INSERT INTO file VALUES (%d, '%s', '%s', '/x', 'sha%d', 100, 5, 1, 0, 0, 20, "
        "70, 10, 5, 98, 2, %d, 'f', '', '', '')",
        file, name, name, file, aside);
    books_execute(fixture, store, &sql);
}

static inline void books_section(struct fixture *fixture, struct store *store, int section,
                                 int file, enum role role)
{
    struct buffer sql = {0};
    buffer_format(
        &sql,
        "INSERT INTO section VALUES (%d, %d, %d, 'f', '2018-05', '%.*s', 0, 1, 1, '[]', 0, "
        "0, 1, 2, 'lines', 2, 0, -1, 0, 0)",
        section, file, section, (int)role_name(role).length, role_name(role).bytes);
    books_execute(fixture, store, &sql);
}

static inline void books_total(struct fixture *fixture, struct store *store, int section,
                               const char *component, const char *currency, const char *sum)
{
    struct buffer sql = {0};
    buffer_format(&sql, "INSERT INTO section_total VALUES (%d, '%s', '%s', '%s', '9.00', 1)",
                  section, component, currency, sum);
    books_execute(fixture, store, &sql);
}

/* A billed or disbursed line that its section counts; currency NULL for none. Amounts in
 * micros, cost the last. */
static inline void books_line(struct fixture *fixture, struct store *store, const char *table,
                              int section, int record, int reference, const char *currency,
                              int64_t gross, int64_t fee, int64_t cost)
{
    struct buffer sql = {0};
    buffer_format(
        &sql,
        "INSERT INTO %s VALUES (%lld, %d, 0, 1, 1, %s%s%s, NULL, NULL, NULL, 0, 0, 0, 0, %s"
        "0, %lld, %lld, 0, 0, 0, 0, %lld, 0, 0, 0, 0, 0, 0, 0, 0); "
        "UPDATE section SET lines = lines + 1 WHERE section_id = %d",
        table, (long long)section << 32 | record, reference, currency == NULL ? "" : "'",
        currency == NULL ? "NULL" : currency, currency == NULL ? "" : "'",
        strcmp(table, "line_disbursed") == 0 ? "0, " : "", (long long)gross, (long long)fee,
        (long long)cost, section);
    books_execute(fixture, store, &sql);
}

/* A row of position_active or position_rest: everything zero and empty but the columns set. */
static inline void books_position(struct fixture *fixture, struct store *store,
                                  const char *table, int position, const char *set)
{
    struct buffer sql = {0};
    struct buffer values = {0};
    buffer_format(
        &sql,
        "SELECT group_concat(CASE WHEN type = 'TEXT' THEN quote('') ELSE '0' END, ', ') "
        "FROM pragma_table_info('%s') WHERE cid > 0",
        table);
    must_work(store_read_text(store, buffer_str(&sql), &values, &fixture->failure),
              &fixture->failure);
    buffer_clear(&sql);
    buffer_format(&sql,
                  "INSERT INTO %s VALUES (%d, %s); UPDATE %s SET %s WHERE position_id = %d",
                  table, position, buffer_c(&values), table, set, position);
    buffer_free(&values);
    books_execute(fixture, store, &sql);
}

/* The rows of one check, after all controls were run. */
static inline void assert_controls(struct fixture *fixture, struct store *store,
                                   const char *check, const char *expected)
{
    struct tie_result result;
    struct buffer sql = {0};
    must_work(tie_store_controls(store, 5, 5, &result, &fixture->failure), &fixture->failure);
    buffer_format(&sql,
                  "SELECT check_name, scope, currency, basis, reported, computed, difference, "
                  "verdict FROM tie WHERE check_name GLOB '%s' ORDER BY ordinal",
                  check);
    assert_answer(fixture, store, buffer_c(&sql), expected);
    assert_int_equal(result.off, ask_integer(fixture, store,
                                             "SELECT count(*) FROM tie WHERE verdict = 'off'"));
    assert_int_equal(result.controls_off, result.off);
    assert_int_equal(
        result.ties,
        ask_integer(fixture, store, "SELECT count(*) FROM tie WHERE verdict = 'ties'"));
    assert_int_equal(
        ask_integer(fixture, store, "SELECT count(*) FROM tie WHERE kind <> 'control'"), 0);
    assert_int_equal(
        ask_integer(fixture, store,
                    "SELECT count(*) FROM tie WHERE (why = '') <> (verdict = 'ties') "
                    "AND why NOT LIKE 'incomplete%'"),
        0);
    buffer_free(&sql);
}

#endif
