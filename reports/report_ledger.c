/* Two syntaxes of one journal. Accounts are declared as they are met, below the entries: neither
 * ledger minds the order, and only what is used is there. */
#include "reports/report_ledger.h"

#include "reports/report_journal.h"

#include <string.h>

struct ledger_file {
    struct file_sink *sink;
    struct buffer line;
    struct buffer accounts;   /* declarations, each once */
    struct buffer currencies; /* likewise, of hledger */
    day_number opened_on;     /* of the first entry, DAY_NONE before */
};

static enum status write_ledger(const struct report_drawing *drawing,
                                struct report_output *output, struct report_journal_form *form,
                                struct str first, struct failure *failure);
static void hledger_posting(void *context, const struct report_table *table,
                            const struct report_posting *posting);
static void hledger_entry(struct ledger_file *file, const struct report_posting *posting);
static void hledger_closing(void *context, day_number as_of, struct str currency,
                            struct str amount);
static void add_tag(struct buffer *line, const char *name, struct str text, bool *any);
static void beancount_posting(void *context, const struct report_table *table,
                              const struct report_posting *posting);
static void beancount_entry(struct ledger_file *file, const struct report_posting *posting);
static void beancount_closing(void *context, day_number as_of, struct str currency,
                              struct str amount);
static void add_metadata(struct buffer *line, const char *indent, const char *name,
                         struct str text);
static void add_account(struct buffer *line, struct str account);
static void open_account(struct ledger_file *file, day_number day, struct str account);
static void declare(struct buffer *all, struct str line);
static void add_day(struct buffer *line, day_number day);
static void flush(struct ledger_file *file);

enum status report_ledger_hledger(const struct report_drawing *drawing,
                                  struct report_output *output, struct failure *failure)
{
    struct report_journal_form form = {.posting = hledger_posting, .closing = hledger_closing};
    return write_ledger(drawing, output, &form,
                        STR("; A proposal: docs/JOURNAL.md.\ndecimal-mark .\n"), failure);
}

enum status report_ledger_beancount(const struct report_drawing *drawing,
                                    struct report_output *output, struct failure *failure)
{
    struct report_journal_form form = {.posting = beancount_posting,
                                       .closing = beancount_closing};
    return write_ledger(drawing, output, &form,
                        STR("; A proposal: docs/JOURNAL.md.\n"
                            "option \"inferred_tolerance_multiplier\" \"0\"\n"),
                        failure);
}

void report_ledger_text(struct buffer *into, struct str text)
{
    tie_assert(into != NULL && (text.bytes != NULL || text.length == 0));
    static const char meaning[] = "%,;:[]\"\\|@{}";
    static const char hex[] = "0123456789ABCDEF";
    for (size_t at = 0; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (byte >= ' ' && byte < 0x7f && strchr(meaning, byte) == NULL) {
            buffer_add_byte(into, (char)byte);
            continue;
        }
        buffer_add_byte(into, '%');
        buffer_add_byte(into, hex[byte >> 4]);
        buffer_add_byte(into, hex[byte & 15]);
    }
}

static enum status write_ledger(const struct report_drawing *drawing,
                                struct report_output *output, struct report_journal_form *form,
                                struct str first, struct failure *failure)
{
    tie_assert(drawing != NULL && output != NULL);
    struct ledger_file file = {.opened_on = DAY_NONE};
    struct buffer path = {0};
    file.sink = file_sink_open(report_output_path(&path, drawing->directory, output->name));
    file_sink_write(file.sink, first);
    form->context = &file;
    enum status status = report_journal_walk(drawing, form, output, failure);
    buffer_add_byte(&file.line, '\n');
    buffer_add(&file.line, buffer_str(&file.currencies));
    buffer_add(&file.line, buffer_str(&file.accounts));
    flush(&file);
    status = status_worse(
        status, file_sink_finish(file.sink, &output->bytes, &output->digest, failure));
    output->rows = REPORT_NO_ROWS;
    buffer_free(&file.line);
    buffer_free(&file.accounts);
    buffer_free(&file.currencies);
    buffer_free(&path);
    return status;
}

/* --- hledger ------------------------------------------------------------------------------- */

static void hledger_posting(void *context, const struct report_table *table,
                            const struct report_posting *posting)
{
    struct ledger_file *file = context;
    tie_assert(file != NULL && table != NULL && posting != NULL);
    struct buffer *line = &file->line;
    bool any = false;
    if (posting->first)
        hledger_entry(file, posting);
    buffer_format(line, "    %.*s  %.*s %.*s", (int)posting->account.length,
                  posting->account.bytes, (int)posting->currency.length,
                  posting->currency.bytes, (int)posting->amount.length, posting->amount.bytes);
    add_tag(line, "payer", posting->payer, &any);
    add_tag(line, "flow", posting->flow, &any);
    add_tag(line, "references", posting->references, &any);
    buffer_add_byte(line, '\n');
    flush(file);
    buffer_format(line, "account %.*s\n", (int)posting->account.length, posting->account.bytes);
    declare(&file->accounts, buffer_str(line));
    buffer_clear(line);
    buffer_format(line, "commodity %.*s\n", (int)posting->currency.length,
                  posting->currency.bytes);
    declare(&file->currencies, buffer_str(line));
    buffer_clear(line);
}

