/* CSV out: what is quoted, what a spreadsheet would run, and that all of it reads back. */
#include "record/record_writer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_random.h"
#include "record_render.h"

struct cell_case {
    struct str text;
    const char *cell; /* by record_writer_cell, or by record_writer_text when raw */
    const char *text_cell;
};

static const struct cell_case cases[] = {
    {TEXT("a"), "a", "a"},
    {TEXT(""), "\"\"", "\"\""},
    {TEXT("a b"), "a b", "a b"},
    {TEXT("a,b"), "\"a,b\"", "\"a,b\""},
    {TEXT("a\"b"), "\"a\"\"b\"", "\"a\"\"b\""},
    {TEXT("\""), "\"\"\"\"", "\"\"\"\""},
    {TEXT("a\nb"), "\"a\nb\"", "\"a\nb\""},
    {TEXT("a\r"), "\"a\r\"", "\"a\r\""},
    {TEXT(" a"), "\" a\"", "\" a\""},
    {TEXT("a "), "\"a \"", "\"a \""},
    {TEXT("a\t"), "\"a\t\"", "\"a\t\""},
    {TEXT("-1.50"), "-1.50", "-1.50"},
    {TEXT("-0"), "-0", "-0"},
    {TEXT("1e5"), "1e5", "1e5"},
    {TEXT("-"), "-", "'-"},
    {TEXT("-1."), "-1.", "'-1."},
    {TEXT("-.5"), "-.5", "'-.5"},
    {TEXT("-1.5.2"), "-1.5.2", "'-1.5.2"},
    {TEXT("-1+cmd"), "-1+cmd", "'-1+cmd"},
    {TEXT("--1"), "--1", "'--1"},
    {TEXT("+1"), "+1", "'+1"},
    {TEXT("=1+1"), "=1+1", "'=1+1"},
    {TEXT("@SUM(A1)"), "@SUM(A1)", "'@SUM(A1)"},
    {TEXT("'a"), "'a", "''a"},
    {TEXT("'"), "'", "''"},
    {TEXT("\ta"), "\"\ta\"", "\"'\ta\""},
    {TEXT("\ra"), "\"\ra\"", "\"'\ra\""},
    {TEXT("=a,\"b\""), "\"=a,\"\"b\"\"\"", "\"'=a,\"\"b\"\"\""},
    {TEXT("=a "), "\"=a \"", "\"'=a \""},
    {TEXT("a=b"), "a=b", "a=b"},
    {TEXT("\xe2\x82\xac 5"), "\xe2\x82\xac 5", "\xe2\x82\xac 5"},
};

struct output {
    char directory[32];
    char path[64];
    struct file_sink *sink;
    struct record_writer writer;
};

static void output_open(struct output *output, bool raw)
{
    strcpy(output->directory, "/tmp/record_writer.XXXXXX");
    assert_non_null(mkdtemp(output->directory));
    strcpy(output->path, output->directory);
    strcat(output->path, "/out.csv");
    output->sink = file_sink_open(output->path);
    record_writer_init(&output->writer, output->sink, raw);
}

/* The file's bytes, into `arena`; the file is removed. */
static struct str output_finish(struct output *output, struct arena *arena)
{
    struct failure failure;
    struct digest digest;
    struct str content = {NULL, 0};
    int64_t size = 0;
    failure_init(&failure);
    record_writer_finish(&output->writer);
    assert_int_equal(file_sink_finish(output->sink, &size, &digest, &failure), STATUS_OK);
    assert_int_equal(file_slurp(output->path, 1 << 22, arena, &content, &failure), STATUS_OK);
    assert_int_equal(content.length, size);
    unlink(output->path);
    rmdir(output->directory);
    return content;
}

typedef void write_cell(struct record_writer *writer, struct str text);

static void check_cells(write_cell *write, bool raw, bool as_text)
{
    struct output output;
    struct arena arena = {0};
    struct buffer expected = {0};
    output_open(&output, raw);
    for (size_t i = 0; i < array_count(cases); i++) {
        write(&output.writer, cases[i].text);
        record_writer_end_row(&output.writer);
        buffer_add_c(&expected, as_text ? cases[i].text_cell : cases[i].cell);
        buffer_add_c(&expected, "\n");
    }
    assert_int_equal(output.writer.rows, array_count(cases));
    struct str content = output_finish(&output, &arena);
    assert_string_equal(content.bytes, buffer_c(&expected));
    buffer_free(&expected);
    arena_free(&arena);
}

static void test_cells(void **state)
{
    (void)state;
    check_cells(record_writer_cell, false, false);
    check_cells(record_writer_text, false, true);
    check_cells(record_writer_text, true, false);
}

/* What was protected reads back as it was; what a person wrote stays as it is, unless it looks
 * protected. */
