/* One row of findings.csv: its id, its values as they are printed, its sentence. */
#include "recon/check_parts.h"

enum { FINDING_ID_DIGITS = 20 };

static void finding_id(const struct rule *rule, const struct check_place *place,
                       char id[DIGEST_HEX_BYTES]);
static enum status insert_finding(struct check *check, const struct store_cell *cells,
                                  const struct rule *rule, const struct check_place *place,
                                  struct failure *failure);
static bool finding_is_there(struct check *check, struct str id);

enum status check_finding_write(struct check *check, const struct rule *rule,
                                enum severity severity, const struct check_place *place,
                                const struct check_words *words, struct str says,
                                struct failure *failure)
{
    char id[DIGEST_HEX_BYTES];
    struct buffer sentence = {0};
    tie_assert(words->count >= 0);
    finding_id(rule, place, id);
    check_says_fill(says, rule->unit, words, place, &sentence);
    const struct store_cell cells[] = {
        store_text((struct str){id, FINDING_ID_DIGITS}),
        store_text(rule->code),
        store_text(severity_name(severity)),
        store_text(place->subject),
        store_text(place->reference),
        store_text(place->currency),
        store_text(words->expected),
        store_text(words->actual),
        store_text(words->difference),
        store_text(buffer_str(&sentence)),
        store_text(place->evidence),
    };
    enum status status = insert_finding(check, cells, rule, place, failure);
    if (status == STATUS_OK)
        check->result->findings[severity]++;
    buffer_free(&sentence);
    return status;
}

/* The first digits of SHA-256 over rule NUL subject NUL currency: it stays the same from run to
 * run. */
static void finding_id(const struct rule *rule, const struct check_place *place,
                       char id[DIGEST_HEX_BYTES])
{
    struct buffer text = {0};
    buffer_add(&text, rule->code);
    buffer_add_byte(&text, '\0');
    buffer_add(&text, place->subject);
    buffer_add_byte(&text, '\0');
    buffer_add(&text, place->currency);
    struct digest digest = digest_of(buffer_str(&text));
    digest_hex(&digest, id);
    buffer_free(&text);
}

/* Two findings with one id would hide one of them: then nothing can be trusted. */
static enum status insert_finding(struct check *check, const struct store_cell *cells,
                                  const struct rule *rule, const struct check_place *place,
                                  struct failure *failure)
{
    struct failure inner;
    failure_init(&inner);
    enum status status = store_insert_row(check->findings, cells, &inner);
    if (status == STATUS_OK)
        return STATUS_OK;
    if (finding_is_there(check, cells[0].text))
        return failure_set(failure, STATUS_EVIDENCE,
                           "two findings with one id: rule %.*s, subject %.*s, currency %.*s",
                           (int)rule->code.length, rule->code.bytes, (int)place->subject.length,
                           place->subject.bytes, (int)place->currency.length,
                           place->currency.bytes);
    return failure_set(failure, status, "%s", inner.message);
}

static bool finding_is_there(struct check *check, struct str id)
{
    struct failure ignored;
    bool found = false;
    failure_init(&ignored);
    store_query_reset(check->finding);
    store_query_bind_text(check->finding, 1, id);
    if (store_query_step(check->finding, &found, &ignored) != STATUS_OK)
        return false;
    return found;
}
