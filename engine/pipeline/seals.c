/* The journal of the books, held against what lies beside it, and what follows from it. */
#include "pipeline/seals.h"

#include "pipeline/unpack.h"

#include "store/store_read.h"

/* Of the close before: rules, terms, policy. */
enum { HELD_TEXTS = 3 };
struct held_texts {
    struct str under[HELD_TEXTS];
};

static enum status check_closes(struct run *run, struct failure *failure);
static enum status check_close(struct run *run, const struct journal_entry *close,
                               int64_t entry, struct held_texts *held, struct failure *failure);
static enum status tell_changed(struct failure *failure);
static enum status texts_hold(struct run *run, const struct journal_entry *close, int64_t entry,
                              struct held_texts *held, bool *hold, struct failure *failure);
static enum status check_tail(struct run *run, struct failure *failure);
static enum status take_seals(struct run *run, struct failure *failure);
static enum status take_seal(struct run *run, size_t at, struct run_seal *seal,
                             struct failure *failure);
static enum status option_of(struct run *run, int64_t entry, const char *name,
                             struct str *value, struct failure *failure);
static enum status take_currency(struct run *run, struct failure *failure);
static enum status copy_opening(struct run *run, int64_t entry, struct failure *failure);
static enum status open_positions(struct run *run, int64_t count, struct failure *failure);

enum status seals_read(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    enum status status = journal_read(run->store, &run->arena, &run->journal, failure);
    if (status == STATUS_OK)
        status = check_tail(run, failure);
    if (status == STATUS_OK)
        status = check_closes(run, failure);
    if (status == STATUS_OK)
        status = seals_follow(run, failure);
    failure_place(failure, run->options->books_path, 0, 0);
    return status;
}

enum status seals_follow(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    enum status status = take_seals(run, failure);
    if (status == STATUS_OK && run->seal_count > 0)
        status = take_currency(run, failure);
    return status;
}

/* The chain cannot tell that its newest entries are gone; what they left behind can. */
static enum status check_tail(struct run *run, struct failure *failure)
{
    int64_t newest = 0;
    enum status status = store_read_integer(
        run->store, STR("SELECT coalesce(max(entry), 0) FROM kept_option"), &newest, failure);
    if (status != STATUS_OK || newest <= (int64_t)run->journal.count)
        return status;
    failure_set(failure, STATUS_EVIDENCE, "entry %lld of the journal is not there",
                (long long)newest);
    failure_remedy(failure, "What says who sealed which month was changed. Take the books from "
                            "a copy.");
    return STATUS_EVIDENCE;
}

/* Most months go by the same rules: texts that were held are not read again for the next. */
static enum status check_closes(struct run *run, struct failure *failure)
{
    struct held_texts held = {0};
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < run->journal.count; at++) {
        const struct journal_entry *entry = &run->journal.entries[at];
        if (str_equal(entry->cells[JOURNAL_WHAT], STR("close")))
            status = check_close(run, entry, (int64_t)at + 1, &held, failure);
    }
    return status;
}

static enum status check_close(struct run *run, const struct journal_entry *close,
                               int64_t entry, struct held_texts *held, struct failure *failure)
{
    int64_t files = 0;
    struct str options = {0};
    bool texts = false;
    struct str inputs = seals_inputs_digest(run, close->loads, &files);
    const struct str period = close->cells[JOURNAL_PERIOD];
    enum status status = seals_options_digest(run, entry, &options, failure);
    if (status == STATUS_OK)
        status = texts_hold(run, close, entry, held, &texts, failure);
    if (status != STATUS_OK)
        return status;
    if (!str_equal(inputs, close->cells[JOURNAL_INPUTS]))
        status = failure_set(failure, STATUS_EVIDENCE,
                             "the files that were there when %.*s was sealed are not those "
                             "of these books",
                             (int)period.length, period.bytes);
    else if (!str_equal(options, close->cells[JOURNAL_OPTIONS]))
        status = failure_set(failure, STATUS_EVIDENCE,
                             "the options %.*s was sealed with are not those that are kept",
                             (int)period.length, period.bytes);
    else if (!texts)
        status = failure_set(failure, STATUS_EVIDENCE,
                             "the rules %.*s was sealed by are not those that are kept",
                             (int)period.length, period.bytes);
    return status == STATUS_OK ? STATUS_OK : tell_changed(failure);
}

