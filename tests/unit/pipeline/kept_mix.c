/* Books that were damaged after they were loaded: kept_mix.c, and what refill.c and refill_lines.c
 * look at before they use it. Every column of every table that is kept is changed in several
 * ways: each must be found. Then bytes are turned anywhere in the file: whatever comes of it, no
 * figure may change. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "record_random.h"
#include "world_main.h"

/* Books are written a thousand times here, and need not outlast a power cut. */
int fsync(int descriptor)
{
    return descriptor < 0 ? -1 : 0;
}

int fdatasync(int descriptor)
{
    return fsync(descriptor);
}

enum { COLUMNS_MOST = 400, BYTES_TURNED = 60 };

struct column {
    char table[40], name[40];
    bool text;
};

struct damage {
    struct world world;
    struct arena arena;
    char books[FOLDER_PATH_BYTES];
    struct str whole; /* the file as it was loaded */
    struct column columns[COLUMNS_MOST];
    size_t count;
    int tried;
};

static void put_whole(const struct damage *damage)
{
    FILE *file = fopen(damage->books, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(damage->whole.bytes, 1, damage->whole.length, file),
                     damage->whole.length);
    assert_int_equal(fclose(file), 0);
}

static void read_columns(struct damage *damage)
{
    struct store *store = NULL;
    struct store_query *query = NULL;
    bool found = true;
    struct failure *failure = &damage->world.failure;
    assert_int_equal(store_open(&store, damage->books, failure), STATUS_OK);
    assert_int_equal(
        store_query_open(
            &query, store,
            STR("SELECT t.name, c.name, c.type = 'TEXT' FROM sqlite_schema AS t, "
                "pragma_table_info(t.name) AS c WHERE t.type = 'table' AND (t.name GLOB "
                "'line_*' OR t.name GLOB 'section_*' OR t.name IN ('reference', 'product', "
                "'customer', 'offer', 'jurisdiction', 'text', 'deposit', 'reject', 'noise') OR "
                "t.name GLOB 'kept_*') AND t.name NOT IN ('line_class', 'kept_journal', "
                "'kept_closing', 'kept_timing', 'kept_assumed')"),
            failure),
        STATUS_OK);
    while (store_query_step(query, &found, failure) == STATUS_OK && found) {
        assert_true(damage->count < COLUMNS_MOST);
        struct column *column = &damage->columns[damage->count++];
        struct str table = store_query_text(query, 0);
        snprintf(column->table, sizeof column->table, "%.*s", (int)table.length, table.bytes);
        struct str name = store_query_text(query, 1);
        snprintf(column->name, sizeof column->name, "%.*s", (int)name.length, name.bytes);
        column->text = store_query_integer(query, 2) != 0;
    }
    store_query_close(query);
    store_close(store);
}

static enum status load(struct damage *damage)
{
    struct run_result held;
    failure_init(&damage->world.failure);
    return pipeline_load(&damage->world.options, &damage->world.result, &held,
                         &damage->world.failure);
}

static enum status check(struct damage *damage)
{
    struct run_options options = damage->world.options;
    options.input_count = 0;
    failure_init(&damage->world.failure);
    return pipeline_check(&options, &damage->world.result, &damage->world.failure);
}

static void damage_begin(struct damage *damage, const char *folder, const char *story)
{
    *damage = (struct damage){.tried = 0};
    world_options(&damage->world, folder);
    folder_path(folder, "kept.db", damage->books);
    remove(damage->books);
    damage->world.options.books_path = damage->books;
    damage->world.inputs[0] = story;
    assert_int_equal(load(damage), STATUS_OK);
    assert_int_equal(file_slurp(damage->books, 8 << 20, &damage->arena, &damage->whole,
                                &damage->world.failure),
                     STATUS_OK);
    read_columns(damage);
    assert_true(damage->count > 200);
}

/* Whether the statement could be made, and changed something. */
static bool change(struct damage *damage, const char *sql)
{
    struct store *store = NULL;
    struct failure failure;
    bool made = false;
    int64_t changes = 0;
    failure_init(&failure);
    put_whole(damage);
    assert_int_equal(store_open_kept(&store, damage->books, &made, &failure), STATUS_OK);
    bool done =
        store_execute(store, sql, &failure) == STATUS_OK &&
        store_read_integer(store, STR("SELECT changes()"), &changes, &failure) == STATUS_OK &&
        store_commit(store, &failure) == STATUS_OK;
    store_close(store);
    return done && changes > 0;
}

