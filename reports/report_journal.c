/* One walk for all forms: postings as reports/tables/csv/journal.sql draws them, held against what
 * was counted (report_balance.h), then what the receivable closes with. */
#include "reports/report_journal.h"

#include "record/record_writer.h"
#include "reports/report_balance.h"

struct walk {
    const struct report_journal_form *form;
    struct report_table table;
    struct report_balance *balance;
    struct buffer amount;
    int64_t rows;
};

struct csv {
    struct record_writer writer;
    struct buffer cell;
};

static enum status walk_postings(struct walk *walk, struct failure *failure);
static enum status take_posting(struct walk *walk, struct failure *failure);
static void read_posting(struct walk *walk, struct report_posting *posting);
static enum status walk_closings(struct walk *walk, struct store *store,
                                 struct failure *failure);
static bool take_closing(struct walk *walk, const struct store_query *query);
static void walk_free(struct walk *walk);
static void csv_head(void *context, const struct report_table *table);
static void csv_posting(void *context, const struct report_table *table,
                        const struct report_posting *posting);

enum status report_journal_walk(const struct report_drawing *drawing,
                                const struct report_journal_form *form,
                                struct report_output *output, struct failure *failure)
{
    tie_assert(drawing != NULL && form != NULL && output != NULL);
    struct walk walk = {.form = form, .balance = report_balance_new()};
    enum status status =
        report_table_open(&walk.table, drawing->store, "csv/journal.sql", failure);
    if (status == STATUS_OK) {
        store_query_bind_text(walk.table.query, 1, drawing->options->present);
        if (form->head != NULL)
            form->head(form->context, &walk.table);
        status = walk_postings(&walk, failure);
    }
    if (status == STATUS_OK)
        status = walk_closings(&walk, drawing->store, failure);
    output->about = walk.table.about;
    output->rows = walk.rows;
    walk_free(&walk);
    return status;
}

enum status report_journal_write(const struct report_drawing *drawing,
                                 struct report_output *output, struct failure *failure)
{
    tie_assert(drawing != NULL && output != NULL);
    struct csv csv = {0};
    struct buffer path = {0};
    struct file_sink *sink =
        file_sink_open(report_output_path(&path, drawing->directory, output->name));
    record_writer_init(&csv.writer, sink, drawing->options->raw);
    const struct report_journal_form form = {
        .context = &csv, .head = csv_head, .posting = csv_posting};
    enum status status = report_journal_walk(drawing, &form, output, failure);
    record_writer_finish(&csv.writer);
    status =
        status_worse(status, file_sink_finish(sink, &output->bytes, &output->digest, failure));
    buffer_free(&csv.cell);
    buffer_free(&path);
    return status;
}

/* --- posting by posting -------------------------------------------------------------------- */

static enum status walk_postings(struct walk *walk, struct failure *failure)
{
    bool found = false;
    enum status status = report_table_step(&walk->table, &found, failure);
    while (status == STATUS_OK && found) {
        status = take_posting(walk, failure);
        if (status == STATUS_OK)
            status = report_table_step(&walk->table, &found, failure);
    }
    return status;
}

static enum status take_posting(struct walk *walk, struct failure *failure)
{
    struct report_posting posting;
    read_posting(walk, &posting);
    enum status status = report_balance_add(walk->balance, posting.entry, posting.amount,
                                            &posting.first, failure);
    if (str_equal(posting.account, STR("assets:receivable:payer")))
        report_balance_receive(walk->balance, posting.currency, posting.amount);
    walk->rows++;
    if (status == STATUS_OK)
        walk->form->posting(walk->form->context, &walk->table, &posting);
    return status;
}

static void read_posting(struct walk *walk, struct report_posting *posting)
{
    const struct report_table *table = &walk->table;
    size_t debit = report_table_column(table, "debit");
    size_t credit = report_table_column(table, "credit");
    bool is_debit = !store_query_is_null(table->query, (int)debit);
    buffer_clear(&walk->amount);
    if (!is_debit)
        buffer_add_byte(&walk->amount, '-');
    report_table_cell(table, is_debit ? debit : credit, &walk->amount);
    *posting = (struct report_posting){
        .day = store_query_day(table->query, (int)report_table_column(table, "date")),
        .entry = report_table_text(table, "entry"),
        .currency = report_table_text(table, "currency"),
        .kind = report_table_text(table, "kind"),
        .account = report_table_text(table, "account"),
        .payer = report_table_text(table, "payer"),
        .flow = report_table_text(table, "flow"),
        .report = report_table_text(table, "report"),
        .file = report_table_text(table, "file"),
        .payout = report_table_text(table, "payout"),
        .references = report_table_text(table, "references"),
        .lines = report_table_count(table, "lines"),
        .amount = buffer_str(&walk->amount),
    };
}

/* --- against the roll-forward ---------------------------------------------------------------- */

static enum status walk_closings(struct walk *walk, struct store *store,
                                 struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, store,
        STR("SELECT currency, closing, (SELECT 0 + value FROM meta WHERE name = 'as_of_day') "
            "FROM roll_forward WHERE is_total = 1 ORDER BY currency"),
        failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        if (!take_closing(walk, query))
            status = store_refuse_damaged(store, "table roll_forward holds no amount", failure);
    }
    store_query_close(query);
    return status == STATUS_OK ? report_balance_end(walk->balance, failure) : status;
}

static bool take_closing(struct walk *walk, const struct store_query *query)
{
    struct str currency = store_query_text(query, 0);
    struct str closing = store_query_text(query, 1);
    bool good = report_balance_close(walk->balance, currency, closing);
    if (good && walk->form->closing != NULL)
        walk->form->closing(walk->form->context, store_query_day(query, 2), currency, closing);
    return good;
}

static void walk_free(struct walk *walk)
{
    report_table_close(&walk->table);
    report_balance_free(walk->balance);
    buffer_free(&walk->amount);
}

/* --- as a table ---------------------------------------------------------------------------- */

static void csv_head(void *context, const struct report_table *table)
{
    struct csv *csv = context;
    for (size_t at = 0; at < table->column_count; at++)
        record_writer_cell(&csv->writer, table->columns[at].name);
    record_writer_end_row(&csv->writer);
}

static void csv_posting(void *context, const struct report_table *table,
                        const struct report_posting *posting)
{
    struct csv *csv = context;
    tie_assert(csv != NULL && posting != NULL);
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(&csv->cell);
        report_table_cell(table, at, &csv->cell);
        if (table->columns[at].kind == REPORT_TEXT)
            record_writer_text(&csv->writer, buffer_str(&csv->cell));
        else
            record_writer_cell(&csv->writer, buffer_str(&csv->cell));
    }
    record_writer_end_row(&csv->writer);
}
