/* The run's evidence of itself: what was read and written, with sums and digests. */
#include "reports/report_manifest.h"

#include "report_world.h"
#include "world_main.h"

/* One value of a JSON output, as text, by SQLite's own reader; "(none)" when it is null. */
static const char *ask_json(const struct world *world, const char *name, const char *sql,
                            char text[FOLDER_TEXT_BYTES])
{
    struct arena arena = {0};
    struct store *store = NULL;
    struct store_query *query = NULL;
    struct failure failure;
    bool found = false;
    failure_init(&failure);
    struct str json = report_read(world, name, &arena);
    if (store_create(&store, ":memory:", &failure) != STATUS_OK ||
        store_query_open(&query, store, str_from(sql), &failure) != STATUS_OK)
        fail_msg("%s", failure.message);
    store_query_bind_text(query, 1, json);
    if (store_query_step(query, &found, &failure) != STATUS_OK)
        fail_msg("%s", failure.message);
    struct str cell = found ? store_query_text(query, 0) : STR("(none)");
    snprintf(text, FOLDER_TEXT_BYTES, "%.*s", (int)cell.length, cell.bytes);
    store_query_close(query);
    store_close(store);
    arena_free(&arena);
    return text;
}

#define assert_manifest(world, sql, wanted)                                                    \
    do {                                                                                       \
        char answer_[FOLDER_TEXT_BYTES];                                                       \
        assert_string_equal(ask_json(world, "manifest.json", sql, answer_), wanted);           \
    } while (0)

#define OUTPUT_OF(name, key)                                                                   \
    "SELECT json_extract(value, '$." key "') FROM json_each(?1, '$.outputs')"                  \
    " WHERE json_extract(value, '$.name') = '" name "'"