static enum status tell_changed(struct failure *failure)
{
    failure_remedy(failure, "Something else than tieout changed the books. Take them from a "
                            "copy; the pack of the\nmonth shows what was sealed.");
    return failure->status;
}

/* Rules, terms and policy. */
static enum status texts_hold(struct run *run, const struct journal_entry *close, int64_t entry,
                              struct held_texts *held, bool *hold, struct failure *failure)
{
    struct str under[HELD_TEXTS] = {
        close->cells[JOURNAL_RULES], close->cells[JOURNAL_TERMS], {0}};
    enum status status = option_of(run, entry, "policy", &under[2], failure);
    *hold = true;
    for (size_t at = 0; status == STATUS_OK && at < array_count(under); at++) {
        struct str digest = under[at];
        if (digest.length > 0 && !str_equal(digest, held->under[at]))
            status = seals_texts_digest(run, under[at], &digest, failure);
        *hold = *hold && str_equal(digest, under[at]);
        held->under[at] = under[at];
    }
    return status;
}

static enum status take_seals(struct run *run, struct failure *failure)
{
    const struct journal *journal = &run->journal;
    enum status status = STATUS_OK;
    run->seals = arena_take(&run->arena, (journal->count + 1) * sizeof *run->seals);
    day_number *days = arena_take(&run->arena, (journal->count + 1) * sizeof *days);
    for (size_t at = 0; status == STATUS_OK && at < journal->count; at++) {
        if (!journal_in_force(journal, at))
            continue;
        struct run_seal *seal = &run->seals[run->seal_count];
        status = take_seal(run, at, seal, failure);
        days[run->seal_count++] = seal->on;
    }
    run->run_facts.seals = days;
    run->run_facts.seal_count = run->seal_count;
    return status;
}

static enum status take_seal(struct run *run, size_t at, struct run_seal *seal,
                             struct failure *failure)
{
    const struct journal_entry *close = &run->journal.entries[at];
    struct str said = {0};
    day_number first = DAY_NONE;
    bool known = day_parse_month(close->cells[JOURNAL_PERIOD], &first);
    tie_assert(known); /* the digest says that we wrote it */
    *seal = (struct run_seal){.period = close->cells[JOURNAL_PERIOD],
                              .on = day_month_last(first),
                              .entry = (int64_t)at + 1,
                              .loads = close->loads};
    enum status status = option_of(run, seal->entry, "assume", &said, failure);
    if (status != STATUS_OK || said.length == 0)
        return status;
    struct str *texts = arena_take(&run->arena, (said.length + 1) * sizeof *texts);
    size_t count = 0;
    while (said.length > 0)
        texts[count++] = str_split(said, ' ', &said);
    seal->assumption_count = count;
    return run_prepare_assumptions(run, texts, count, &seal->assumptions, failure);
}

static enum status option_of(struct run *run, int64_t entry, const char *name,
                             struct str *value, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(
        &query, run->store, STR("SELECT value FROM kept_option WHERE entry = ?1 AND name = ?2"),
        failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, entry);
        store_query_bind_text(query, 2, str_from(name));
        status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK && found)
        *value = arena_copy(&run->arena, store_query_text(query, 0));
    store_query_close(query);
    return status;
}

/* Lines without a currency were counted in it: another one would turn what is sealed. */
static enum status take_currency(struct run *run, struct failure *failure)
{
    struct str text = {0};
    currency_code currency = CURRENCY_NONE;
    enum status status =
        option_of(run, run->seals[run->seal_count - 1].entry, "currency", &text, failure);
    if (status != STATUS_OK || !currency_parse(text, &currency))
        return status;
    if (run->options->currency == CURRENCY_NONE || run->options->currency == currency) {
        run->run_facts.base_currency = currency;
        return STATUS_OK;
    }
    char asked[CURRENCY_TEXT_BYTES];
    failure_set(failure, STATUS_USAGE,
                "--currency %s: months of these books were sealed with %.*s",
                currency_format(run->options->currency, asked), (int)text.length, text.bytes);
    failure_remedy(failure, "Leave --currency out: it is %.*s for all of them.",
                   (int)text.length, text.bytes);
    return STATUS_USAGE;
}

