/* Texts and journal beside the tables. What a close writes, a later report writes again from the
 * books, byte for byte. */
#include "pipeline/pack.h"

#include "record/record_writer.h"
#include "reports/report_model.h"
#include "store/store_read.h"

#include <stdlib.h>

static enum status pack_option(struct pack *pack, const char *name, struct str *value,
                               struct failure *failure);
static enum status pack_beside(void *context, struct report_outputs *outputs,
                               const char *directory, struct failure *failure);
static enum status write_texts(struct pack *pack, struct str sha256, struct failure *failure);
static enum status write_text(struct pack *pack, struct str name, struct str text,
                              struct failure *failure);
static struct report_output *add_output(struct pack *pack, struct str name);
static enum status write_journal(struct pack *pack, struct failure *failure);
static void write_entry(struct record_writer *writer, const struct journal_entry *entry);
static struct str outputs_digest(const struct pack *pack, const struct report_outputs *outputs);
static int compare_outputs(const void *a, const void *b);

enum status pack_open(struct pack *pack, struct store *store, struct arena *arena,
                      struct failure *failure)
{
    tie_assert(pack && store && arena);
    *pack = (struct pack){.store = store, .arena = arena};
    struct buffer text = {0};
    struct str raw = {0};
    enum status status = journal_read(store, arena, &pack->journal, failure);
    if (status == STATUS_OK)
        status = store_read_text(
            store, STR("SELECT value FROM meta WHERE name = '" META_SEAL "'"), &text, failure);
    if (status == STATUS_OK && text.length > 0)
        pack->closed = journal_seal_of(&pack->journal, buffer_str(&text));
    buffer_free(&text);
    if (status == STATUS_OK)
        status = pack_option(pack, "policy", &pack->policy_digest, failure);
    if (status == STATUS_OK)
        status = pack_option(pack, "raw", &raw, failure);
    if (status == STATUS_OK)
        status = pack_option(pack, "format", &pack->formats, failure);
    if (status == STATUS_OK)
        status = pack_option(pack, "report", &pack->reports, failure);
    if (status == STATUS_OK)
        status = pack_option(pack, "present", &pack->present, failure);
    pack->closed_raw = str_equal(raw, STR("yes"));
    return status;
}

/* Of the last check, as it was asked; "" in books that do not say. */
static enum status pack_option(struct pack *pack, const char *name, struct str *value,
                               struct failure *failure)
{
    struct buffer sql = {0};
    struct buffer text = {0};
    buffer_format(&sql, "SELECT value FROM meta WHERE name = '" META_OPTION_PREFIX "%s'", name);
    enum status status = store_read_text(pack->store, buffer_str(&sql), &text, failure);
    *value = arena_copy(pack->arena, str_from(buffer_c(&text)));
    buffer_free(&sql);
    buffer_free(&text);
    return status;
}

void pack_tell(struct pack *pack, struct report_options *options)
{
    tie_assert(pack && options);
    pack->raw = options->raw;
    if (pack->closed_raw != options->raw || !str_equal(pack->formats, options->formats) ||
        !str_equal(pack->reports, options->reports) ||
        !str_equal(pack->present, options->present))
        pack->closed = NULL; /* other files, or other cells, are not what was sealed */
    options->closes = pack->closed != NULL || pack->closing != NULL;
    options->sealed = options->closes || journal_newest_seal(&pack->journal) != NULL;
    options->beside = options->sealed ? pack_beside : NULL;
    options->context = pack;
}

static enum status pack_beside(void *context, struct report_outputs *outputs,
                               const char *directory, struct failure *failure)
{
    struct pack *pack = context;
    const struct journal_entry *entry = pack->closing ? pack->closing : pack->closed;
    enum status status = STATUS_OK;
    pack->directory = directory;
    if (entry != NULL) {
        status = write_texts(pack, entry->cells[JOURNAL_RULES], failure);
        if (status == STATUS_OK)
            status = write_texts(pack, entry->cells[JOURNAL_TERMS], failure);
        if (status == STATUS_OK)
            status = write_texts(pack, pack->policy_digest, failure);
    }
    if (status == STATUS_OK && pack->closing != NULL) {
        pack->closing->cells[JOURNAL_OUTPUTS] = outputs_digest(pack, outputs);
        status =
            journal_append(&pack->journal, pack->closing, pack->store, pack->arena, failure);
    }
    for (size_t at = 0; status == STATUS_OK && at < pack->later.count; at++) {
        struct journal_entry later = pack->later.entries[at];
        status = journal_append(&pack->journal, &later, pack->store, pack->arena, failure);
    }
    if (status == STATUS_OK)
        status = write_journal(pack, failure);
    outputs->beside = pack->outputs;
    outputs->beside_count = pack->count;
    return status;
}

