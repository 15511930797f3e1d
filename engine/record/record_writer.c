/* Rows gather in memory and go to the sink a piece at a time, always at a row's end: so the
 * last byte gathered tells whether the row under way is still empty. */
#include "record/record_writer.h"

#include <string.h>

/* Gathered before it is written: large enough to forget the call. */
enum { FLUSH_BYTES = 64 * 1024 };

static void begin_cell(struct record_writer *writer);
static bool must_quote(struct str text);
static bool is_blank(char byte);
static void add_quoted(struct buffer *buffer, struct str text, bool apostrophe);
static bool would_run(struct str text);
static bool is_number(struct str text);
static size_t digits_length(struct str text, size_t at);
static void flush(struct record_writer *writer);

void record_writer_init(struct record_writer *writer, struct file_sink *sink, bool raw)
{
    tie_assert(writer != NULL && sink != NULL);
    *writer = (struct record_writer){.sink = sink, .raw = raw};
}

void record_writer_cell(struct record_writer *writer, struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    begin_cell(writer);
    if (must_quote(text))
        add_quoted(&writer->pending, text, false);
    else
        buffer_add(&writer->pending, text);
}

void record_writer_text(struct record_writer *writer, struct str text)
{
    tie_assert(text.bytes != NULL || text.length == 0);
    if (writer->raw || !would_run(text)) {
        record_writer_cell(writer, text);
        return;
    }
    begin_cell(writer);
    if (must_quote(text)) {
        add_quoted(&writer->pending, text, true);
        return;
    }
    buffer_add_byte(&writer->pending, '\'');
    buffer_add(&writer->pending, text);
}

struct str record_writer_unprotected(struct str cell)
{
    tie_assert(cell.bytes != NULL || cell.length == 0);
    if (cell.length == 0 || cell.bytes[0] != '\'')
        return cell;
    struct str rest = {cell.bytes + 1, cell.length - 1};
    return would_run(rest) ? rest : cell;
}

void record_writer_end_row(struct record_writer *writer)
{
    struct buffer *pending = &writer->pending;
    tie_assert(writer->row_started);
    /* A row of one empty cell would be a blank line, which is no row. */
    if (pending->length == 0 || pending->bytes[pending->length - 1] == '\n')
        buffer_add(pending, STR("\"\""));
    buffer_add_byte(pending, '\n');
    writer->row_started = false;
    writer->rows++;
    if (pending->length > FLUSH_BYTES)
        flush(writer);
}

void record_writer_finish(struct record_writer *writer)
{
    tie_assert(!writer->row_started);
    flush(writer);
    buffer_free(&writer->pending);
}

static void begin_cell(struct record_writer *writer)
{
    tie_assert(writer->sink != NULL);
    if (writer->row_started)
        buffer_add_byte(&writer->pending, ',');
    writer->row_started = true;
}

static bool must_quote(struct str text)
{
    if (text.length == 0)
        return false;
    if (is_blank(text.bytes[0]) || is_blank(text.bytes[text.length - 1]))
        return true;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == ',' || byte == '"' || byte == '\r' || byte == '\n')
            return true;
    }
    return false;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static void add_quoted(struct buffer *buffer, struct str text, bool apostrophe)
{
    buffer_add(buffer, apostrophe ? STR("\"'") : STR("\""));
    while (text.length > 0) {
        const char *quote = memchr(text.bytes, '"', text.length);
        size_t length = quote == NULL ? text.length : (size_t)(quote - text.bytes) + 1;
        buffer_add(buffer, (struct str){text.bytes, length});
        if (quote != NULL)
            buffer_add_byte(buffer, '"');
        text.bytes += length;
        text.length -= length;
    }
    buffer_add_byte(buffer, '"');
}

/* A spreadsheet would take it for a formula, or would eat the apostrophe it begins with. */
static bool would_run(struct str text)
{
    if (text.length == 0 || memchr("=+-@\t\r'", text.bytes[0], 7) == NULL)
        return false;
    return !is_number(text);
}

/* -?digits(.digits)? */
static bool is_number(struct str text)
{
    size_t at = text.length > 0 && text.bytes[0] == '-';
    size_t whole = digits_length(text, at);
    at += whole;
    if (whole == 0 || at == text.length)
        return whole > 0;
    size_t fraction = text.bytes[at] == '.' ? digits_length(text, at + 1) : 0;
    return fraction > 0 && at + 1 + fraction == text.length;
}

static size_t digits_length(struct str text, size_t at)
{
    size_t first = at;
    while (at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9')
        at++;
    return at - first;
}

static void flush(struct record_writer *writer)
{
    if (writer->pending.length == 0)
        return;
    file_sink_write(writer->sink, buffer_str(&writer->pending));
    buffer_clear(&writer->pending);
}