uint32_t seals_epoch(const struct run *run, int64_t load_id)
{
    tie_assert(run != NULL);
    uint32_t epoch = 0;
    for (size_t at = 0; at < run->seal_count; at++)
        epoch += load_id == 0 || run->seals[at].loads < load_id;
    return epoch;
}

void seals_settle_epochs(struct run *run)
{
    tie_assert(run != NULL);
    for (size_t at = 0; at < run->files.count; at++)
        run_file(run, at)->epoch = seals_epoch(run, run_file(run, at)->load_id);
    for (size_t at = 0; at < run->facts.count; at++)
        run_facts_of(run, at)->epoch = run_file(run, run_facts_of(run, at)->file)->epoch;
}

enum status seals_open(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    const struct sealed *sealed = &run->run_facts.sealed;
    int64_t count = 0;
    if (!sealed->any)
        return STATUS_OK;
    tie_assert(sealed->epoch < run->seal_count);
    int64_t entry = run->seals[sealed->epoch].entry;
    enum status status =
        run->unpacked ? unpack_opening(run, entry, failure) : copy_opening(run, entry, failure);
    if (status == STATUS_OK)
        status = store_read_integer(run->store, STR("SELECT count(*) FROM sealed_closing"),
                                    &count, failure);
    return status == STATUS_OK ? open_positions(run, count, failure) : status;
}

/* Held against its seal when it is opened with, and not before: what was open in all the other
 * months has no part in this check. */
static enum status copy_opening(struct run *run, int64_t entry, struct failure *failure)
{
    const struct journal_entry *close = &run->journal.entries[entry - 1];
    const struct str period = close->cells[JOURNAL_PERIOD];
    struct str closing = {0};
    struct buffer sql = {0};
    enum status status = seals_closing_digest(run, entry, &closing, failure);
    if (status != STATUS_OK)
        return status;
    if (!str_equal(closing, close->cells[JOURNAL_CLOSING])) {
        failure_set(failure, STATUS_EVIDENCE,
                    "what was open at the end of %.*s is not what was sealed",
                    (int)period.length, period.bytes);
        failure_place(failure, run->options->books_path, 0, 0);
        return tell_changed(failure);
    }
    buffer_format(
        &sql,
        "INSERT INTO sealed_closing SELECT reference_id, currency, payer, collectible "
        "FROM kept_closing WHERE entry = %lld;"
        "INSERT INTO sealed_timing SELECT reference_id, currency, kind, rule, amount, "
        "waits_for_role, must_clear_by, evidence FROM kept_timing WHERE entry = %lld",
        (long long)entry, (long long)entry);
    status = store_execute(run->store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}

/* A payer whom no line names any more has an id all the same. */
static enum status open_positions(struct run *run, int64_t count, struct failure *failure)
{
    struct sealed *sealed = &run->run_facts.sealed;
    struct store_query *query = NULL;
    bool found = true;
    struct sealed_position *positions =
        arena_take(&run->arena, ((size_t)count + 1) * sizeof *positions);
    enum status status = store_query_open(
        &query, run->store,
        STR("SELECT reference_id, currency, payer, collectible FROM sealed_closing "
            "ORDER BY reference_id, currency"),
        failure);
    sealed->positions = positions;
    while (status == STATUS_OK && sealed->count < (size_t)count) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        struct sealed_position *position = &positions[sealed->count++];
        position->reference_id = (uint32_t)store_query_integer(query, 0);
        bool known = currency_parse(store_query_text(query, 1), &position->currency);
        tie_assert(known || store_query_text(query, 1).length == 0);
        position->payer_id = intern_put(&run->payers.names, store_query_text(query, 2));
        position->collectible = store_query_money(query, 3);
    }
    store_query_close(query);
    return status;
}
