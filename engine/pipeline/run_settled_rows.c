/* The kept tables of what is settled: read before lines are, written when all is done. */
#include "pipeline/run_settled.h"

#include "base/arena.h"
#include "store/store_read.h"

#include <stdlib.h>
#include <string.h>

/* Lines so near each other are read together: a gap costs less than another search. */
enum { GAP_MOST = 4 };

/* By section: its last record that is marked, and a bit by record. */
struct marks {
    uint32_t *last;
    uint8_t **bits;
};

static bool digest_matches(const struct run *run, const struct digest *kept);
static struct digest digest_of_row(const struct run_settled *settled, struct str guard,
                                   size_t sections, size_t customers, struct str cuts,
                                   struct str rows, struct str runs, struct str sums);
static enum status recall_sums(struct run *run, struct failure *failure);
static void put_fresh(struct run *run);
static enum status keep_references(struct run *run, struct failure *failure);
static enum status keep_sums(struct run *run, struct failure *failure);
static enum status keep_row(struct run *run, struct failure *failure);
static void write_runs(const struct run *run, struct buffer *into);
static void each_line(const struct run *run, struct marks *marks,
                      void (*note)(struct marks *marks, const struct movement *movement));
static void note_last(struct marks *marks, const struct movement *movement);
static void note_bit(struct marks *marks, const struct movement *movement);
static void write_section(uint32_t section, const uint8_t *bits, uint32_t last,
                          struct buffer *into);

void settled_bit_put(struct buffer *bits, uint32_t reference_id, bool settled)
{
    tie_assert(bits != NULL);
    while (bits->length <= reference_id / 8)
        buffer_add_byte(bits, 0);
    unsigned char byte = (unsigned char)bits->bytes[reference_id / 8];
    unsigned char bit = (unsigned char)(1u << reference_id % 8);
    bits->bytes[reference_id / 8] = (char)(settled ? byte | bit : byte & ~bit);
}

enum status settled_rows_recall(struct run *run, bool *found, struct failure *failure)
{
    tie_assert(run && run->past && found);
    struct run_settled *settled = run->past;
    struct store_query *query = NULL;
    struct digest kept;
    enum status status = store_query_open(
        &query, run->store,
        STR("SELECT guard, sections, customers, position_id, last_day, cuts, sums, sold, "
            "settled, runs, rest, sha256 FROM kept_settled"),
        failure);
    if (status == STATUS_OK)
        status = store_query_step(query, found, failure);
    if (status == STATUS_OK && *found) {
        buffer_add(&settled->guard, store_query_text(query, 0));
        settled->sections = (size_t)store_query_integer(query, 1);
        settled->customers = (size_t)store_query_integer(query, 2);
        settled->position_id = store_query_integer(query, 3);
        settled->last_day = store_query_day(query, 4);
        buffer_add(&settled->cuts, store_query_text(query, 5));
        buffer_add(&settled->bytes, store_query_blob(query, 6));
        *found = settled_rows_read(&settled->rows, store_query_blob(query, 6));
        buffer_add(&settled->sold, store_query_blob(query, 7));
        buffer_add(&settled->bits, store_query_blob(query, 8));
        buffer_add(&settled->runs, store_query_blob(query, 9));
        buffer_add(&settled->rest_ids, store_query_blob(query, 10));
        *found = *found && digest_parse(store_query_text(query, 11), &kept);
    }
    store_query_close(query);
    if (status == STATUS_OK && *found)
        status = recall_sums(run, failure);
    if (status == STATUS_OK && *found)
        *found = digest_matches(run, &kept);
    return status;
}

/* What was damaged since is not used; it is made anew. */
static bool digest_matches(const struct run *run, const struct digest *kept)
{
    const struct run_settled *settled = run->past;
    struct buffer rows = {0};
    for (size_t at = 0; at < run->kept.sections; at++)
        if (settled->sums[at].length > 0)
            buffer_format(&rows, "%zu %.*s\n", at, (int)settled->sums[at].length,
                          settled->sums[at].bytes);
    struct digest now = digest_of_row(settled, buffer_str(&settled->guard), settled->sections,
                                      settled->customers, buffer_str(&settled->cuts),
                                      buffer_str(&settled->bytes), buffer_str(&settled->runs),
                                      buffer_str(&rows));
    buffer_free(&rows);
    return digest_equal(&now, kept);
}

