/* The life of one reference, one finding, one reject, in the order an accountant asks for it.
 */
#include "cli/explain.h"

#include <stdio.h>

static enum status explain_positions(struct explain *explain, int64_t reference_id,
                                     struct failure *failure);
static void explain_position(const struct store_query *query);
static enum status explain_findings(struct explain *explain, struct str reference,
                                    struct failure *failure);
static void explain_finding_row(const struct store_query *query);
static enum status explain_disposition(struct explain *explain, struct str finding_id,
                                       struct failure *failure);
static enum status explain_summed(struct explain *explain, struct str finding_id,
                                  struct failure *failure);
static enum status explain_evidence(struct explain *explain, struct str evidence,
                                    struct failure *failure);
static enum status explain_place(struct explain *explain, struct str place,
                                 struct failure *failure);
static void print_text(struct str text);

void explain_close(struct explain *explain)
{
    store_close(explain->store);
    arena_free(&explain->arena);
}

enum status explain_reference(struct explain *explain, struct str reference, bool *found,
                              struct failure *failure)
{
    struct store_query *query = NULL;
    int64_t id = 0;
    enum status status = store_query_open(
        &query, explain->store,
        STR("SELECT reference_id FROM reference WHERE text = ?1 AND reference_id > 0"),
        failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, reference);
        status = store_query_step(query, found, failure);
    }
    if (status == STATUS_OK && *found)
        id = store_query_integer(query, 0);
    store_query_close(query);
    if (status != STATUS_OK || !*found)
        return status;
    if (!explain->raw) {
        print_text(reference);
        putchar('\n');
        status = explain_positions(explain, id, failure);
        if (status == STATUS_OK)
            status = explain_findings(explain, reference, failure);
    }
    return status == STATUS_OK ? explain_lines(explain, id, -1, failure) : status;
}

static enum status explain_positions(struct explain *explain, int64_t reference_id,
                                     struct failure *failure)
{
    static const char sql[] =
        "SELECT currency, state, cause, money_text(billed_gross), money_text(billed_refund), "
        "iif(paid_stands_in, money_text(disbursed_net) || ' net, as its bills state', "
        "money_text(disbursed_gross)), iif(paid_stands_in, 'unknown', "
        "money_text(disbursed_refund)), money_text(collectible), "
        "money_text(open_tax), day_text(billed_on), billed_on_source, day_text(due_on), "
        "terms_source, day_text(disbursed_on), tax_status, net_status "
        "FROM position_active WHERE reference_id = ?1 UNION ALL "
        "SELECT currency, 'settled', '', money_text(gross), '0.00', money_text(gross), '0.00', "
        "'0.00', '0.00', day_text(billed_on), billed_on_source, day_text(due_on), "
        "terms_source, "
        "day_text(disbursed_on), tax_status, net_status "
        "FROM position_rest WHERE reference_id = ?1 ORDER BY 1";
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(&query, explain->store, STR(sql), failure);
    if (status == STATUS_OK)
        store_query_bind_integer(query, 1, reference_id);
    while (status == STATUS_OK &&
           (status = store_query_step(query, &found, failure)) == STATUS_OK && found)
        explain_position(query);
    store_query_close(query);
    return status;
}

static void explain_position(const struct store_query *query)
{
    static const char *const labels[] = {"\n  ",
                                         NULL,
                                         NULL,
                                         "\n    billed      ",
                                         "   refunded ",
                                         "\n    paid out    ",
                                         "   refunded ",
                                         "\n    collectible ",
                                         "   open tax ",
                                         "\n    billed on   ",
                                         NULL,
                                         "\n    due on      ",
                                         NULL,
                                         "\n    paid on     ",
                                         "\n    tax         ",
                                         "\n    net terms   "};
    for (int i = 0; i < (int)array_count(labels); i++) {
        struct str text = store_query_text(query, i);
        bool aside = i == 10 || i == 12;
        if (text.length == 0 && !aside)
            continue;
        if (labels[i])
            fputs(labels[i], stdout);
        else if (text.length > 0)
            fputs(aside ? " (" : i == 1 ? ": " : ", ", stdout);
        print_text(text);
        if (aside && text.length > 0)
            putchar(')');
    }
    putchar('\n');
}

