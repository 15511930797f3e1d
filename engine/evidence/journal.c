/* Entries as rows of kept_journal, and the chain over their cells. */
#include "evidence/journal.h"

#include "base/digest.h"
#include "store/store_read.h"
#include "store/store_write.h"

static const struct str zeros =
    STR_INIT("0000000000000000000000000000000000000000000000000000000000000000");

/* Columns of kept_journal: PREVIOUS is no column, it is the sha256 of the row before. */
enum { COLUMN_SHA256 = JOURNAL_PREVIOUS, COLUMN_LOADS, COLUMNS };

static void take_entry(const struct store_query *query, struct arena *arena,
                       struct journal_entry *entry);
static struct str previous_of(const struct journal *journal, size_t at);
static struct str digest_entry(const struct journal_entry *entry, struct arena *arena);
static struct str number_text(int64_t number, struct arena *arena);
static bool is_what(const struct journal_entry *entry, const char *what);

struct str journal_cell_name(enum journal_cell cell)
{
    static const struct str names[JOURNAL_CELLS] = {
        [JOURNAL_ENTRY] = STR_INIT("entry"),
        [JOURNAL_WHAT] = STR_INIT("what"),
        [JOURNAL_PERIOD] = STR_INIT("period"),
        [JOURNAL_BY] = STR_INIT("by"),
        [JOURNAL_ON] = STR_INIT("on"),
        [JOURNAL_BECAUSE] = STR_INIT("because"),
        [JOURNAL_AS_OF] = STR_INIT("as_of"),
        [JOURNAL_FILES] = STR_INIT("files"),
        [JOURNAL_INPUTS] = STR_INIT("inputs_sha256"),
        [JOURNAL_RULES] = STR_INIT("rules_sha256"),
        [JOURNAL_POLICY] = STR_INIT("policy_sha256"),
        [JOURNAL_TERMS] = STR_INIT("terms_sha256"),
        [JOURNAL_OPTIONS] = STR_INIT("options_sha256"),
        [JOURNAL_PROGRAM] = STR_INIT("program"),
        [JOURNAL_OUTPUTS] = STR_INIT("outputs_sha256"),
        [JOURNAL_CLOSING] = STR_INIT("closing_sha256"),
        [JOURNAL_PREVIOUS] = STR_INIT("previous"),
        [JOURNAL_SHA256] = STR_INIT("sha256"),
    };
    tie_assert(cell < JOURNAL_CELLS);
    return names[cell];
}

enum status journal_read(struct store *store, struct arena *arena, struct journal *journal,
                         struct failure *failure)
{
    tie_assert(store && arena && journal);
    struct store_query *query = NULL;
    int64_t count = 0;
    bool found = true;
    *journal = (struct journal){0};
    enum status status =
        store_read_integer(store, STR("SELECT count(*) FROM kept_journal"), &count, failure);
    if (status != STATUS_OK || count == 0)
        return status;
    struct journal_entry *entries = arena_take(arena, (size_t)count * sizeof *entries);
    status = store_query_open(&query, store, STR("SELECT * FROM kept_journal ORDER BY entry"),
                              failure);
    while (status == STATUS_OK && journal->count < (size_t)count) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        take_entry(query, arena, &entries[journal->count]);
        journal->entries = entries;
        entries[journal->count].cells[JOURNAL_PREVIOUS] = previous_of(journal, journal->count);
        journal->count++;
    }
    store_query_close(query);
    return status == STATUS_OK ? journal_check(journal, failure) : status;
}

static void take_entry(const struct store_query *query, struct arena *arena,
                       struct journal_entry *entry)
{
    tie_assert(store_query_columns(query) == COLUMNS);
    for (int at = 0; at < JOURNAL_PREVIOUS; at++)
        entry->cells[at] = arena_copy(arena, store_query_text(query, at));
    entry->cells[JOURNAL_SHA256] = arena_copy(arena, store_query_text(query, COLUMN_SHA256));
    entry->loads = store_query_integer(query, COLUMN_LOADS);
}

static struct str previous_of(const struct journal *journal, size_t at)
{
    return at == 0 ? zeros : journal->entries[at - 1].cells[JOURNAL_SHA256];
}

enum status journal_check(const struct journal *journal, struct failure *failure)
{
    tie_assert(journal && failure);
    struct arena arena = {0};
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < journal->count; at++) {
        const struct journal_entry *entry = &journal->entries[at];
        const long long number = (long long)at + 1;
        if (!str_equal(entry->cells[JOURNAL_ENTRY], number_text(number, &arena)))
            status = failure_set(failure, STATUS_EVIDENCE,
                                 "entry %lld of the journal is not there", number);
        else if (!str_equal(entry->cells[JOURNAL_PREVIOUS], previous_of(journal, at)) ||
                 !str_equal(entry->cells[JOURNAL_SHA256], digest_entry(entry, &arena)))
            status = failure_set(failure, STATUS_EVIDENCE,
                                 "entry %lld of the journal is not what was written", number);
    }
    if (status != STATUS_OK)
        failure_remedy(failure, "What says who sealed which month was changed. A copy of the "
                                "books, and seals.csv\nof another pack, show the journal as it "
                                "was.");
    arena_free(&arena);
    return status;
}