/* By a check; by the next load, of what only loads use. */
static void must_be_found(struct damage *damage, const char *sql)
{
    if (!change(damage, sql))
        return;
    damage->tried++;
    if (check(damage) != STATUS_EVIDENCE && load(damage) != STATUS_EVIDENCE)
        fail_msg("not found: %s", sql);
    if (strncmp(damage->world.failure.message, "the books are damaged: ", 23) != 0)
        fail_msg("%s: %s", sql, damage->world.failure.message);
    assert_string_equal(damage->world.failure.path, damage->books);
}

/* Of a row by chance, and those that are like it. A table nothing was kept of need not be named in
 * kept_mix. */
static void change_column(struct damage *damage, const struct column *column,
                          struct record_random *random)
{
    static const struct {
        bool own; /* behind its own value */
        const char *number, *text;
    } ways[] = {{true, " + 1", " || 'x'"},
                {false, "-1", "''"},
                {false, "9223372036854775807", "'~'"},
                {false, "NULL", "NULL"}};
    bool mixes = strcmp(column->table, "kept_mix") == 0;
    for (size_t way = 0; way < array_count(ways); way++) {
        char value[64];
        struct buffer sql = {0};
        snprintf(value, sizeof value, "%s%s", ways[way].own ? column->name : "",
                 column->text ? ways[way].text : ways[way].number);
        buffer_format(&sql,
                      "UPDATE %s SET %s = %s WHERE %s IS (SELECT %s FROM %s%s LIMIT 1 OFFSET "
                      "abs(%u %% (SELECT count(*) FROM %s%s))) AND %s IS NOT %s",
                      column->table, column->name, value, column->name, column->name,
                      column->table, mixes ? " WHERE mix <> 0" : "",
                      record_random_below(random, 1 << 20), column->table,
                      mixes ? " WHERE mix <> 0" : "", column->name, value);
        must_be_found(damage, buffer_c(&sql));
        buffer_free(&sql);
    }
}

static void lose_rows(struct damage *damage, const struct column *column)
{
    struct buffer sql = {0};
    buffer_format(&sql, "DELETE FROM %s WHERE %s IS (SELECT max(%s) FROM %s)", column->table,
                  column->name, column->name, column->table);
    must_be_found(damage, buffer_c(&sql));
    buffer_free(&sql);
}

static void change_all(struct damage *damage, int tried_least)
{
    struct record_random random = {7};
    assert_int_equal(check(damage), STATUS_OK);
    for (size_t at = 0; at < damage->count; at++) {
        const struct column *column = &damage->columns[at];
        change_column(damage, column, &random);
        if (at == 0 || strcmp(column->table, damage->columns[at - 1].table) != 0)
            lose_rows(damage, column);
    }
    assert_true(damage->tried >= tried_least);
    arena_free(&damage->arena);
}

static void test_every_column(void **state)
{
    struct damage damage;
    damage_begin(&damage, *state, "fixtures/stories/demo-month/in");
    change_all(&damage, 400);
}

/* What tells that a line is another's, though no sum has changed. */
static void test_lines_change_places(void **state)
{
    static const char *const columns[] = {"reference_id", "gross", "byte_offset"};
    struct damage damage;
    damage_begin(&damage, *state, "fixtures/stories/demo-month/in");
    for (size_t at = 0; at < array_count(columns); at++) {
        struct buffer sql = {0};
        buffer_format(&sql,
                      "UPDATE line_disbursed SET %s = (SELECT max(b.%s) + min(b.%s) FROM "
                      "line_disbursed AS b) - %s WHERE %s IN (SELECT max(%s) FROM "
                      "line_disbursed UNION SELECT min(%s) FROM line_disbursed)",
                      columns[at], columns[at], columns[at], columns[at], columns[at],
                      columns[at], columns[at]);
        must_be_found(&damage, buffer_c(&sql));
        buffer_free(&sql);
    }
    must_be_found(&damage, "UPDATE line_disbursed SET line_id = line_id + (1 << 20)");
    must_be_found(&damage, "INSERT INTO line_billed SELECT line_id + 1000, reference_id, "
                           "byte_offset, byte_length, line_first, currency, dated, due, "
                           "ar_period, product_id, customer_id, offer_id, invoice_id, holds, "
                           "gross, fee, refund, fee_refund, credit, fee_credit, cost, "
                           "cost_refund, tax, tax_refund, net, collected_net, forgiven, "
                           "adjustment, aws_tax FROM line_billed LIMIT 1");
    assert_int_equal(damage.tried, 5);
    arena_free(&damage.arena);
}

