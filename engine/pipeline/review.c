/* What is said of a sealed month later: that somebody else looked at it, that it is open again.
 * Nothing is read but the journal. */
#include "pipeline/books.h"
#include "pipeline/keep.h"
#include "store/store_read.h"

/* What one entry takes. */
struct saying {
    const char *books_path;
    const struct seal_words *words;
    struct store *store;
    struct arena arena;
    struct journal journal;
    char month[DAY_TEXT_BYTES];
    const struct journal_entry *seal; /* of the month, in force; or NULL */
};

static enum status saying_begin(struct saying *saying, struct failure *failure);
static enum status saying_end(struct saying *saying, enum status status,
                              struct failure *failure);
static enum status say(struct saying *saying, const char *what, int64_t *entry,
                       struct failure *failure);
static enum status refuse_same(const struct saying *saying, struct failure *failure);
static enum status refuse_not_newest(const struct saying *saying, struct failure *failure);

enum status pipeline_review(const char *books_path, const struct seal_words *words,
                            int64_t *entry, struct failure *failure)
{
    tie_assert(books_path && words && words->by.length > 0 && entry);
    struct saying saying = {.books_path = books_path, .words = words};
    enum status status = saying_begin(&saying, failure);
    if (status == STATUS_OK)
        status = refuse_same(&saying, failure);
    if (status == STATUS_OK)
        status = say(&saying, "review", entry, failure);
    return saying_end(&saying, status, failure);
}

enum status pipeline_reopen(const char *books_path, const struct seal_words *words,
                            int64_t *entry, struct failure *failure)
{
    tie_assert(books_path && words && words->by.length > 0 && words->because.length > 0);
    struct saying saying = {.books_path = books_path, .words = words};
    enum status status = saying_begin(&saying, failure);
    if (status == STATUS_OK)
        status = refuse_not_newest(&saying, failure);
    /* Files that came since are of the open month again: what was answered no longer holds. */
    if (status == STATUS_OK)
        status = keep_forget_answers(saying.store, failure);
    if (status == STATUS_OK)
        status = say(&saying, "reopen", entry, failure);
    return saying_end(&saying, status, failure);
}

static enum status saying_begin(struct saying *saying, struct failure *failure)
{
    bool made = false;
    enum status status = books_are_there(saying->books_path, failure);
    if (status == STATUS_OK)
        status = store_open_kept(&saying->store, saying->books_path, &made, failure);
    if (status == STATUS_OK)
        status = journal_read(saying->store, &saying->arena, &saying->journal, failure);
    if (status != STATUS_OK)
        return status;
    day_format_month(saying->words->period, saying->month);
    saying->seal = journal_seal_of(&saying->journal, str_from(saying->month));
    if (saying->seal != NULL)
        return journal_day_fits(&saying->journal, saying->words->on, failure);
    failure_set(failure, STATUS_REFUSED, "%s is not sealed", saying->month);
    failure_remedy(failure,
                   "`tieout close --books %s --period %s --by NAME --out DIR` does it.",
                   saying->books_path, saying->month);
    return STATUS_REFUSED;
}

static enum status saying_end(struct saying *saying, enum status status,
                              struct failure *failure)
{
    failure_place(failure, saying->books_path, 0, 0);
    store_close(saying->store);
    arena_free(&saying->arena);
    return status;
}

static enum status say(struct saying *saying, const char *what, int64_t *entry,
                       struct failure *failure)
{
    char day[DAY_TEXT_BYTES];
    struct journal_entry said = {0};
    said.cells[JOURNAL_WHAT] = str_from(what);
    said.cells[JOURNAL_PERIOD] = str_from(saying->month);
    said.cells[JOURNAL_BY] = saying->words->by;
    said.cells[JOURNAL_BECAUSE] = saying->words->because;
    if (saying->words->on != DAY_NONE)
        said.cells[JOURNAL_ON] = str_from(day_format(saying->words->on, day));
    enum status status =
        journal_append(&saying->journal, &said, saying->store, &saying->arena, failure);
    *entry = (int64_t)saying->journal.count;
    return status == STATUS_OK ? store_commit(saying->store, failure) : status;
}

/* Two pairs of eyes; how a name is written is no second pair. */
static enum status refuse_same(const struct saying *saying, struct failure *failure)
{
    struct str closer = saying->seal->cells[JOURNAL_BY];
    if (!str_equal_nocase(str_trim(closer), str_trim(saying->words->by)))
        return STATUS_OK;
    failure_set(failure, STATUS_REFUSED, "%s was sealed by %.*s, who cannot review it",
                saying->month, (int)closer.length, closer.bytes);
    failure_remedy(failure, "Somebody else is to look at it: --by OTHER.");
    return STATUS_REFUSED;
}

static enum status refuse_not_newest(const struct saying *saying, struct failure *failure)
{
    const struct journal_entry *newest = journal_newest_seal(&saying->journal);
    if (newest == saying->seal)
        return STATUS_OK;
    struct str period = newest->cells[JOURNAL_PERIOD];
    failure_set(failure, STATUS_REFUSED, "%s rests on %s: it is to be reopened first",
                period.bytes, saying->month);
    failure_remedy(failure,
                   "`tieout reopen --books %s --period %.*s --by NAME --because \"...\"`, then "
                   "this one.",
                   saying->books_path, (int)period.length, period.bytes);
    return STATUS_REFUSED;
}