static void hledger_entry(struct ledger_file *file, const struct report_posting *posting)
{
    struct buffer *line = &file->line;
    bool any = false;
    buffer_add_byte(line, '\n');
    add_day(line, posting->day);
    buffer_add_byte(line, ' ');
    report_ledger_text(line, posting->entry);
    add_tag(line, "kind", posting->kind, &any);
    add_tag(line, "report", posting->report, &any);
    add_tag(line, "file", posting->file, &any);
    add_tag(line, "payout", posting->payout, &any);
    buffer_add_byte(line, '\n');
}

static void hledger_closing(void *context, day_number as_of, struct str currency,
                            struct str amount)
{
    struct ledger_file *file = context;
    tie_assert(file != NULL);
    buffer_add_byte(&file->line, '\n');
    add_day(&file->line, as_of);
    buffer_format(&file->line,
                  " closing of the roll-forward %.*s\n"
                  "    assets:receivable:payer  %.*s 0.00 = %.*s %.*s\n",
                  (int)currency.length, currency.bytes, (int)currency.length, currency.bytes,
                  (int)currency.length, currency.bytes, (int)amount.length, amount.bytes);
    flush(file);
    declare(&file->accounts, STR("account assets:receivable:payer\n"));
    buffer_format(&file->line, "commodity %.*s\n", (int)currency.length, currency.bytes);
    declare(&file->currencies, buffer_str(&file->line));
    buffer_clear(&file->line);
}

/* A comment of its own, or one more tag of it; nothing for nothing. */
static void add_tag(struct buffer *line, const char *name, struct str text, bool *any)
{
    if (text.length == 0)
        return;
    buffer_format(line, "%s%s: ", *any ? ", " : "  ; ", name);
    report_ledger_text(line, text);
    *any = true;
}

/* --- beancount ----------------------------------------------------------------------------- */

static void beancount_posting(void *context, const struct report_table *table,
                              const struct report_posting *posting)
{
    struct ledger_file *file = context;
    tie_assert(file != NULL && table != NULL && posting != NULL);
    struct buffer *line = &file->line;
    if (posting->first)
        beancount_entry(file, posting);
    buffer_add_c(line, "  ");
    add_account(line, posting->account);
    buffer_format(line, "  %.*s %.*s\n", (int)posting->amount.length, posting->amount.bytes,
                  (int)posting->currency.length, posting->currency.bytes);
    add_metadata(line, "    ", "payer", posting->payer);
    add_metadata(line, "    ", "flow", posting->flow);
    add_metadata(line, "    ", "references", posting->references);
    flush(file);
    open_account(file, posting->day, posting->account);
}

static void beancount_entry(struct ledger_file *file, const struct report_posting *posting)
{
    struct buffer *line = &file->line;
    buffer_add_byte(line, '\n');
    add_day(line, posting->day);
    buffer_add_c(line, " * \"");
    report_ledger_text(line, posting->entry);
    buffer_add_c(line, "\"\n");
    add_metadata(line, "  ", "kind", posting->kind);
    add_metadata(line, "  ", "report", posting->report);
    add_metadata(line, "  ", "file", posting->file);
    add_metadata(line, "  ", "payout", posting->payout);
}

/* A balance is of the morning of its day; behind the last day there is none. */
static void beancount_closing(void *context, day_number as_of, struct str currency,
                              struct str amount)
{
    struct ledger_file *file = context;
    tie_assert(file != NULL);
    open_account(file, as_of, STR("assets:receivable:payer"));
    if (as_of == DAY_LAST)
        return;
    buffer_add_byte(&file->line, '\n');
    add_day(&file->line, as_of + 1);
    buffer_format(&file->line, " balance Assets:Receivable:Payer  %.*s ~ 0 %.*s\n",
                  (int)amount.length, amount.bytes, (int)currency.length, currency.bytes);
    flush(file);
}

static void add_metadata(struct buffer *line, const char *indent, const char *name,
                         struct str text)
{
    if (text.length == 0)
        return;
    buffer_format(line, "%s%s: \"", indent, name);
    report_ledger_text(line, text);
    buffer_add_c(line, "\"\n");
}

/* Each part of a name begins with a capital there. */
static void add_account(struct buffer *line, struct str account)
{
    bool begins = true;
    for (size_t at = 0; at < account.length; at++) {
        char byte = account.bytes[at];
        bool small = byte >= 'a' && byte <= 'z';
        buffer_add_byte(line, begins && small ? (char)(byte - 'a' + 'A') : byte);
        begins = byte == ':';
    }
}

/* Entries come day by day, so the first one's day is before all others. */
static void open_account(struct ledger_file *file, day_number day, struct str account)
{
    if (file->opened_on == DAY_NONE)
        file->opened_on = day;
    add_day(&file->line, file->opened_on);
    buffer_add_c(&file->line, " open ");
    add_account(&file->line, account);
    buffer_add_byte(&file->line, '\n');
    declare(&file->accounts, buffer_str(&file->line));
    buffer_clear(&file->line);
}

static void declare(struct buffer *all, struct str line)
{
    if (str_find(buffer_str(all), line) < 0)
        buffer_add(all, line);
}

static void add_day(struct buffer *line, day_number day)
{
    char text[DAY_TEXT_BYTES];
    buffer_add_c(line, day_format(day, text));
}

static void flush(struct ledger_file *file)
{
    file_sink_write(file->sink, buffer_str(&file->line));
    buffer_clear(&file->line);
}
