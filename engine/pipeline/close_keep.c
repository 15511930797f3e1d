/* Rows of the kept tables that a seal adds, by SQL from what the check just answered. */
#include "pipeline/close_keep.h"

#include "pipeline/seals.h"
#include "reports/report_model.h"
#include "store/store_read.h"

static enum status keep_answers(struct run *run, int64_t entry, struct str month,
                                struct failure *failure);
static enum status check_sums(struct run *run, int64_t entry, struct str month,
                              struct failure *failure);
static enum status keep_texts(struct run *run, struct failure *failure);
static enum status is_kept(struct run *run, struct str sha256, bool *kept,
                           struct failure *failure);
static enum status keep_text(struct run *run, struct str sha256, const char *folder,
                             struct str path, struct str text, struct failure *failure);
static struct str words_day(struct run *run, day_number day);

enum status close_keep(struct run *run, const struct seal_words *words,
                       struct journal_entry *entry, struct failure *failure)
{
    tie_assert(run && run->store && words && entry);
    char month[DAY_TEXT_BYTES];
    struct buffer files = {0};
    int64_t number = (int64_t)run->journal.count + 1;
    int64_t count = 0;
    day_format_month(words->period, month);
    *entry = (struct journal_entry){.loads = run->kept.loads};
    struct str *cells = entry->cells;
    cells[JOURNAL_WHAT] = STR("close");
    cells[JOURNAL_PERIOD] = arena_copy(&run->arena, str_from(month));
    cells[JOURNAL_BY] = words->by;
    cells[JOURNAL_ON] = words_day(run, words->on);
    cells[JOURNAL_BECAUSE] = words->because;
    cells[JOURNAL_AS_OF] = words_day(run, run->run_facts.as_of);
    cells[JOURNAL_INPUTS] = seals_inputs_digest(run, entry->loads, &count);
    buffer_add_count(&files, count);
    cells[JOURNAL_FILES] = arena_copy(&run->arena, buffer_str(&files));
    cells[JOURNAL_RULES] = run->rules_digest;
    cells[JOURNAL_POLICY] = run->policy_digest;
    cells[JOURNAL_TERMS] = run->terms_digest;
    cells[JOURNAL_PROGRAM] = str_from(run->options->version);
    buffer_free(&files);
    enum status status = keep_answers(run, number, cells[JOURNAL_PERIOD], failure);
    if (status == STATUS_OK)
        status = check_sums(run, number, cells[JOURNAL_PERIOD], failure);
    if (status == STATUS_OK)
        status = keep_texts(run, failure);
    if (status == STATUS_OK)
        status = seals_options_digest(run, number, &cells[JOURNAL_OPTIONS], failure);
    if (status == STATUS_OK)
        status = seals_closing_digest(run, number, &cells[JOURNAL_CLOSING], failure);
    return status;
}

/* And that this check was of a seal. */
static enum status keep_answers(struct run *run, int64_t entry, struct str month,
                                struct failure *failure)
{
    struct buffer sql = {0};
    buffer_format(
        &sql,
        "INSERT INTO kept_closing SELECT %lld, reference_id, currency, "
        "coalesce(payer.payer, ''), collectible "
        "FROM position_active LEFT JOIN payer USING (payer_id) "
        "WHERE collectible <> 0 AND state <> 'cross-currency';"
        "INSERT INTO kept_timing SELECT %lld, reference_id, currency, kind, rule, amount, "
        "waits_for_role, must_clear_by, evidence "
        "FROM timing JOIN position_active USING (position_id);"
        "INSERT INTO kept_timing SELECT %lld, reference_id, currency, 'told', rule, amount, "
        "waits_for_role, must_clear_by, evidence "
        "FROM timing_followed WHERE outcome IN ('told', 'unasked');"
        "INSERT INTO kept_option SELECT %lld, substr(name, %zu), value FROM meta "
        "WHERE name GLOB '" META_OPTION_PREFIX "*';"
        "INSERT INTO meta VALUES ('" META_SEAL "', '%.*s')",
        (long long)entry, (long long)entry, (long long)entry, (long long)entry,
        sizeof(META_OPTION_PREFIX), (int)month.length, month.bytes);
    enum status status = store_execute(run->store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}

/* Item by item it is what the roll-forward closes with, per currency. */
static enum status check_sums(struct run *run, int64_t entry, struct str month,
                              struct failure *failure)
{
    struct buffer sql = {0};
    int64_t off = 0;
    buffer_format(
        &sql,
        "WITH kept AS (SELECT currency, exact_sum(collectible) AS open FROM kept_closing "
        "WHERE entry = %lld GROUP BY currency), "
        "rolled AS (SELECT currency, closing FROM roll_forward WHERE is_total = 1) "
        "SELECT (SELECT count(*) FROM rolled LEFT JOIN kept USING (currency) "
        "WHERE closing <> coalesce(open, '0.00')) + (SELECT count(*) FROM kept "
        "WHERE currency NOT IN (SELECT currency FROM rolled))",
        (long long)entry);
    enum status status = store_read_integer(run->store, buffer_str(&sql), &off, failure);
    buffer_free(&sql);
    if (status != STATUS_OK || off == 0)
        return status;
    return failure_set(failure, STATUS_EVIDENCE,
                       "the open items of %.*s do not add up to the closing of its "
                       "roll-forward",
                       (int)month.length, month.bytes);
}

/* The same rules serve many months. */
static enum status keep_texts(struct run *run, struct failure *failure)
{
    const struct {
        struct str sha256;
        struct str name;
        struct str text;
    } given[] = {{run->terms_digest, STR("terms.csv"), run->terms_text},
                 {run->policy_file_digest, STR("policy.csv"), run->policy_text}};
    bool kept = false;
    enum status status = is_kept(run, run->rules_digest, &kept, failure);
    for (size_t at = 0; status == STATUS_OK && !kept && at < run->rules.file_count; at++)
        status = keep_text(run, run->rules_digest, "rules/", run->rules.files[at].path,
                           run->rules.files[at].text, failure);
    for (size_t at = 0; status == STATUS_OK && at < array_count(given); at++) {
        kept = given[at].sha256.length == 0;
        if (!kept)
            status = is_kept(run, given[at].sha256, &kept, failure);
        if (status == STATUS_OK && !kept)
            status =
                keep_text(run, given[at].sha256, "", given[at].name, given[at].text, failure);
    }
    return status;
}

static enum status is_kept(struct run *run, struct str sha256, bool *kept,
                           struct failure *failure)
{
    struct store_query *query = NULL;
    enum status status = store_query_open(
        &query, run->store, STR("SELECT 1 FROM kept_text WHERE sha256 = ?1"), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, sha256);
        status = store_query_step(query, kept, failure);
    }
    store_query_close(query);
    return status;
}

static enum status keep_text(struct run *run, struct str sha256, const char *folder,
                             struct str path, struct str text, struct failure *failure)
{
    struct store_insert *insert = NULL;
    struct buffer name = {0};
    buffer_format(&name, "%s%.*s", folder, (int)path.length, path.bytes);
    const struct store_cell cells[] = {store_text(sha256), store_text(buffer_str(&name)),
                                       store_text(text)};
    enum status status = store_insert_open(&insert, run->store, "kept_text", 3, failure);
    if (status == STATUS_OK)
        status = store_insert_row(insert, cells, failure);
    store_insert_close(insert);
    buffer_free(&name);
    return status;
}

static struct str words_day(struct run *run, day_number day)
{
    char text[DAY_TEXT_BYTES];
    return day == DAY_NONE ? (struct str){"", 0}
                           : arena_copy(&run->arena, str_from(day_format(day, text)));
}
