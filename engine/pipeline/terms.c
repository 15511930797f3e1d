/* --terms: days by payer, a small CSV file of ours. */
#include "base/file.h"
#include "base/limits.h"
#include "pipeline/policy.h"

#include <stdlib.h>

struct terms_entry {
    struct str payer;
    int64_t days;
    int64_t line;
};

static enum status terms_row(struct run *run, const struct record *record, struct list *rows,
                             struct failure *failure);
static enum status terms_keep(struct run *run, struct list *rows, struct failure *failure);
static enum status terms_twice(const struct terms_entry *first,
                               const struct terms_entry *second, const char *path,
                               struct failure *failure);

enum status run_load_terms(struct run *run, struct failure *failure)
{
    tie_assert(run && run->options->terms_path);
    const char *path = run->options->terms_path;
    struct str text = {0};
    struct list rows = {0};
    enum status status = file_slurp(path, LIMIT_TEXT_FILE_BYTES, &run->arena, &text, failure);
    if (status != STATUS_OK)
        return status;
    run->terms_text = text;
    run->terms_digest = policy_digest_text(run, text);
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
    struct str payer = str_trim(policy_cell(record, 0));
    struct str days = str_trim(policy_cell(record, 1));
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
    entry->line = record->line_first;
    return STATUS_OK;
}

static int terms_compare(const void *a, const void *b)
{
    const struct terms_entry *left = a;
    const struct terms_entry *right = b;
    int order = str_compare(left->payer, right->payer);
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
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
            return terms_twice(&entries[i - 1], &entries[i], run->options->terms_path, failure);
    }
    run->run_facts.terms = (struct policy_terms){payers, days, rows->count};
    return STATUS_OK;
}

static enum status terms_twice(const struct terms_entry *first,
                               const struct terms_entry *second, const char *path,
                               struct failure *failure)
{
    failure_set(failure, STATUS_REFUSED, "payer %.*s stands twice, first in line %lld",
                (int)second->payer.length, second->payer.bytes, (long long)first->line);
    failure_place(failure, path, second->line, 1);
    failure_remedy(failure, "Keep the row that holds: a payer has one term. Accounts are "
                            "compared without hyphens, padded to 12 digits.");
    return STATUS_REFUSED;
}
