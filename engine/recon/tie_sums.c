/* Sums: by GMP while reading, against those of the stored lines; and what the classes took of
 * them, as conservation found it. One row a file, and one more for each sum that does not tie.
 */
#include "recon/tie_parts.h"

#include "money/money_total.h"
#include "recon/stored_sums.h"

/* One sum by both ways, and its file, while rows pass. */
struct sums_walk {
    struct tie_rows *rows;
    int64_t file_id, section_id; /* -1: none yet */
    struct buffer file, component, currency;
    struct money_total *was_read, *stored;
    int64_t compared, equal; /* of the file */
};

enum { FILE_ID, SHORT_NAME, SECTION_ID, COMPONENT, CURRENCY, IS_STORED, SUM };

static enum status walk_row(struct sums_walk *walk, const struct store_query *query);
static bool same_sum(const struct sums_walk *walk, const struct store_query *query);
static enum status end_sum(struct sums_walk *walk);
static enum status end_file(struct sums_walk *walk);

/* The number of lines is held like a sum, for lines of zeros; those of a table that is set aside
 * are counted and not stored. The outer joins give every file a row, with tables or without. */
static const char sums_sql[] =
    "WITH both_sums AS ("
    "SELECT section_id, component, currency, 0 AS is_stored, sum FROM section_total "
    "UNION ALL SELECT section_id, 'lines', '', 0, lines || '.00' FROM section WHERE role <> "
    "'aside' "
    "UNION ALL SELECT section_id, component, currency, 1, sum FROM stored_sum) "
    "SELECT f.file_id, f.short_name, b.section_id, b.component, b.currency, b.is_stored, b.sum "
    "FROM file AS f LEFT JOIN section AS s USING (file_id) "
    "LEFT JOIN both_sums AS b USING (section_id) WHERE f.set_aside = 0 "
    "ORDER BY f.short_name, s.canonical, b.component, b.currency";

enum status tie_stored_sums(struct tie_rows *rows)
{
    tie_assert(rows != NULL && rows->store != NULL);
    struct store_query *query = NULL;
    struct sums_walk walk = {.rows = rows, .file_id = -1, .section_id = -1};
    bool found = true;
    walk.was_read = money_total_new();
    walk.stored = money_total_new();
    enum status status = stored_sums_take(rows->store, rows->failure);
    if (status == STATUS_OK)
        status = store_query_open(&query, rows->store, str_from(sums_sql), rows->failure);
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, rows->failure);
        if (status == STATUS_OK && found)
            status = walk_row(&walk, query);
    }
    if (status == STATUS_OK)
        status = end_sum(&walk);
    if (status == STATUS_OK)
        status = end_file(&walk);
    store_query_close(query);
    money_total_free(walk.was_read);
    money_total_free(walk.stored);
    buffer_free(&walk.file);
    buffer_free(&walk.component);
    buffer_free(&walk.currency);
    return status;
}

static enum status walk_row(struct sums_walk *walk, const struct store_query *query)
{
    enum status status = STATUS_OK;
    if (!same_sum(walk, query))
        status = end_sum(walk);
    if (status == STATUS_OK && walk->file_id != store_query_integer(query, FILE_ID)) {
        status = end_file(walk);
        walk->file_id = store_query_integer(query, FILE_ID);
        buffer_clear(&walk->file);
        buffer_add(&walk->file, store_query_text(query, SHORT_NAME));
    }
    if (status != STATUS_OK || store_query_is_null(query, SECTION_ID))
        return status;
    if (walk->section_id < 0) {
        walk->section_id = store_query_integer(query, SECTION_ID);
        buffer_clear(&walk->component);
        buffer_clear(&walk->currency);
        buffer_add(&walk->component, store_query_text(query, COMPONENT));
        buffer_add(&walk->currency, store_query_text(query, CURRENCY));
    }
    bool good = money_total_add_text(
        store_query_integer(query, IS_STORED) != 0 ? walk->stored : walk->was_read,
        store_query_text(query, SUM));
    if (good)
        return STATUS_OK;
    return failure_set(walk->rows->failure, STATUS_EVIDENCE, "a stored sum is no amount");
}

static bool same_sum(const struct sums_walk *walk, const struct store_query *query)
{
    return walk->section_id >= 0 && !store_query_is_null(query, SECTION_ID) &&
           walk->section_id == store_query_integer(query, SECTION_ID) &&
           str_equal(buffer_str(&walk->component), store_query_text(query, COMPONENT)) &&
           str_equal(buffer_str(&walk->currency), store_query_text(query, CURRENCY));
}

static enum status end_sum(struct sums_walk *walk)
{
    if (walk->section_id < 0)
        return STATUS_OK;
    enum status status = STATUS_OK;
    bool equal = money_total_equal(walk->was_read, walk->stored);
    walk->section_id = -1;
    walk->compared++;
    walk->equal += equal;
    if (!equal) {
        struct tie_row row = {.check = "stored-sums",
                              .scope = buffer_str(&walk->file),
                              .currency = buffer_str(&walk->currency),
                              .basis = buffer_str(&walk->component),
                              .why = "read as one sum, and stored as another"};
        status = tie_put_amounts(walk->rows, &row, walk->was_read, walk->stored);
    }
    money_total_free(walk->was_read);
    money_total_free(walk->stored);
    walk->was_read = money_total_new();
    walk->stored = money_total_new();
    return status;
}

/* Reported is how many were compared, computed how many are equal. */
static enum status end_file(struct sums_walk *walk)
{
    if (walk->file_id < 0)
        return STATUS_OK;
    struct tie_row row = {.check = "stored-sums",
                          .scope = buffer_str(&walk->file),
                          .why = "not every sum while reading is the sum of the stored lines"};
    enum status status = tie_put_counts(walk->rows, &row, walk->compared, walk->equal);
    walk->compared = 0;
    walk->equal = 0;
    return status;
}

/* A reject takes nothing from what was understood: the control ties, and says so. */
enum status tie_classes(struct tie_rows *rows)
{
    tie_assert(rows != NULL && rows->store != NULL);
    struct store_query *query = NULL;
    bool found = true;
    enum status status =
        store_query_open(&query, rows->store,
                         STR("SELECT f.short_name, count(*), sum(c.verdict <> 'off'), "
                             "max(c.verdict = 'incomplete') FROM conservation AS c "
                             "JOIN section USING (section_id) JOIN file AS f USING (file_id) "
                             "GROUP BY f.file_id ORDER BY f.short_name"),
                         rows->failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        int64_t compared = store_query_integer(query, 1);
        int64_t equal = store_query_integer(query, 2);
        bool incomplete = compared == equal && store_query_integer(query, 3) != 0;
        struct tie_row row = {.check = "classes",
                              .scope = store_query_text(query, 0),
                              .why = incomplete ? "incomplete: records were rejected"
                                                : "amounts read are in no class, or in two",
                              .why_always = incomplete};
        status = tie_put_counts(rows, &row, compared, equal);
    }
    store_query_close(query);
    return status;
}