/* Tables the month above leaves empty. */
static void test_rejects_noise_and_traces(void **state)
{
    static const struct {
        const char *story, *sql;
    } rows[] = {
        {"fixtures/stories/rejects-and-noise/in", "UPDATE reject SET text = text || 'x'"},
        {"fixtures/stories/rejects-and-noise/in", "UPDATE reject SET record = record + 1"},
        {"fixtures/stories/rejects-and-noise/in", "DELETE FROM reject"},
        {"fixtures/stories/rejects-and-noise/in", "UPDATE noise SET byte_length = 0"},
        {"fixtures/stories/rejects-and-noise/in", "DELETE FROM noise"},
        {"fixtures/stories/excel-touched/in", "UPDATE section_trace SET cells = cells + 1"},
        {"fixtures/stories/odd-lines/in", "UPDATE section_column SET name = 'x'"},
    };
    struct damage damage;
    for (size_t at = 0; at < array_count(rows); at++) {
        damage_begin(&damage, *state, rows[at].story);
        must_be_found(&damage, rows[at].sql);
        assert_int_equal(damage.tried, 1);
        arena_free(&damage.arena);
    }
}

/* What is used before all is read is looked at first: it must not be gone to. */
static void test_what_is_not_there(void **state)
{
    static const struct {
        const char *sql, *says;
    } rows[] = {
        {"UPDATE line_billed SET reference_id = 100000", "a line names what the books do not"},
        {"UPDATE line_billed SET customer_id = 100000", "a line names what the books do not"},
        {"UPDATE line_taxed SET party = 4", "a line names what the books do not"},
        {"UPDATE line_taxed SET event = 3", "a line names what the books do not"},
        {"UPDATE line_billed SET gross = 1000000000000000001", "a line names what"},
        {"UPDATE line_billed SET line_id = line_id + (1 << 40)", "a line names what the books"},
        {"UPDATE reference SET text = 'x'", "table reference does not hold what was loaded"},
        {"UPDATE reference SET text = 'x' WHERE reference_id = 0", "table reference does not"},
        {"UPDATE product SET product_id = product_id + 10", "table product holds"},
        {"UPDATE kept_hash SET file_id = file_id + 100", "table kept_hash does not hold"},
        {"UPDATE kept_hash SET hashes = zeroblob(length(hashes))", "table kept_hash does"},
        {"UPDATE line_disbursed SET net = net + 1",
         "table 1 of disbursed_amount_by_product_2024-0"},
        {"UPDATE kept_section SET unit = 100000",
         "table kept_section does not hold what was loaded"},
        {"DELETE FROM kept_mix WHERE mix <> 0", "does not hold what was loaded"},
    };
    struct damage damage;
    damage_begin(&damage, *state, "fixtures/stories/demo-month/in");
    for (size_t at = 0; at < array_count(rows); at++) {
        must_be_found(&damage, rows[at].sql);
        if (strstr(damage.world.failure.message, rows[at].says) == NULL)
            fail_msg("%s: %s", rows[at].sql, damage.world.failure.message);
    }
    assert_int_equal(damage.tried, array_count(rows));
    arena_free(&damage.arena);
}

static const char figures[] =
    "SELECT (SELECT group_concat(report || status || currency || positions || amount, ' ') "
    "FROM (SELECT * FROM population ORDER BY 1, 2, 3)) || (SELECT "
    "group_concat(check_name || scope || reported || computed, ' ') FROM (SELECT * FROM tie "
    "ORDER BY 1, 2, 3, 4))";

static void test_bytes_anywhere(void **state)
{
    struct damage damage;
    struct record_random random = {11};
    char before[FOLDER_TEXT_BYTES], after[FOLDER_TEXT_BYTES];
    damage_begin(&damage, *state, "fixtures/stories/quiet-month/in");
    assert_int_equal(check(&damage), STATUS_OK);
    world_ask(&damage.world, figures, before);
    for (int turn = 0; turn < BYTES_TURNED; turn++) {
        uint32_t at = record_random_below(&random, (uint32_t)damage.whole.length);
        put_whole(&damage);
        FILE *file = fopen(damage.books, "r+b");
        assert_non_null(file);
        assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
        fputc(damage.whole.bytes[at] ^ (1 << record_random_below(&random, 8)), file);
        assert_int_equal(fclose(file), 0);
        enum status status = check(&damage);
        assert_true(status == STATUS_OK || status == STATUS_EVIDENCE);
        if (status == STATUS_OK)
            assert_string_equal(world_ask(&damage.world, figures, after), before);
    }
    arena_free(&damage.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_every_column),
        WORLD_TEST(test_lines_change_places),
        WORLD_TEST(test_rejects_noise_and_traces),
        WORLD_TEST(test_what_is_not_there),
        WORLD_TEST(test_bytes_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