/* None under the digest of what was not given. */
static enum status write_texts(struct pack *pack, struct str sha256, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, pack->store,
        STR("SELECT path, text FROM kept_text WHERE sha256 = ?1 ORDER BY path"), failure);
    if (status == STATUS_OK)
        store_query_bind_text(query, 1, sha256);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        status =
            write_text(pack, store_query_text(query, 0), store_query_text(query, 1), failure);
    }
    store_query_close(query);
    return status;
}

static enum status write_text(struct pack *pack, struct str name, struct str text,
                              struct failure *failure)
{
    struct report_output *output = add_output(pack, name);
    struct buffer path = {0};
    enum status status = file_make_parents(
        report_output_path(&path, pack->directory, output->name), pack->directory, failure);
    if (status == STATUS_OK)
        status = report_output_write(output, pack->directory, text, failure);
    buffer_free(&path);
    return status;
}

static struct report_output *add_output(struct pack *pack, struct str name)
{
    if (pack->count == pack->capacity) {
        size_t capacity = 2 * pack->capacity + 16;
        struct report_output *grown = arena_take(pack->arena, capacity * sizeof *grown);
        for (size_t at = 0; at < pack->count; at++)
            grown[at] = pack->outputs[at];
        pack->outputs = grown;
        pack->capacity = capacity;
    }
    struct report_output *output = &pack->outputs[pack->count++];
    *output = (struct report_output){.name = arena_copy(pack->arena, name).bytes,
                                     .rows = REPORT_NO_ROWS};
    return output;
}

static enum status write_journal(struct pack *pack, struct failure *failure)
{
    struct report_output *output = add_output(pack, STR("seals.csv"));
    struct buffer path = {0};
    struct record_writer writer;
    struct file_sink *sink =
        file_sink_open(report_output_path(&path, pack->directory, output->name));
    record_writer_init(&writer, sink, pack->raw);
    for (int at = 0; at < JOURNAL_CELLS; at++)
        record_writer_cell(&writer, journal_cell_name((enum journal_cell)at));
    record_writer_end_row(&writer);
    for (size_t at = 0; at < pack->journal.count; at++)
        write_entry(&writer, &pack->journal.entries[at]);
    output->rows = (int64_t)pack->journal.count;
    record_writer_finish(&writer);
    enum status status = file_sink_finish(sink, &output->bytes, &output->digest, failure);
    buffer_free(&path);
    return status;
}

/* What people said may begin like a formula. */
static void write_entry(struct record_writer *writer, const struct journal_entry *entry)
{
    for (int at = 0; at < JOURNAL_CELLS; at++) {
        if (at == JOURNAL_BY || at == JOURNAL_BECAUSE)
            record_writer_text(writer, entry->cells[at]);
        else
            record_writer_cell(writer, entry->cells[at]);
    }
    record_writer_end_row(writer);
}

/* Name, NUL, SHA-256 in hex, NUL of each output that is there by now, in the order of names: all
 * but the journal, which holds this digest, the manifest, and the books. */
static struct str outputs_digest(const struct pack *pack, const struct report_outputs *outputs)
{
    const struct str nul = {"", 1};
    char hex[DIGEST_HEX_BYTES];
    size_t count = outputs->count + pack->count;
    const struct report_output **all = arena_take(pack->arena, (count + 1) * sizeof *all);
    for (size_t at = 0; at < count; at++)
        all[at] =
            at < outputs->count ? &outputs->list[at] : &pack->outputs[at - outputs->count];
    qsort(all, count, sizeof *all, compare_outputs);
    struct digest_stream *stream = digest_start();
    for (size_t at = 0; at < count; at++) {
        if (all[at]->left_out)
            continue;
        digest_add(stream, str_from(all[at]->name));
        digest_add(stream, nul);
        digest_add(stream, str_from(digest_hex(&all[at]->digest, hex)));
        digest_add(stream, nul);
    }
    struct digest digest = digest_finish(stream);
    return arena_copy(pack->arena, str_from(digest_hex(&digest, hex)));
}

static int compare_outputs(const void *a, const void *b)
{
    const struct report_output *const *one = a;
    const struct report_output *const *other = b;
    return str_compare(str_from((*one)->name), str_from((*other)->name));
}