static void test_unprotected(void **state)
{
    static const struct {
        struct str cell;
        const char *text;
    } rows[] = {
        {TEXT("'=1+1"), "=1+1"}, {TEXT("''a"), "'a"},   {TEXT("''"), "'"},
        {TEXT("'-"), "-"},       {TEXT("'-1"), "'-1"},  {TEXT("'a"), "'a"},
        {TEXT("'"), "'"},        {TEXT(""), ""},        {TEXT("=1+1"), "=1+1"},
        {TEXT("a'=b"), "a'=b"},  {TEXT("'\ta"), "\ta"}, {TEXT("'@x, y"), "@x, y"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        assert_true(str_equal(record_writer_unprotected(rows[i].cell), str_from(rows[i].text)));
    for (size_t i = 0; i < array_count(cases); i++) {
        struct str written = str_from(cases[i].text_cell);
        bool quoted = written.bytes[0] == '"';
        struct str bare = {written.bytes + quoted, written.length - 2 * quoted};
        if (str_find(bare, STR("\"")) < 0) /* quotes are another test's */
            assert_true(str_equal(record_writer_unprotected(bare), cases[i].text));
    }
}

static void test_rows(void **state)
{
    (void)state;
    struct output output;
    struct arena arena = {0};
    output_open(&output, false);
    static const char *const rows[][2] = {{"", ""}, {"a", ""}, {"", "b"}, {"a,", "\"\n"}};
    for (size_t i = 0; i < array_count(rows); i++) {
        record_writer_cell(&output.writer, str_from(rows[i][0]));
        record_writer_text(&output.writer, str_from(rows[i][1]));
        record_writer_end_row(&output.writer);
    }
    struct str content = output_finish(&output, &arena);
    assert_string_equal(content.bytes, ",\na,\n,b\n\"a,\",\"\"\"\n\"\n");
    arena_free(&arena);
}

/* A row of one empty cell is no blank line, not even the first row of all. */
static void test_lone_empty_cell(void **state)
{
    (void)state;
    struct output output;
    struct arena arena = {0};
    output_open(&output, false);
    for (int i = 0; i < 2; i++) {
        record_writer_text(&output.writer, STR(""));
        record_writer_end_row(&output.writer);
    }
    assert_string_equal(output_finish(&output, &arena).bytes, "\"\"\n\"\"\n");
    arena_free(&arena);
}

static void test_nothing(void **state)
{
    (void)state;
    struct output output;
    struct arena arena = {0};
    output_open(&output, false);
    assert_int_equal(output_finish(&output, &arena).length, 0);
    arena_free(&arena);
}

static int64_t size_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_size;
}

/* Nothing waits in memory for longer than 64 KiB and a row. */
static void test_pending(void **state)
{
    (void)state;
    struct output output;
    struct arena arena = {0};
    output_open(&output, false);
    for (int i = 0; i < 20000; i++) {
        record_writer_cell(&output.writer, STR("0123456789"));
        record_writer_cell(&output.writer, STR(""));
        record_writer_end_row(&output.writer);
        assert_true(output.writer.pending.length <= 64 * 1024);
    }
    assert_true(size_of(output.path) <= 20000 * 12);
    struct str content = output_finish(&output, &arena);
    assert_int_equal(content.length, 20000 * 12);
    assert_memory_equal(content.bytes + 19999 * 12, "0123456789,\n", 12);
    arena_free(&arena);
}

/* Writes noise as cells and reads it back. Returns the cells for comparison. */
static void write_noise(struct record_writer *writer, uint64_t seed, struct buffer *cells)
{
    struct record_random random = {seed};
    for (int row = 0; row < 50; row++) {
        uint32_t count = 1 + record_random_below(&random, 4);
        for (uint32_t i = 0; i < count; i++) {
            struct buffer cell = {0};
            record_random_cell(&random, &cell);
            record_writer_cell(writer, buffer_str(&cell));
            buffer_add(cells, buffer_str(&cell));
            buffer_add_byte(cells, '|');
            buffer_free(&cell);
        }
        record_writer_end_row(writer);
        buffer_add_byte(cells, ';');
    }
}

static void read_cells(struct str content, struct buffer *cells)
{
    struct record_reader *reader = record_reader_over(content, "out.csv", NULL);
    struct failure failure;
    struct record record;
    bool found = true;
    failure_init(&failure);
    while (record_reader_next(reader, &record, &found, &failure) == STATUS_OK && found) {
        for (uint32_t i = 0; i < record.field_count; i++) {
            buffer_add(cells, (struct str){record.fields[i].bytes, record.fields[i].length});
            buffer_add_byte(cells, '|');
        }
        buffer_add_byte(cells, ';');
    }
    assert_int_equal(failure.status, STATUS_OK);
    record_reader_close(reader);
}

static void test_reads_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct output output;
        struct arena arena = {0};
        struct buffer written = {0}, read = {0};
        output_open(&output, false);
        write_noise(&output.writer, seed, &written);
        read_cells(output_finish(&output, &arena), &read);
        assert_true(str_equal(buffer_str(&written), buffer_str(&read)));
        buffer_free(&written);
        buffer_free(&read);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_unprotected),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_lone_empty_cell),
        cmocka_unit_test(test_pending),
        cmocka_unit_test(test_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