static enum status explain_findings(struct explain *explain, struct str reference,
                                    struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status =
        store_query_open(&query, explain->store,
                         STR("SELECT finding_id, severity, rule, explanation FROM finding "
                             "WHERE transaction_reference_id = ?1 ORDER BY rule, finding_id"),
                         failure);
    if (status == STATUS_OK)
        store_query_bind_text(query, 1, reference);
    while (status == STATUS_OK &&
           (status = store_query_step(query, &found, failure)) == STATUS_OK && found) {
        putchar('\n');
        explain_finding_row(query);
        status = explain_disposition(explain, store_query_text(query, 0), failure);
        if (status != STATUS_OK)
            break;
    }
    store_query_close(query);
    return status;
}

static void explain_finding_row(const struct store_query *query)
{
    printf("  ");
    print_text(store_query_text(query, 1));
    putchar(' ');
    print_text(store_query_text(query, 2));
    printf(" (");
    print_text(store_query_text(query, 0));
    printf(")\n    ");
    print_text(store_query_text(query, 3));
    putchar('\n');
}

/* What somebody decided about it, where anything was said. */
static enum status explain_disposition(struct explain *explain, struct str finding_id,
                                       struct failure *failure)
{
    static const char *const labels[] = {
        "reason:  ", "owner:   ", "due on:  ", "comment: ", "said in: "};
    static const char sql[] =
        "SELECT l.reason, l.owner, day_text(l.due), l.comment, f.short_name || '#' || "
        "(l.line_id & 4294967295) FROM disposition JOIN line_disposition AS l USING (line_id) "
        "JOIN section AS s ON s.section_id = l.line_id >> 32 JOIN file AS f USING (file_id) "
        "WHERE disposition.finding_id = ?1";
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(&query, explain->store, STR(sql), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, finding_id);
        status = store_query_step(query, &found, failure);
    }
    for (int at = 0; status == STATUS_OK && found && at < (int)array_count(labels); at++) {
        if (store_query_text(query, at).length == 0)
            continue;
        printf("    %s", labels[at]);
        print_text(store_query_text(query, at));
        putchar('\n');
    }
    store_query_close(query);
    return status;
}

enum status explain_finding(struct explain *explain, struct str finding_id, bool *found,
                            struct failure *failure)
{
    static const char sql[] =
        "SELECT f.finding_id, f.severity, f.rule, f.explanation, r.asks, r.because, r.remedy, "
        "f.transaction_reference_id, f.evidence FROM finding f LEFT JOIN rule r ON r.code = "
        "f.rule "
        "WHERE f.finding_id = ?1";
    struct store_query *query = NULL;
    enum status status = store_query_open(&query, explain->store, STR(sql), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, finding_id);
        status = store_query_step(query, found, failure);
    }
    if (status == STATUS_OK && *found) {
        if (!explain->raw) {
            static const char *const labels[] = {
                "\n    asks:    ", "\n    because: ", "\n    then:    "};
            explain_finding_row(query);
            for (int i = 0; i < 3; i++) {
                fputs(labels[i] + (i == 0), stdout);
                print_text(store_query_text(query, 4 + i));
            }
            putchar('\n');
            status = explain_disposition(explain, finding_id, failure);
        }
        struct str reference = arena_copy(&explain->arena, store_query_text(query, 7));
        struct str evidence = arena_copy(&explain->arena, store_query_text(query, 8));
        bool known = false;
        if (status == STATUS_OK && reference.length > 0)
            status = explain_reference(explain, reference, &known, failure);
        else if (status == STATUS_OK && evidence.length > 0)
            status = explain_evidence(explain, evidence, failure);
        else if (status == STATUS_OK && !explain->raw)
            status = explain_summed(explain, finding_id, failure);
    }
    store_query_close(query);
    return status;
}