static struct digest digest_of_row(const struct run_settled *settled, struct str guard,
                                   size_t sections, size_t customers, struct str cuts,
                                   struct str rows, struct str runs, struct str sums)
{
    struct digest_stream *stream = digest_start();
    struct buffer numbers = {0};
    buffer_format(&numbers, "%zu %zu %lld %d\n", sections, customers,
                  (long long)settled->position_id, settled->last_day);
    const struct str parts[] = {buffer_str(&numbers),
                                guard,
                                cuts,
                                rows,
                                buffer_str(&settled->sold),
                                buffer_str(&settled->bits),
                                runs,
                                buffer_str(&settled->rest_ids),
                                sums};
    for (size_t at = 0; at < array_count(parts); at++) {
        uint64_t length = parts[at].length;
        digest_add(stream, (struct str){(const char *)&length, sizeof length});
        digest_add(stream, parts[at]);
    }
    buffer_free(&numbers);
    return digest_finish(stream);
}

static enum status recall_sums(struct run *run, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    size_t count = run->kept.sections + 1;
    run->past->sums = arena_take(&run->arena, count * sizeof *run->past->sums);
    enum status status = store_query_open(
        &query, run->store, STR("SELECT section_id, sums FROM kept_sum"), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        size_t section = (size_t)store_query_integer(query, 0);
        if (section < count)
            run->past->sums[section] = arena_copy(&run->arena, store_query_text(query, 1));
    }
    store_query_close(query);
    return status;
}

enum status settled_rows_forget(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    enum status status = settled_rows_forget_rows(run, failure);
    return status == STATUS_OK
               ? store_execute(run->store,
                               "DELETE FROM position_rest; DELETE FROM reference_currency",
                               failure)
               : status;
}

enum status settled_rows_forget_rows(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    return store_execute(run->store,
                         "DELETE FROM kept_settled; DELETE FROM kept_settled_reference;"
                         "DELETE FROM kept_sum",
                         failure);
}

enum status settled_rows_keep(struct run *run, struct failure *failure)
{
    tie_assert(run && run->past && run->past->fresh);
    put_fresh(run);
    enum status status = keep_references(run, failure);
    if (status == STATUS_OK)
        status = keep_sums(run, failure);
    return status == STATUS_OK ? keep_row(run, failure) : status;
}

static void put_fresh(struct run *run)
{
    struct run_settled *settled = run->past;
    const struct settled *fresh = settled->fresh;
    for (size_t at = 0; at < fresh->line_count; at++)
        settled_bit_put(&settled->bits, fresh->lines[at].reference_id, true);
    if (fresh->last_day > settled->last_day)
        settled->last_day = fresh->last_day;
    struct str sold = tax_book_sold(fresh->tax_book);
    while (settled->sold.length < sold.length)
        buffer_add_byte(&settled->sold, 0);
    for (size_t at = 0; at < sold.length; at++)
        settled->sold.bytes[at] = (char)(settled->sold.bytes[at] | sold.bytes[at]);
}

/* Positions at rest and settled lines come in the order of references. */
static enum status keep_references(struct run *run, struct failure *failure)
{
    struct run_settled *settled = run->past;
    const struct settled *fresh = settled->fresh;
    const struct settled_rest *rest = settled->rest.items;
    struct store_insert *insert = NULL;
    struct buffer lines = {0};
    size_t at = 0;
    buffer_clear(&settled->rest_ids);
    enum status status =
        store_insert_open(&insert, run->store, "kept_settled_reference", 3, failure);
    for (size_t i = 0; status == STATUS_OK && i < settled->rest.count; i++) {
        bool settles =
            at < fresh->line_count && fresh->lines[at].reference_id == rest[i].reference_id;
        if (!settles) {
            buffer_add(&settled->rest_ids,
                       (struct str){(const char *)&rest[i].position_id, sizeof(int64_t)});
            continue;
        }
        buffer_clear(&lines);
        for (; at < fresh->line_count && fresh->lines[at].reference_id == rest[i].reference_id;
             at++) {
            const uint32_t numbers[] = {fresh->lines[at].section, fresh->lines[at].record};
            buffer_add(&lines, (struct str){(const char *)numbers, sizeof numbers});
        }
        const struct store_cell cells[] = {store_integer(rest[i].reference_id),
                                           store_integer(rest[i].position_id),
                                           store_blob(buffer_str(&lines))};
        status = store_insert_row(insert, cells, failure);
    }
    tie_assert(status != STATUS_OK || at == fresh->line_count);
    store_insert_close(insert);
    buffer_free(&lines);
    return status;
}

