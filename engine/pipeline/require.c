/* A required check must be there, and every row of it testable: whether it ties is another
 * question. */
#include "pipeline/require.h"

#include "base/near.h"
#include "recon/tie.h"
#include "store/store_read.h"

static enum status refuse_check(struct str name, struct failure *failure);
static enum status require_one(struct run *run, struct str check, int64_t *unmet,
                               struct buffer *words, struct failure *failure);
static void say_unmet(struct str check, const struct store_query *query, struct buffer *words);

enum { ROWS, UNTESTABLE, SCOPE, WHY };

enum status require_check_names(const struct run_options *options, struct failure *failure)
{
    tie_assert(options != NULL);
    for (size_t at = 0; at < options->require_count; at++) {
        struct str rest = options->requires[at];
        do {
            struct str name = str_split(rest, ',', &rest);
            if (tie_check_is_known(name))
                continue;
            return refuse_check(name, failure);
        } while (rest.length > 0);
    }
    return STATUS_OK;
}

static enum status refuse_check(struct str name, struct failure *failure)
{
    struct buffer known = {0};
    struct near near;
    tie_check_names(&known);
    near_begin(&near, name);
    for (struct str rest = buffer_str(&known); rest.length > 0;) {
        struct str check = str_split(rest, ',', &rest);
        near_offer(&near, check);
        if (rest.length > 0) /* a blank or a line end stands behind the comma */
            rest = (struct str){rest.bytes + 1, rest.length - 1};
    }
    failure_set(failure, STATUS_USAGE, "--require %.*s: there is no such check",
                (int)name.length, name.bytes);
    failure_remedy(failure, "%sThe checks are %s.", near_say(&near), buffer_c(&known));
    buffer_free(&known);
    return STATUS_USAGE;
}

enum status require_read(struct run *run, int64_t *unmet, struct buffer *words,
                         struct failure *failure)
{
    tie_assert(run != NULL && unmet != NULL && words != NULL);
    enum status status = STATUS_OK;
    *unmet = 0;
    for (size_t at = 0; at < run->options->require_count; at++) {
        struct str rest = run->options->requires[at];
        while (status == STATUS_OK && rest.length > 0) {
            struct str name = str_split(rest, ',', &rest);
            status = require_one(run, name, unmet, words, failure);
        }
    }
    return status;
}

/* The first row that is not testable, and how many rows there are of either kind. */
static enum status require_one(struct run *run, struct str check, int64_t *unmet,
                               struct buffer *words, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(
        &query, run->store,
        STR("SELECT count(*), coalesce(sum(verdict = 'not-testable'), 0), "
            "(SELECT scope FROM tie WHERE check_name = ?1 AND verdict = 'not-testable' "
            "ORDER BY scope, currency, why LIMIT 1), "
            "(SELECT why FROM tie WHERE check_name = ?1 AND verdict = 'not-testable' "
            "ORDER BY scope, currency, why LIMIT 1) FROM tie WHERE check_name = ?1"),
        failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, check);
        status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK &&
        (store_query_integer(query, ROWS) == 0 || store_query_integer(query, UNTESTABLE) > 0)) {
        ++*unmet;
        say_unmet(check, query, words);
    }
    store_query_close(query);
    return status;
}

static void say_unmet(struct str check, const struct store_query *query, struct buffer *words)
{
    int64_t untestable = store_query_integer(query, UNTESTABLE);
    buffer_add(words, check);
    if (store_query_integer(query, ROWS) == 0) {
        buffer_add_c(words, ": nothing that was loaded states such a figure\n");
        return;
    }
    buffer_add_c(words, ": ");
    buffer_add(words, store_query_text(query, SCOPE));
    buffer_add_c(words, ": ");
    buffer_add(words, store_query_text(query, WHY));
    if (untestable > 1)
        buffer_format(words, " (and %lld more)", (long long)(untestable - 1));
    buffer_add_byte(words, '\n');
}
