/* Two files side by side, in the order of references: a group is what both say of one reference
 * and currency, and never more than that is held in memory. */
#include "recon/restated_parts.h"

#include <stdlib.h>
#include <string.h>

struct restated {
    const struct run_facts *facts;
    const struct restated_layout *layout;
    const struct supersede_pair *pair; /* the first of both files */
    struct store_insert *insert;
    int64_t ordinal;
    int64_t reference_id;
    currency_code currency;
    struct restated_side before, after;
};

typedef int row_compare(const void *a, const void *b);

static enum status compare_files(struct restated *restated, struct store *store,
                                 struct failure *failure);
static bool is_first(const struct run_facts *facts, const struct superseded *superseded,
                     size_t at);
static enum status next_group(struct restated *restated, bool *found, struct failure *failure);
static bool comes_first(const struct restated_side *side, const struct restated_side *other);
static enum status compare_group(struct restated *restated, struct failure *failure);
static enum status match(struct restated *restated, row_compare *compare, bool tell,
                         struct failure *failure);
static int compare_all(const void *a, const void *b);
static int compare_amounts(const void *a, const void *b);
static int compare_plain(const void *a, const void *b);
static int compare_nothing(const void *a, const void *b);
static int compare_places(const void *a, const void *b);
static enum status put_rest(struct restated *restated, struct restated_side *side, bool gone,
                            struct failure *failure);
static enum status put_changes(struct restated *restated, const struct restated_row *before,
                               const struct restated_row *after, struct failure *failure);
static enum status put(struct restated *restated, const char *component,
                       const struct restated_row *before, const struct restated_row *after,
                       size_t at, struct failure *failure);

enum status restated_store(struct store *store, const struct run_facts *facts,
                           const struct superseded *superseded, struct failure *failure)
{
    tie_assert(store != NULL && facts != NULL && superseded != NULL);
    struct restated restated = {.facts = facts};
    enum status status = store_insert_open(&restated.insert, store, "restated", 11, failure);
    for (size_t at = 0; status == STATUS_OK && at < superseded->count; at++) {
        restated.pair = &superseded->pairs[at];
        if (restated.pair->replaced && is_first(facts, superseded, at))
            status = compare_files(&restated, store, failure);
    }
    store_insert_close(restated.insert);
    free(restated.before.rows);
    free(restated.after.rows);
    return status;
}

/* Tables of two files are compared together: a table may have been cut in two. */
static bool is_first(const struct run_facts *facts, const struct superseded *superseded,
                     size_t at)
{
    const struct section_facts *sections = facts->sections;
    const struct supersede_pair *own = &superseded->pairs[at];
    for (size_t i = 0; i < at; i++) {
        const struct supersede_pair *other = &superseded->pairs[i];
        if (sections[other->section].file == sections[own->section].file &&
            sections[other->by].file == sections[own->by].file &&
            sections[other->section].era->family->role ==
                sections[own->section].era->family->role)
            return false;
    }
    return true;
}

static enum status compare_files(struct restated *restated, struct store *store,
                                 struct failure *failure)
{
    const struct run_facts *facts = restated->facts;
    enum role role = facts->sections[restated->pair->section].era->family->role;
    bool found = true;
    restated->layout = restated_layout_of(role);
    enum status status =
        restated_side_open(&restated->before, facts, restated->pair, false, store, failure);
    if (status == STATUS_OK)
        status =
            restated_side_open(&restated->after, facts, restated->pair, true, store, failure);
    while (status == STATUS_OK && found) {
        status = next_group(restated, &found, failure);
        if (status == STATUS_OK && found)
            status = compare_group(restated, failure);
    }
    store_query_close(restated->before.query);
    store_query_close(restated->after.query);
    restated->before.query = restated->after.query = NULL;
    return status;
}

/* The next reference and currency of either file, with the rows of both. */
static enum status next_group(struct restated *restated, bool *found, struct failure *failure)
{
    struct restated_side *before = &restated->before;
    struct restated_side *after = &restated->after;
    *found = before->found || after->found;
    if (!*found)
        return STATUS_OK;
    const struct restated_side *first = comes_first(after, before) ? after : before;
    int64_t reference_id = restated->reference_id = first->reference_id;
    currency_code currency = restated->currency = first->currency;
    enum status status = restated_side_gather(before, reference_id, currency, failure);
    if (status == STATUS_OK)
        status = restated_side_gather(after, reference_id, currency, failure);
    return status;
}

static bool comes_first(const struct restated_side *side, const struct restated_side *other)
{
    if (!side->found || !other->found)
        return side->found;
    if (side->reference_id != other->reference_id)
        return side->reference_id < other->reference_id;
    return side->currency < other->currency;
}

/* --- comparing -----------------------------------------------------------------------------
 */

