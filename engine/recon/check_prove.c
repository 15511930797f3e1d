/* --prove: a rule that says it is quiet about positions at rest, or asks only about marked
 * lines, is asked twice: by that shortcut, and over everything. The answers must be the same
 * rows, whatever their order. */
#include "recon/check_parts.h"

#include <stdio.h>
#include <stdlib.h>

/* One answer: the digest of all its cells, and what it is about. */
struct proof {
    struct digest digest;
    int64_t position_id, line_id;
    struct str subject;
};
struct proofs {
    struct proof *items;
    size_t count, capacity;
};

static enum status prove_ask(struct check *check, const struct rule *rule,
                             struct vocabulary_scope scope, struct proofs *proofs,
                             struct failure *failure);
static void proof_take(struct check *check, const struct store_query *query,
                       struct proofs *proofs);
static int64_t proof_id(const struct store_query *query, const char *column);
static int proof_compare(const void *a, const void *b);
static const struct proof *prove_difference(const struct proofs *all,
                                            const struct proofs *shortcut);
static enum status prove_note(struct check *check, const struct rule *rule,
                              const struct proof *proof, struct failure *failure);
static enum status prove_subject(struct check *check, const struct proof *proof,
                                 struct buffer *subject, struct failure *failure);

enum status check_prove_rule(struct check *check, size_t rule, struct failure *failure)
{
    tie_assert(check != NULL && rule < check->set->count);
    const struct rule *asked = &check->set->rules[rule];
    struct proofs all = {0};
    struct proofs shortcut = {0};
    check->result->rules_proved++;
    if (check->whole || (!asked->rest_quiet && asked->line_flag == 0))
        return STATUS_OK; /* it reads everything as it is */
    struct vocabulary_scope scope = {.rest = true};
    enum status status = prove_ask(check, asked, scope, &all, failure);
    scope = (struct vocabulary_scope){!asked->rest_quiet, asked->line_flag};
    if (status == STATUS_OK)
        status = prove_ask(check, asked, scope, &shortcut, failure);
    const struct proof *other = status == STATUS_OK ? prove_difference(&all, &shortcut) : NULL;
    if (other != NULL)
        status = prove_note(check, asked, other, failure);
    free(all.items);
    free(shortcut.items);
    return status;
}

static enum status prove_ask(struct check *check, const struct rule *rule,
                             struct vocabulary_scope scope, struct proofs *proofs,
                             struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = check_rule_prepare(check, rule, scope, &query, failure);
    if (status == STATUS_OK)
        status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found) {
        proof_take(check, query, proofs);
        status = store_query_step(query, &found, failure);
    }
    store_query_close(query);
    if (proofs->count > 1)
        qsort(proofs->items, proofs->count, sizeof *proofs->items, proof_compare);
    return status;
}

/* NULL and empty are two cells. */
static void proof_take(struct check *check, const struct store_query *query,
                       struct proofs *proofs)
{
    struct buffer cells = {0};
    for (int i = 0; i < store_query_columns(query); i++) {
        buffer_add_byte(&cells, store_query_is_null(query, i) ? '0' : '1');
        buffer_add(&cells, store_query_text(query, i));
        buffer_add_byte(&cells, '\0');
    }
    if (proofs->count == proofs->capacity) {
        proofs->capacity = proofs->capacity * 2 + 256;
        proofs->items = memory_resize(proofs->items, proofs->capacity, sizeof *proofs->items);
    }
    int subject = store_query_column_find(query, "subject");
    proofs->items[proofs->count++] = (struct proof){
        .digest = digest_of(buffer_str(&cells)),
        .position_id = proof_id(query, "position_id"),
        .line_id = proof_id(query, "line_id"),
        .subject =
            subject < 0 ? STR("") : arena_copy(&check->arena, store_query_text(query, subject)),
    };
    buffer_free(&cells);
}

static int64_t proof_id(const struct store_query *query, const char *column)
{
    int at = store_query_column_find(query, column);
    bool known = at >= 0 && store_query_is_integer(query, at);
    return known ? store_query_integer(query, at) : CHECK_NO_ID;
}

static int proof_compare(const void *a, const void *b)
{
    const struct proof *left = a;
    const struct proof *right = b;
    return digest_compare(&left->digest, &right->digest);
}

/* The first answer that only one of the two has, or NULL. */
static const struct proof *prove_difference(const struct proofs *all,
                                            const struct proofs *shortcut)
{
    size_t count = all->count < shortcut->count ? all->count : shortcut->count;
    for (size_t i = 0; i < count; i++) {
        int order = proof_compare(&all->items[i], &shortcut->items[i]);
        if (order != 0)
            return order < 0 ? &all->items[i] : &shortcut->items[i];
    }
    if (all->count == shortcut->count)
        return NULL;
    return all->count > count ? &all->items[count] : &shortcut->items[count];
}

/* The first is told of by name; all are counted. */
static enum status prove_note(struct check *check, const struct rule *rule,
                              const struct proof *proof, struct failure *failure)
{
    struct check_result *result = check->result;
    struct buffer subject = {0};
    if (result->rules_unproved++ > 0)
        return STATUS_OK;
    enum status status = prove_subject(check, proof, &subject, failure);
    snprintf(result->unproved, sizeof result->unproved,
             "rule %.*s answers otherwise about %s when it reads everything",
             (int)rule->code.length, rule->code.bytes, buffer_c(&subject));
    buffer_free(&subject);
    return status;
}

static enum status prove_subject(struct check *check, const struct proof *proof,
                                 struct buffer *subject, struct failure *failure)
{
    struct check_place place = {.position_id = CHECK_NO_ID};
    struct store_query *query = NULL;
    bool found = false;
    if (proof->position_id != CHECK_NO_ID) {
        enum status status = check_place_position(check, proof->position_id, &place, failure);
        buffer_add(subject, place.reference);
        return status;
    }
    if (proof->line_id == CHECK_NO_ID) {
        buffer_add(subject, proof->subject);
        return STATUS_OK;
    }
    enum status status = store_query_open(
        &query, check->store,
        STR("SELECT short_name || '#' || (?1 & 4294967295) FROM main.section AS s "
            "JOIN main.file AS f ON f.file_id = s.file_id WHERE section_id = ?1 >> 32"),
        failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, proof->line_id);
        status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK && found)
        buffer_add(subject, store_query_text(query, 0));
    store_query_close(query);
    return status;
}