/* What was added up names no reference: those it was made of are told, as far as a screen goes.
 */
static enum status explain_summed(struct explain *explain, struct str finding_id,
                                  struct failure *failure)
{
    static const char sql[] =
        "SELECT r.text FROM finding AS f JOIN finding_on AS o ON o.rule = f.rule "
        "JOIN position_active AS p ON p.position_id = o.position_id AND p.currency = "
        "f.currency "
        "JOIN reference AS r ON r.reference_id = p.reference_id "
        "WHERE f.finding_id = ?1 ORDER BY r.text LIMIT 100";
    struct store_query *query = NULL;
    bool found = false;
    const char *before = "    of:      ";
    enum status status = store_query_open(&query, explain->store, STR(sql), failure);
    if (status == STATUS_OK)
        store_query_bind_text(query, 1, finding_id);
    while (status == STATUS_OK &&
           (status = store_query_step(query, &found, failure)) == STATUS_OK && found) {
        fputs(before, stdout);
        print_text(store_query_text(query, 0));
        putchar('\n');
        before = "             ";
    }
    store_query_close(query);
    return status;
}

/* A finding without a reference: the records it names. */
static enum status explain_evidence(struct explain *explain, struct str evidence,
                                    struct failure *failure)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && evidence.length > 0) {
        struct str rest = {0};
        status = explain_place(explain, str_split(evidence, ' ', &rest), failure);
        evidence = rest;
    }
    return status;
}

static enum status explain_place(struct explain *explain, struct str place,
                                 struct failure *failure)
{
    static const char sql[] =
        "SELECT (section_id << 32) | ?2 FROM section WHERE table_id = ("
        "SELECT table_id FROM section JOIN file USING (file_id) "
        "WHERE short_name = ?1 AND first_record < ?2 ORDER BY first_record DESC LIMIT 1) "
        "ORDER BY section_id"; /* whatever role the record has */
    struct str record = {0};
    struct str name = str_split(place, '#', &record);
    struct store_query *query = NULL;
    int64_t number = 0;
    bool found = false;
    if (!str_to_count(record, INT64_MAX, &number))
        return STATUS_OK;
    enum status status = store_query_open(&query, explain->store, STR(sql), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, name);
        store_query_bind_integer(query, 2, number);
    }
    while (status == STATUS_OK &&
           (status = store_query_step(query, &found, failure)) == STATUS_OK && found)
        status = explain_lines(explain, -1, store_query_integer(query, 0), failure);
    store_query_close(query);
    return status;
}

enum status explain_reject(struct explain *explain, struct str reject_id, bool *found,
                           struct failure *failure)
{
    static const char sql[] =
        "SELECT r.file_id, r.byte_offset, r.byte_length, f.short_name, r.record, r.line_first, "
        "r.column_name, r.reason, r.text FROM reject r JOIN file f USING (file_id) "
        "WHERE r.reject_id = ?1";
    struct store_query *query = NULL;
    enum status status = store_query_open(&query, explain->store, STR(sql), failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, reject_id);
        status = store_query_step(query, found, failure);
    }
    if (status == STATUS_OK && *found) {
        if (!explain->raw) {
            print_text(store_query_text(query, 3));
            printf("#%lld (line %lld)", (long long)store_query_integer(query, 4),
                   (long long)store_query_integer(query, 5));
            if (store_query_text(query, 6).length > 0) {
                printf(", column ");
                print_text(store_query_text(query, 6));
            }
            printf(": ");
            print_text(store_query_text(query, 7));
            printf("\n    cell: ");
            print_text(store_query_text(query, 8));
            putchar('\n');
        }
        status =
            explain_bytes(explain, store_query_integer(query, 0), store_query_integer(query, 1),
                          store_query_integer(query, 2), failure);
    }
    store_query_close(query);
    return status;
}

/* Control bytes would speak to the terminal; they are shown as a dot. */
static void print_text(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        putchar(byte < ' ' || byte == 0x7f ? '.' : byte);
    }
}
