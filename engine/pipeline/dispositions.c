/* Dispositions are lines without money: no movement comes of them, and no figure. */
#include "pipeline/dispositions.h"

#include "record/record_writer.h"

static struct str kept_words(struct run *run, struct str cell);
static enum status put_row(struct store_insert *insert, const struct disposition *row,
                           struct failure *failure);

void dispositions_add(struct load *load, const struct line *line)
{
    tie_assert(load != NULL && line != NULL && line->role == ROLE_DISPOSITION);
    struct run *run = load->run;
    struct disposition *row = list_add(&run->dispositions, sizeof *row);
    *row = (struct disposition){
        .line_id = (int64_t)load->section_id << 32 | line->record,
        .line_first = line->line_first,
        .byte_offset = line->byte_offset,
        .byte_length = line->byte_length,
        .finding_id = arena_copy(&run->arena, line->texts[TEXT_FINDING_ID]),
        .reason = kept_words(run, line->texts[TEXT_REASON]),
        .owner = kept_words(run, line->texts[TEXT_OWNER]),
        .comment = kept_words(run, line->texts[TEXT_COMMENT]),
        .due_on = line->due,
    };
    run_facts_of(run, load->section_id)->lines++;
    run->lines_read++;
}

static struct str kept_words(struct run *run, struct str cell)
{
    return arena_copy(&run->arena, record_writer_unprotected(cell));
}

enum status dispositions_refill(struct run *run, const struct store_query *query,
                                struct failure *failure)
{
    tie_assert(run != NULL && query != NULL);
    (void)failure;
    struct disposition *row = list_add(&run->dispositions, sizeof *row);
    *row = (struct disposition){
        .line_id = store_query_integer(query, 0),
        .finding_id = arena_copy(&run->arena, store_query_text(query, 1)),
        .reason = arena_copy(&run->arena, store_query_text(query, 2)),
        .owner = arena_copy(&run->arena, store_query_text(query, 3)),
        .comment = arena_copy(&run->arena, store_query_text(query, 4)),
        .due_on = store_query_day(query, 5),
        .byte_offset = store_query_integer(query, 6),
        .byte_length = store_query_integer(query, 7),
        .line_first = store_query_integer(query, 8),
    };
    return STATUS_OK;
}

enum status dispositions_settle(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->file_facts != NULL);
    return disposition_settle(&run->run_facts, run->dispositions.items, run->dispositions.count,
                              &run->arena, &run->disposed, failure);
}

enum status dispositions_store_read(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    struct store_insert *insert = NULL;
    const struct disposition *rows = run->dispositions.items;
    enum status status = store_insert_open(&insert, run->store, "line_disposition", 9, failure);
    for (size_t at = run->kept.dispositions;
         status == STATUS_OK && at < run->dispositions.count; at++)
        status = put_row(insert, &rows[at], failure);
    store_insert_close(insert);
    return status;
}

static enum status put_row(struct store_insert *insert, const struct disposition *row,
                           struct failure *failure)
{
    const struct store_cell cells[] = {
        store_integer(row->line_id),     store_text(row->finding_id),
        store_integer(row->byte_offset), store_integer(row->byte_length),
        store_integer(row->line_first),  store_text(row->reason),
        store_text(row->owner),          store_text(row->comment),
        store_day(row->due_on),
    };
    return store_insert_row(insert, cells, failure);
}

enum status dispositions_store(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "disposition", 2, failure);
    for (size_t at = 0; status == STATUS_OK && at < run->disposed.count; at++) {
        const struct store_cell cells[] = {store_text(run->disposed.items[at]->finding_id),
                                           store_integer(run->disposed.items[at]->line_id)};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}
