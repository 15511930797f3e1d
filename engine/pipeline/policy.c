/* Policy values and payment terms: small CSV files of ours, read through the same door as
 * reports. */
#include "base/file.h"
#include "base/limits.h"
#include "pipeline/run.h"

#include <stdlib.h>
#include <string.h>

static enum status policy_read(struct run *run, struct str text, struct failure *failure);
static enum status policy_set(struct run *run, struct str name, struct str value,
                              struct failure *failure);
static enum status terms_read(struct run *run, struct failure *failure);
static enum status terms_row(struct run *run, const struct record *record, struct list *rows,
                             struct failure *failure);
static enum status terms_keep(struct run *run, struct list *rows, struct failure *failure);
static struct str cell_of(const struct record *record, uint32_t index);
static struct str digest_text(struct run *run, struct str text);

struct terms_entry {
    struct str payer;
    int64_t days;
};

enum status run_load_policy(struct run *run, struct failure *failure)
{
    tie_assert(run && run->rules.file_count > 0);
    const struct rules_file *own = rules_source_find(&run->rules, STR("policy.csv"));
    if (!own)
        own = rules_source_find(&run->rules_built_in, STR("policy.csv"));
    tie_assert(own);
    run->policy_digest = digest_text(run, own->text);
    enum status status = policy_read(run, own->text, failure);
    if (status == STATUS_OK && run->options->terms_path)
        status = terms_read(run, failure);
    return status;
}

static enum status policy_read(struct run *run, struct str text, struct failure *failure)
{
    struct record_reader *reader = record_reader_over(text, "policy.csv", NULL);
    struct record record;
    bool found = true;
    enum status status = STATUS_OK;
    while ((status = record_reader_next(reader, &record, &found, failure)) == STATUS_OK &&
           found) {
        if (record.number == 1)
            continue;
        status = policy_set(run, cell_of(&record, 0), cell_of(&record, 1), failure);
        failure_place(failure, "policy.csv", record.line_first, 2);
        if (status != STATUS_OK)
            break;
    }
    record_reader_close(reader);
    return status;
}

static enum status policy_set(struct run *run, struct str name, struct str value,
                              struct failure *failure)
{
    struct policy *policy = &run->run_facts.policy;
    struct money_reading money = money_parse(value, MONEY_PLAIN);
    bool good = money.fault == MONEY_FINE && money.amount.micro >= 0;
    int64_t count = 0;
    bool whole = str_to_count(value, 100000, &count);
    if (str_equal(name, STR("penny"))) {
        policy->penny = money.amount;
        good = good && money.amount.micro <= LIMIT_PENNY_MICRO;
    } else if (str_equal(name, STR("penny_budget"))) {
        policy->penny_budget = money.amount;
    } else if (str_equal(name, STR("settlement_grace_days"))) {
        policy->settlement_grace_days = count;
        good = whole;
    } else if (str_equal(name, STR("history_days"))) {
        policy->history_days = count;
        good = whole;
    } else if (str_equal(name, STR("payout_gap_days"))) {
        policy->payout_gap_days = count;
        good = whole;
    } else {
        good = false;
    }
    if (good)
        return STATUS_OK;
    failure_set(failure, STATUS_REFUSED, "policy %.*s cannot be %.*s", (int)name.length,
                name.bytes, (int)value.length, value.bytes);
    failure_remedy(failure, "rules/policy.csv lists the names, their units and bounds.");
    return STATUS_REFUSED;
}

static enum status terms_read(struct run *run, struct failure *failure)
{
    const char *path = run->options->terms_path;
    struct str text = {0};
    struct list rows = {0};
    enum status status = file_slurp(path, LIMIT_TEXT_FILE_BYTES, &run->arena, &text, failure);
    if (status != STATUS_OK)
        return status;
    run->terms_digest = digest_text(run, text);
    struct record_reader *reader = record_reader_over(text, path, NULL);
    struct record record;
    bool found = true;
    while ((status = record_reader_next(reader, &record, &found, failure)) == STATUS_OK &&
           found) {
        status = terms_row(run, &record, &rows, failure);
        failure_place(failure, path, record.line_first, 0);
        if (status != STATUS_OK)
            break;
    }
    record_reader_close(reader);
    if (status == STATUS_OK)
        status = terms_keep(run, &rows, failure);
    failure_place(failure, path, 0, 0);
    free(rows.items);
    return status;
}

static enum status terms_row(struct run *run, const struct record *record, struct list *rows,
                             struct failure *failure)
{
    struct str payer = str_trim(cell_of(record, 0));
    struct str days = str_trim(cell_of(record, 1));
    bool header = record->number == 1;
    int64_t count = 0;
    bool good = record->field_count == 2;
    if (good && header)
        good = str_equal_nocase(payer, STR("payer")) && str_equal_nocase(days, STR("days"));
    else if (good)
        good = payer.length > 0 && str_to_count(days, LIMIT_TERMS_DAYS, &count);
    if (!good) {
        failure_set(failure, STATUS_REFUSED,
                    header ? "not the header payer,days" : "not a payer and a number of days");
        failure_remedy(failure, "The file has the header payer,days and a row a payer: "
                                "123456789012,30");
        return STATUS_REFUSED;
    }
    if (header)
        return STATUS_OK;
    struct terms_entry *entry = list_add(rows, sizeof(*entry));
    entry->payer = arena_copy(&run->arena, line_normalise_account(payer, &run->arena));
    entry->days = count;
    return STATUS_OK;
}

static int terms_compare(const void *a, const void *b)
{
    const struct terms_entry *left = a;
    const struct terms_entry *right = b;
    return str_compare(left->payer, right->payer);
}

static enum status terms_keep(struct run *run, struct list *rows, struct failure *failure)
{
    struct terms_entry *entries = rows->items;
    if (rows->count > 1)
        qsort(entries, rows->count, sizeof(*entries), terms_compare);
    struct str *payers = arena_take(&run->arena, rows->count * sizeof(*payers));
    int64_t *days = arena_take(&run->arena, rows->count * sizeof(*days));
    for (size_t i = 0; i < rows->count; i++) {
        payers[i] = entries[i].payer;
        days[i] = entries[i].days;
        if (i > 0 && str_equal(payers[i], payers[i - 1]))
            return failure_set(failure, STATUS_REFUSED, "payer %.*s stands twice",
                               (int)payers[i].length, payers[i].bytes);
    }
    run->run_facts.terms = (struct policy_terms){payers, days, rows->count};
    return STATUS_OK;
}

static struct str cell_of(const struct record *record, uint32_t index)
{
    if (index >= record->field_count)
        return (struct str){"", 0};
    return (struct str){record->fields[index].bytes, record->fields[index].length};
}

static struct str digest_text(struct run *run, struct str text)
{
    struct digest digest = digest_of(text);
    char hex[DIGEST_HEX_BYTES];
    return arena_copy(&run->arena, str_from(digest_hex(&digest, hex)));
}