static enum status keep_sums(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_execute(run->store, "DELETE FROM kept_sum", failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, run->store, "kept_sum", 2, failure);
    for (size_t i = 0; status == STATUS_OK && i < run->read_sections; i++) {
        struct str sums = stored_sums_of(run->sums, (int64_t)i);
        const struct store_cell cells[] = {store_integer((int64_t)i), store_text(sums)};
        if (sums.length > 0)
            status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static enum status keep_row(struct run *run, struct failure *failure)
{
    struct run_settled *settled = run->past;
    struct store_insert *insert = NULL;
    struct buffer guard = {0};
    struct buffer cuts = {0};
    struct buffer rows = {0};
    struct buffer runs = {0};
    struct buffer sums = {0};
    char hex[DIGEST_HEX_BYTES];
    size_t customers = run->ledger.customers.count;
    run_settled_guard(run, &settled->rows, customers, &guard, &cuts);
    settled_rows_write(&settled->rows, &rows);
    write_runs(run, &runs);
    for (size_t at = 0; at < run->read_sections; at++) {
        struct str text = stored_sums_of(run->sums, (int64_t)at);
        if (text.length > 0)
            buffer_format(&sums, "%zu %.*s\n", at, (int)text.length, text.bytes);
    }
    struct digest digest = digest_of_row(settled, buffer_str(&guard), run->read_sections,
                                         customers, buffer_str(&cuts), buffer_str(&rows),
                                         buffer_str(&runs), buffer_str(&sums));
    const struct store_cell cells[] = {
        store_integer(1),
        store_text(buffer_str(&guard)),
        store_integer((int64_t)run->read_sections),
        store_integer((int64_t)customers),
        store_integer(settled->position_id),
        store_day(settled->last_day),
        store_text(buffer_str(&cuts)),
        store_blob(buffer_str(&rows)),
        store_blob(buffer_str(&settled->sold)),
        store_blob(buffer_str(&settled->bits)),
        store_blob(buffer_str(&runs)),
        store_blob(buffer_str(&settled->rest_ids)),
        store_text(str_from(digest_hex(&digest, hex))),
    };
    enum status status = store_execute(run->store, "DELETE FROM kept_settled", failure);
    if (status == STATUS_OK)
        status =
            store_insert_open(&insert, run->store, "kept_settled", array_count(cells), failure);
    if (status == STATUS_OK)
        status = store_insert_row(insert, cells, failure);
    store_insert_close(insert);
    struct buffer *buffers[] = {&guard, &cuts, &rows, &runs, &sums};
    for (size_t at = 0; at < array_count(buffers); at++)
        buffer_free(buffers[at]);
    return status;
}

/* --- lines of all other references --------------------------------------------------------- */

static void write_runs(const struct run *run, struct buffer *into)
{
    size_t count = run->read_sections + 1;
    struct marks marks = {.last = memory_resize(NULL, count, sizeof *marks.last),
                          .bits = memory_resize(NULL, count, sizeof *marks.bits)};
    for (size_t at = 0; at < count; at++) {
        marks.last[at] = 0;
        marks.bits[at] = NULL;
    }
    each_line(run, &marks, note_last);
    for (size_t at = 0; at < count; at++) {
        size_t bytes = marks.last[at] / 8 + 1;
        marks.bits[at] = memory_resize(NULL, bytes, 1);
        memset(marks.bits[at], 0, bytes);
    }
    each_line(run, &marks, note_bit);
    for (size_t at = 0; at < count; at++) {
        write_section((uint32_t)at, marks.bits[at], marks.last[at], into);
        free(marks.bits[at]);
    }
    free(marks.last);
    free(marks.bits);
}

static void each_line(const struct run *run, struct marks *marks,
                      void (*note)(struct marks *marks, const struct movement *movement))
{
    const struct ledger *ledger = &run->ledger;
    for (uint32_t id = 0; id < ledger->heads_capacity; id++) {
        if (settled_bit(&run->past->bits, id))
            continue;
        for (uint32_t at = ledger->heads[id]; at != 0;) {
            const struct movement *movement = ledger_movement(ledger, at);
            tie_assert(movement->section < run->read_sections);
            note(marks, movement);
            at = movement->next;
        }
    }
}

static void note_last(struct marks *marks, const struct movement *movement)
{
    if (movement->record > marks->last[movement->section])
        marks->last[movement->section] = movement->record;
}

static void note_bit(struct marks *marks, const struct movement *movement)
{
    marks->bits[movement->section][movement->record / 8] |=
        (uint8_t)(1u << movement->record % 8);
}

static void write_section(uint32_t section, const uint8_t *bits, uint32_t last,
                          struct buffer *into)
{
    uint32_t numbers[] = {section, 0, 0};
    for (uint32_t at = 1; at <= last; at++) {
        if ((bits[at / 8] >> at % 8 & 1) == 0)
            continue;
        if (numbers[1] != 0 && at - numbers[2] > GAP_MOST) {
            buffer_add(into, (struct str){(const char *)numbers, sizeof numbers});
            numbers[1] = 0;
        }
        if (numbers[1] == 0)
            numbers[1] = at;
        numbers[2] = at;
    }
    if (numbers[1] != 0)
        buffer_add(into, (struct str){(const char *)numbers, sizeof numbers});
}