static enum status compare_group(struct restated *restated, struct failure *failure)
{
    enum status status = match(restated, compare_all, false, failure);
    if (status == STATUS_OK)
        status = match(restated, compare_amounts, true, failure);
    if (status == STATUS_OK)
        status = match(restated, compare_plain, true, failure);
    if (status == STATUS_OK)
        status = match(restated, compare_nothing, true, failure);
    if (status == STATUS_OK)
        status = put_rest(restated, &restated->before, true, failure);
    if (status == STATUS_OK)
        status = put_rest(restated, &restated->after, false, failure);
    return status;
}

/* Pairs off rows that are equal by `compare`, one by one, in the order of the files. */
static enum status match(struct restated *restated, row_compare *compare, bool tell,
                         struct failure *failure)
{
    struct restated_side *before = &restated->before;
    struct restated_side *after = &restated->after;
    size_t old = 0;
    size_t new = 0;
    if (before->count == 0 || after->count == 0)
        return STATUS_OK;
    qsort(before->rows, before->count, sizeof *before->rows, compare);
    qsort(after->rows, after->count, sizeof *after->rows, compare);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && old < before->count && new < after->count) {
        struct restated_row first = before->rows[old];
        struct restated_row second = after->rows[new];
        first.line_id = second.line_id = 0; /* where they stand does not matter */
        int order = first.matched || second.matched ? 0 : compare(&first, &second);
        bool equal = order == 0 && !first.matched && !second.matched;
        if (equal) {
            before->rows[old].matched = after->rows[new].matched = true;
            if (tell)
                status = put_changes(restated, &before->rows[old], &after->rows[new], failure);
        }
        old += equal || first.matched || order < 0;
        new += equal || second.matched || order > 0;
    }
    return status;
}

static int compare_all(const void *a, const void *b)
{
    const struct restated_row *left = a;
    const struct restated_row *right = b;
    int order = memcmp(left->plain, right->plain, sizeof left->plain);
    return order != 0 ? order : compare_amounts(a, b);
}

static int compare_amounts(const void *a, const void *b)
{
    const struct restated_row *left = a;
    const struct restated_row *right = b;
    int order = memcmp(left->amounts, right->amounts, sizeof left->amounts);
    return order != 0 ? order : compare_places(a, b);
}

static int compare_plain(const void *a, const void *b)
{
    const struct restated_row *left = a;
    const struct restated_row *right = b;
    int order = memcmp(left->plain, right->plain, sizeof left->plain);
    return order != 0 ? order : compare_places(a, b);
}

static int compare_nothing(const void *a, const void *b)
{
    return compare_places(a, b);
}

static int compare_places(const void *a, const void *b)
{
    const struct restated_row *left = a;
    const struct restated_row *right = b;
    return (left->line_id > right->line_id) - (left->line_id < right->line_id);
}

/* --- telling -------------------------------------------------------------------------------
 */

static enum status put_rest(struct restated *restated, struct restated_side *side, bool gone,
                            struct failure *failure)
{
    const struct restated_row *last = NULL;
    enum status status = STATUS_OK;
    if (side->count > 0)
        qsort(side->rows, side->count, sizeof *side->rows, compare_places);
    for (size_t at = 0; status == STATUS_OK && at < side->count; at++) {
        last = &side->rows[at];
        if (!last->matched)
            status = put_changes(restated, gone ? last : NULL, gone ? NULL : last, failure);
    }
    return status;
}

/* A row for each amount that differs; one without when none does. */
static enum status put_changes(struct restated *restated, const struct restated_row *before,
                               const struct restated_row *after, struct failure *failure)
{
    const struct restated_layout *layout = restated->layout;
    enum status status = STATUS_OK;
    bool any = false;
    for (size_t at = 0;
         status == STATUS_OK && at < RESTATED_AMOUNTS_MAX && layout->amounts[at] != NULL;
         at++) {
        if ((before ? before->amounts[at] : 0) == (after ? after->amounts[at] : 0))
            continue;
        any = true;
        status = put(restated, layout->amounts[at], before, after, at, failure);
    }
    if (status == STATUS_OK && !any)
        status = put(restated, "", before, after, 0, failure);
    return status;
}

static enum status put(struct restated *restated, const char *component,
                       const struct restated_row *before, const struct restated_row *after,
                       size_t at, struct failure *failure)
{
    char currency[CURRENCY_TEXT_BYTES];
    const char *change = before == NULL ? "added" : after == NULL ? "gone" : "changed";
    bool amount = component[0] != '\0';
    const struct store_cell cells[] = {
        store_integer(++restated->ordinal),
        store_integer(restated->pair->section),
        store_integer(restated->pair->by),
        store_text(str_from(change)),
        store_integer(restated->reference_id),
        store_text(str_from(currency_format(restated->currency, currency))),
        store_text(str_from(component)),
        amount && before ? store_integer(before->amounts[at]) : store_null(),
        amount && after ? store_integer(after->amounts[at]) : store_null(),
        before ? store_integer(before->line_id) : store_null(),
        after ? store_integer(after->line_id) : store_null(),
    };
    return store_insert_row(restated->insert, cells, failure);
}
