/* A finding speaks of a reference and its currency, or of a subject: a check and its scope, days
 * of a family, all pennies of a currency, or its own rule, where that is told once for all charges
 * whose rows name it. Each is a key; the keys of all findings are known before the first row. */
#include "reports/report_book_rows.h"

#include <stdlib.h>
#include <string.h>

struct report_book_key {
    struct str text;                     /* subject, a byte 31, currency */
    int32_t rows[REPORT_BOOK_PAGES_MAX]; /* plus one; 0: none */
};

struct note {
    struct report_book_rows *rows;
    struct str currency;
    size_t page;
    int64_t row;
};

static void add_key(struct report_book_rows *rows, struct str subject, struct str currency);
static int compare_keys(const void *a, const void *b);
static struct report_book_key *find_key(struct report_book_rows *rows, struct str subject,
                                        struct str currency);
static void note_one(const struct note *note, struct str subject);
static void note_pair(const struct note *note, struct str first, struct str second);
static void note_rules(const struct note *note, struct str rules);
static struct str cell_of(const struct report_table *table, const char *name);

enum status report_book_rows_begin(struct report_book_rows *rows, struct store *store,
                                   struct failure *failure)
{
    tie_assert(rows != NULL && store != NULL);
    struct store_query *query = NULL;
    bool found = true;
    *rows = (struct report_book_rows){0};
    enum status status =
        store_query_open(&query, store,
                         STR("SELECT DISTINCT iif(transaction_reference_id = '', subject, "
                             "transaction_reference_id), currency FROM finding"),
                         failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        add_key(rows, store_query_text(query, 0), store_query_text(query, 1));
    }
    store_query_close(query);
    if (rows->count > 0)
        qsort(rows->keys, rows->count, sizeof *rows->keys, compare_keys);
    return status;
}

void report_book_rows_free(struct report_book_rows *rows)
{
    tie_assert(rows != NULL);
    free(rows->keys);
    buffer_free(&rows->key);
    arena_free(&rows->arena);
    *rows = (struct report_book_rows){0};
}

void report_book_rows_note(struct report_book_rows *rows, const struct report_table *table,
                           const struct report_book_page *page, size_t page_number, int64_t row)
{
    tie_assert(rows != NULL && table != NULL && page_number < REPORT_BOOK_PAGES_MAX);
    struct note note = {rows, cell_of(table, "currency"), page_number, row};
    if (rows->count == 0)
        return;
    note_one(&note, cell_of(table, "transaction_reference_id"));
    note_rules(&note, cell_of(table, "findings"));
    if (strcmp(page->listing, "tie-out.csv") == 0)
        note_pair(&note, cell_of(table, "check"), cell_of(table, "scope"));
    if (strcmp(page->listing, "pennies.csv") == 0)
        note_one(&note, STR("penny"));
    if (strcmp(page->listing, "coverage.csv") == 0) {
        char day[DAY_TEXT_BYTES] = "";
        size_t from = report_table_column(table, "from");
        struct str family = cell_of(table, "family");
        if (!store_query_is_null(table->query, (int)from))
            day_format(store_query_day(table->query, (int)from), day);
        note_pair(&note, family, str_from(day));
        note_pair(&note, family, (struct str){day, day[0] == '\0' ? 0 : sizeof "2024-03" - 1});
    }
}

int64_t report_book_rows_find(struct report_book_rows *rows, struct str subject,
                              struct str currency, size_t page_number)
{
    tie_assert(rows != NULL && page_number < REPORT_BOOK_PAGES_MAX);
    const struct report_book_key *key = find_key(rows, subject, currency);
    return key == NULL ? -1 : (int64_t)key->rows[page_number] - 1;
}

static void add_key(struct report_book_rows *rows, struct str subject, struct str currency)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity * 2 + 64;
        rows->keys = memory_resize(rows->keys, rows->capacity, sizeof *rows->keys);
    }
    buffer_clear(&rows->key);
    buffer_format(&rows->key, "%.*s\x1f%.*s", (int)subject.length, subject.bytes,
                  (int)currency.length, currency.bytes);
    rows->keys[rows->count++] =
        (struct report_book_key){.text = arena_copy(&rows->arena, buffer_str(&rows->key))};
}

static int compare_keys(const void *a, const void *b)
{
    const struct report_book_key *left = a;
    const struct report_book_key *right = b;
    return str_compare(left->text, right->text);
}

static struct report_book_key *find_key(struct report_book_rows *rows, struct str subject,
                                        struct str currency)
{
    if (rows->count == 0 || subject.length == 0)
        return NULL;
    buffer_clear(&rows->key);
    buffer_format(&rows->key, "%.*s\x1f%.*s", (int)subject.length, subject.bytes,
                  (int)currency.length, currency.bytes);
    const struct report_book_key wanted = {.text = buffer_str(&rows->key)};
    return bsearch(&wanted, rows->keys, rows->count, sizeof *rows->keys, compare_keys);
}

static void note_one(const struct note *note, struct str subject)
{
    struct report_book_key *key = find_key(note->rows, subject, note->currency);
    if (key != NULL && key->rows[note->page] == 0)
        key->rows[note->page] = (int32_t)note->row + 1;
}

static void note_pair(const struct note *note, struct str first, struct str second)
{
    struct buffer both = {0};
    buffer_format(&both, "%.*s/%.*s", (int)first.length, first.bytes, (int)second.length,
                  second.bytes);
    note_one(note, buffer_str(&both));
    buffer_free(&both);
}

static void note_rules(const struct note *note, struct str rules)
{
    struct str rest = rules;
    while (rest.length > 0)
        note_one(note, str_split(rest, ' ', &rest));
}

static struct str cell_of(const struct report_table *table, const char *name)
{
    int column = store_query_column_find(table->query, name);
    return column < 0 ? STR("") : store_query_text(table->query, column);
}
