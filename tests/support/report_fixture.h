/* A report table of a test's own over a store in memory. */
#ifndef TIEOUT_TESTS_REPORT_FIXTURE_H
#define TIEOUT_TESTS_REPORT_FIXTURE_H

#include "reports/report_table.h"
#include "store_fixture.h"

static inline void table_of(struct fixture *fixture, struct report_table *table,
                            struct store *store, const char *text)
{
    must_work(report_table_parse(table, "mine.sql", str_from(text), &fixture->failure),
              &fixture->failure);
    must_work(store_query_open(&table->query, store, str_from(text), &fixture->failure),
              &fixture->failure);
}

/* The same, standing on its first row. */
static inline void table_on_row(struct fixture *fixture, struct report_table *table,
                                struct store *store, const char *text)
{
    bool found = false;
    table_of(fixture, table, store, text);
    must_work(report_table_step(table, &found, &fixture->failure), &fixture->failure);
    assert_true(found);
}

#endif