static struct str digest_entry(const struct journal_entry *entry, struct arena *arena)
{
    const struct str nul = {"", 1};
    char hex[DIGEST_HEX_BYTES];
    struct digest_stream *stream = digest_start();
    digest_add(stream, entry->cells[JOURNAL_PREVIOUS]);
    digest_add(stream, nul);
    for (int at = 0; at < JOURNAL_PREVIOUS; at++) {
        digest_add(stream, entry->cells[at]);
        digest_add(stream, nul);
    }
    struct digest digest = digest_finish(stream);
    return arena_copy(arena, str_from(digest_hex(&digest, hex)));
}

static struct str number_text(int64_t number, struct arena *arena)
{
    struct buffer text = {0};
    buffer_add_count(&text, number);
    struct str kept = arena_copy(arena, buffer_str(&text));
    buffer_free(&text);
    return kept;
}

enum status journal_day_fits(const struct journal *journal, day_number on,
                             struct failure *failure)
{
    tie_assert(journal != NULL);
    char day[DAY_TEXT_BYTES];
    struct str said = str_from(day_format(on, day));
    for (size_t at = journal->count; on != DAY_NONE && at-- > 0;) {
        struct str earlier = journal->entries[at].cells[JOURNAL_ON];
        if (earlier.length == 0 || str_compare(earlier, said) <= 0)
            continue;
        failure_set(failure, STATUS_REFUSED,
                    "--on %s is before entry %zu of the journal, of %.*s", day, at + 1,
                    (int)earlier.length, earlier.bytes);
        failure_remedy(failure,
                       "Entries stand in the order they were made in: say %.*s or later.",
                       (int)earlier.length, earlier.bytes);
        return STATUS_REFUSED;
    }
    return STATUS_OK;
}

enum status journal_append(struct journal *journal, struct journal_entry *entry,
                           struct store *store, struct arena *arena, struct failure *failure)
{
    tie_assert(journal && entry && store && arena);
    struct store_insert *insert = NULL;
    struct store_cell cells[COLUMNS];
    int64_t number = (int64_t)journal->count + 1;
    for (int at = 0; at < JOURNAL_CELLS; at++)
        if (entry->cells[at].bytes == NULL)
            entry->cells[at] = (struct str){"", 0};
    entry->cells[JOURNAL_ENTRY] = number_text(number, arena);
    entry->cells[JOURNAL_PREVIOUS] = previous_of(journal, journal->count);
    entry->cells[JOURNAL_SHA256] = digest_entry(entry, arena);
    for (int at = 0; at < JOURNAL_PREVIOUS; at++)
        cells[at] = store_text(entry->cells[at]);
    cells[JOURNAL_ENTRY] = store_integer(number);
    cells[COLUMN_SHA256] = store_text(entry->cells[JOURNAL_SHA256]);
    cells[COLUMN_LOADS] = store_integer(entry->loads);
    enum status status = store_insert_open(&insert, store, "kept_journal", COLUMNS, failure);
    if (status == STATUS_OK)
        status = store_insert_row(insert, cells, failure);
    store_insert_close(insert);
    if (status != STATUS_OK)
        return status;
    struct journal_entry *grown = arena_take(arena, (size_t)number * sizeof *grown);
    for (size_t at = 0; at < journal->count; at++)
        grown[at] = journal->entries[at];
    grown[journal->count] = *entry;
    *journal = (struct journal){grown, (size_t)number};
    return STATUS_OK;
}

bool journal_in_force(const struct journal *journal, size_t at)
{
    tie_assert(journal && at < journal->count);
    const struct journal_entry *entry = &journal->entries[at];
    if (!is_what(entry, "close"))
        return false;
    for (size_t later = at + 1; later < journal->count; later++)
        if (is_what(&journal->entries[later], "reopen") &&
            str_equal(journal->entries[later].cells[JOURNAL_PERIOD],
                      entry->cells[JOURNAL_PERIOD]))
            return false;
    return true;
}

static bool is_what(const struct journal_entry *entry, const char *what)
{
    return str_equal(entry->cells[JOURNAL_WHAT], str_from(what));
}

/* Months are sealed in their order, and reopened against it: the newest is the last. */
const struct journal_entry *journal_newest_seal(const struct journal *journal)
{
    tie_assert(journal != NULL);
    for (size_t at = journal->count; at-- > 0;)
        if (journal_in_force(journal, at))
            return &journal->entries[at];
    return NULL;
}

const struct journal_entry *journal_seal_of(const struct journal *journal, struct str period)
{
    tie_assert(journal != NULL);
    for (size_t at = 0; at < journal->count; at++)
        if (str_equal(journal->entries[at].cells[JOURNAL_PERIOD], period) &&
            journal_in_force(journal, at))
            return &journal->entries[at];
    return NULL;
}