static void test_valid(void **state)
{
    struct world world;
    report_world(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_manifest(&world, "SELECT json_valid(?1)", "1");
    char text[FOLDER_TEXT_BYTES];
    assert_string_equal(ask_json(&world, "summary.json", "SELECT json_valid(?1)", text), "1");
    world_end(&world);
}

/* Line feeds less the header: no cell of the world holds one. */
static int64_t rows_in(struct str text)
{
    int64_t rows = -1;
    for (size_t i = 0; i < text.length; i++)
        rows += text.bytes[i] == '\n';
    return rows;
}

static void check_output(const struct world *world, const char *name, struct str content)
{
    char sql[512];
    char wanted[DIGEST_HEX_BYTES];
    struct digest digest = digest_of(content);
    snprintf(sql, sizeof sql, OUTPUT_OF("%s", "sha256"), name);
    assert_manifest(world, sql, digest_hex(&digest, wanted));
    snprintf(sql, sizeof sql, OUTPUT_OF("%s", "bytes"), name);
    snprintf(wanted, sizeof wanted, "%zu", content.length);
    assert_manifest(world, sql, wanted);
    snprintf(sql, sizeof sql, OUTPUT_OF("%s", "rows"), name);
    snprintf(wanted, sizeof wanted, "%lld", (long long)rows_in(content));
    if (strstr(name, ".csv") != NULL)
        assert_manifest(world, sql, wanted);
    else
        assert_manifest(world, sql, "");
}

/* Every file that was written but the manifest itself, and no other. */
static void test_lists_every_output(void **state)
{
    struct world world;
    struct arena arena = {0};
    struct str *names;
    size_t count = 0;
    char wanted[16];
    report_world(&world, *state);
    world.options.full = true;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_int_equal(file_list(world.out, &arena, &names, &count, &world.failure), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        struct buffer name = {0};
        buffer_add(&name, names[i]);
        if (!str_equal(names[i], STR("manifest.json")) && !str_equal(names[i], STR("books.db")))
            check_output(&world, buffer_c(&name), report_read(&world, buffer_c(&name), &arena));
        buffer_free(&name);
    }
    snprintf(wanted, sizeof wanted, "%zu", count - 1);
    assert_manifest(&world, "SELECT json_array_length(?1, '$.outputs')", wanted);
    assert_manifest(&world, OUTPUT_OF("manifest.json", "name"), "(none)");
    assert_manifest(&world,
                    "SELECT length(json_extract(value, '$.books_digest'))"
                    " FROM json_each(?1, '$.outputs')"
                    " WHERE json_extract(value, '$.name') = 'books.db'",
                    "64");
    arena_free(&arena);
    world_end(&world);
}

#define INPUT_OF(name)                                                                         \
    " FROM json_each(?1, '$.inputs') WHERE json_extract(value, '$.name') = '" name "'"

static void test_says_what_was_read(void **state)
{
    struct world world;
    struct digest digest;
    int64_t bytes = 0;
    char path[FOLDER_PATH_BYTES];
    char hex[DIGEST_HEX_BYTES];
    report_world(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_manifest(&world, "SELECT json_array_length(?1, '$.inputs')", "2");
    assert_int_equal(file_digest(folder_path(world.in, REPORT_PAID_FILE, path), &digest, &bytes,
                                 &world.failure),
                     STATUS_OK);
    assert_manifest(&world, "SELECT json_extract(value, '$.sha256')" INPUT_OF(REPORT_PAID_FILE),
                    digest_hex(&digest, hex));
    snprintf(hex, sizeof hex, "%lld", (long long)bytes);
    assert_manifest(&world, "SELECT json_extract(value, '$.bytes')" INPUT_OF(REPORT_PAID_FILE),
                    hex);
    assert_manifest(&world,
                    "SELECT json_extract(value, '$.tables[0].family') || ' ' ||"
                    " json_extract(value, '$.tables[0].lines') || ' ' ||"
                    " json_extract(value, '$.tables[0].covers_to')" INPUT_OF(REPORT_PAID_FILE),
                    "disbursed_amount_by_product 4 2024-04-20");
    world_end(&world);
}

/* Per component and currency: 100 + 50 + 80 + 50 + 60 + 60 dollars apart from 200 euros; fees
 * 3.00 + 1.50 + 2.40 + 1.50 + 1.80 + 1.80. */
static void test_sums_by_currency(void **state)
{
    static const char total[] =
        "SELECT json_extract(t.value, '$.sum') || ' ' || json_extract(t.value, "
        "'$.sum_absolute')"
        " FROM json_each(?1, '$.inputs') AS i, json_each(i.value, '$.tables[0].totals') AS t"
        " WHERE json_extract(i.value, '$.name') = '" REPORT_BILLED_FILE "'"
        " AND json_extract(t.value, '$.component') = '%s'"
        " AND json_extract(t.value, '$.currency') = '%s'";
    static const struct {
        const char *component, *currency, *sums;
    } rows[] = {
        {"gross", "USD", "400.00 400.00"}, {"gross", "EUR", "200.00 200.00"},
        {"fee", "USD", "-12.00 12.00"},    {"refund", "USD", "-60.00 60.00"},
        {"net", "USD", "329.80 329.80"},
    };
    struct world world;
    char sql[512];
    report_world(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    for (size_t i = 0; i < array_count(rows); i++) {
        snprintf(sql, sizeof sql, total, rows[i].component, rows[i].currency);
        assert_manifest(&world, sql, rows[i].sums);
    }
    world_end(&world);
}

/* Options that can change a figure, defaults too; never where things lie. */
static void test_options(void **state)
{
    struct world world;
    report_world(&world, *state);
    world.options.raw = true;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_manifest(&world, "SELECT json_extract(?1, '$.base_currency')", "USD");
    assert_manifest(&world, "SELECT json_extract(?1, '$.as_of')", "2024-04-20");
    assert_manifest(&world, "SELECT json_extract(?1, '$.as_of_source')", "newest");
    assert_manifest(&world, "SELECT json_extract(?1, '$.version')", "test");
    assert_manifest(&world,
                    "SELECT count(*) FROM json_each(?1, '$.options')"
                    " WHERE key IN ('out', 'books', 'threads')",
                    "0");
    assert_manifest(&world, "SELECT count(*) > 3 FROM json_each(?1, '$.options')", "1");
    assert_manifest(&world,
                    "SELECT json_extract(value, '$.value') FROM json_each(?1, '$.policy')"
                    " WHERE json_extract(value, '$.name') = 'penny'",
                    "0.01");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_valid),
        WORLD_TEST(test_lists_every_output),
        WORLD_TEST(test_says_what_was_read),
        WORLD_TEST(test_sums_by_currency),
        WORLD_TEST(test_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
