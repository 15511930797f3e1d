/* The place of answers about lines. A line has no name of its own in the contract: it is the
 * n-th of its reference, family and month, in canonical order, so that a finding keeps its id
 * when other files are loaded. Finding n takes one pass over the lines of a role, so it is done
 * once for all rules, and only when some finding will be called by it. */
#include "recon/check_parts.h"

#include <stdlib.h>

static const char *const roles[] = {"billed", "disbursed", "stated_open",
                                    "taxed",  "opening",   "stated_paid"};

static const char asked_tables[] =
    "DROP TABLE IF EXISTS temp.asked_line;"
    "DROP TABLE IF EXISTS temp.asked_place;"
    "DROP TABLE IF EXISTS temp.asked_reference;"
    "DROP TABLE IF EXISTS temp.asked_ordinal;"
    "DROP TABLE IF EXISTS temp.asked_rest;"
    "CREATE TEMP TABLE asked_line (line_id INTEGER PRIMARY KEY, named INTEGER);"
    "CREATE TEMP TABLE asked_place (line_id INTEGER PRIMARY KEY, reference_id INTEGER,"
    "                               currency TEXT, role TEXT);"
    "CREATE TEMP TABLE asked_reference (reference_id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE asked_ordinal (line_id INTEGER PRIMARY KEY, n INTEGER);"
    "CREATE TEMP TABLE asked_rest (reference_id INTEGER, currency TEXT, position_id INTEGER,"
    "                              PRIMARY KEY (reference_id, currency)) WITHOUT ROWID;";

/* As stated, else that of its reference, else the base one. */
#define CURRENCY_OF_PLACE                                                                      \
    "coalesce(place.currency,\n"                                                               \
    "                (SELECT used.currency FROM main.reference_currency AS used\n"             \
    "                  WHERE used.reference_id = place.reference_id),\n"                       \
    "                (SELECT own.currency FROM main.line_currency AS own\n"                    \
    "                  WHERE own.line_id = place.line_id),\n"                                  \
    "                (SELECT value FROM main.meta WHERE name = 'base_currency'))"

/* Where each line asked about stands: role by role, by rowid. */
static const char place_of_role[] =
    "INSERT INTO temp.asked_place\n"
    "SELECT line.line_id, line.reference_id, line.currency, '%s'\n"
    "  FROM temp.asked_line AS asked CROSS JOIN main.line_%s AS line\n"
    " WHERE line.line_id = asked.line_id;\n";

/* Without a position no answer is a timing item: it becomes a finding after all. */
static const char references_asked[] =
    "INSERT OR IGNORE INTO temp.asked_reference\n"
    "SELECT place.reference_id FROM temp.asked_place AS place\n"
    " WHERE place.reference_id <> 0\n"
    "   AND ((SELECT named FROM temp.asked_line WHERE line_id = place.line_id)\n"
    "        OR NOT EXISTS (SELECT 1 FROM main.position_active AS position\n"
    "                        WHERE position.reference_id = place.reference_id\n"
    "                          AND position.currency = " CURRENCY_OF_PLACE "));\n";

/* What was replaced by a newer file is counted apart, so that --replace moves no id; payments
 * stand beside their bills, and count apart too. Lines of one table count by their records. */
static const char ordinal_of_role[] =
    "SELECT line.line_id, line.reference_id, section.family,\n"
    "       section.role = 'stated_paid' AS payment,\n"
    "       (SELECT whole.canonical FROM main.section AS whole\n"
    "         WHERE whole.section_id = section.table_id) AS canonical,\n"
    "       month_text(section.covers_to) AS period,\n"
    "       coalesce((SELECT class FROM main.line_class AS class\n"
    "                  WHERE class.line_id = line.line_id), '') = 'superseded' AS replaced\n"
    "  FROM main.line_%s AS line CROSS JOIN main.section AS section\n"
    " WHERE section.section_id = line.line_id >> 32\n"
    "   AND line.reference_id IN (SELECT reference_id FROM temp.asked_reference)\n";

static const char role_asked[] =
    "SELECT EXISTS (SELECT 1 FROM temp.asked_place WHERE role = '%s' AND\n"
    "               reference_id IN (SELECT reference_id FROM temp.asked_reference))\n"
    "    OR EXISTS (SELECT 1 FROM main.section AS part\n"
    "                WHERE part.table_id <> part.section_id AND part.role <> 'stated_paid'\n"
    "                  AND '%s' IN (part.role, (SELECT whole.role FROM main.section AS whole\n"
    "                                            WHERE whole.section_id = part.table_id)))";

static const char places[] =
    "SELECT place.line_id,\n"
    "       coalesce((SELECT text FROM main.reference AS reference\n"
    "                  WHERE reference.reference_id = place.reference_id), '') AS reference,\n"
    "       " CURRENCY_OF_PLACE " AS currency,\n"
    "       section.family, month_text(section.covers_to) AS period, ordinal.n,\n"
    "       file.sha256, file.short_name, place.reference_id,\n"
    "       place.line_id & 4294967295 AS record\n"
    "  FROM temp.asked_place AS place CROSS JOIN main.section AS section\n"
    "       CROSS JOIN main.file AS file\n"
    "       LEFT JOIN temp.asked_ordinal AS ordinal ON ordinal.line_id = place.line_id\n"
    " WHERE section.section_id = place.line_id >> 32 AND file.file_id = section.file_id\n"
    " ORDER BY place.line_id";

/* Lines that raise a question of their own make a position active; those that raise one only
 * beside others (equal records, two families of one fact) may belong to one at rest. These have
 * no index: they are read once, and only when some line has no active position. */
static const char rest_asked[] =
    "INSERT INTO temp.asked_rest\n"
    "SELECT reference_id, currency, position_id FROM main.position_rest\n"
    " WHERE reference_id IN (SELECT reference_id FROM temp.asked_reference)\n"
    "   AND EXISTS (SELECT 1 FROM temp.asked_place AS place\n"
    "                WHERE place.reference_id <> 0 AND NOT EXISTS (\n"
    "                      SELECT 1 FROM main.position_active AS active\n"
    "                       WHERE active.reference_id = place.reference_id\n"
    "                         AND active.currency = " CURRENCY_OF_PLACE "));\n";

static const char position_of_line[] =
    "SELECT position_id FROM main.position_active WHERE reference_id = ?1 AND currency = ?2\n"
    "UNION ALL\n"
    "SELECT position_id FROM temp.asked_rest WHERE reference_id = ?1 AND currency = ?2";

static int answer_compare(const void *a, const void *b);
static enum status tables_fill(struct check *check, struct failure *failure);
static enum status asked_insert(struct check *check, struct failure *failure);
static enum status ordinals_fill(struct check *check, struct failure *failure);
static enum status answers_judge(struct check *check, struct store_query *query,
                                 struct store_query *position, struct failure *failure);
static enum status answer_judge(struct check *check, const struct check_answer *answer,
                                struct check_place place, struct failure *failure);
static enum status place_read(struct check *check, const struct store_query *query,
                              struct store_query *position, struct check_place *place,
                              struct buffer *evidence, struct failure *failure);

enum status check_lines_judge(struct check *check, struct failure *failure)
{
    struct store_query *query = NULL;
    struct store_query *position = NULL;
    if (check->line_count == 0)
        return STATUS_OK;
    qsort(check->lines, check->line_count, sizeof *check->lines, answer_compare);
    enum status status = tables_fill(check, failure);
    if (status == STATUS_OK)
        status = store_query_open(&query, check->store, str_from(places), failure);
    if (status == STATUS_OK)
        status = store_query_open(&position, check->store, str_from(position_of_line), failure);
    if (status == STATUS_OK)
        status = answers_judge(check, query, position, failure);
    store_query_close(query);
    store_query_close(position);
    check->line_count = 0;
    return status;
}

static int answer_compare(const void *a, const void *b)
{
    const struct check_answer *left = a;
    const struct check_answer *right = b;
    if (left->line_id != right->line_id)
        return left->line_id < right->line_id ? -1 : 1;
    return (left->rule > right->rule) - (left->rule < right->rule);
}

static enum status tables_fill(struct check *check, struct failure *failure)
{
    struct buffer sql = {0};
    enum status status = store_execute(check->store, asked_tables, failure);
    if (status == STATUS_OK)
        status = asked_insert(check, failure);
    for (size_t i = 0; i < array_count(roles); i++)
        buffer_format(&sql, place_of_role, roles[i], roles[i]);
    buffer_add_c(&sql, references_asked);
    buffer_add_c(&sql, rest_asked);
    if (status == STATUS_OK)
        status = store_execute(check->store, buffer_c(&sql), failure);
    if (status == STATUS_OK)
        status = ordinals_fill(check, failure);
    buffer_free(&sql);
    return status;
}

static enum status asked_insert(struct check *check, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, check->store, "asked_line", 2, failure);
    bool named = false;
    for (size_t i = 0; status == STATUS_OK && i < check->line_count; i++) {
        int64_t line_id = check->lines[i].line_id;
        named = named || check_is_named_by_line(check, &check->lines[i]);
        if (i + 1 < check->line_count && check->lines[i + 1].line_id == line_id)
            continue;
        const struct store_cell cells[] = {store_integer(line_id), store_integer(named)};
        status = store_insert_row(insert, cells, failure);
        named = false;
    }
    store_insert_close(insert);
    return status;
}

/* One pass over the roles that hold a line to be named, and those that share a table with others:
 * their lines are counted together. */
static enum status ordinals_fill(struct check *check, struct failure *failure)
{
    struct buffer sql = {0};
    enum status status = STATUS_OK;
    int used = 0;
    buffer_add_c(&sql, "INSERT INTO temp.asked_ordinal\n"
                       "SELECT line_id, row_number() OVER (\n"
                       "         PARTITION BY reference_id, family, period, replaced, payment\n"
                       "         ORDER BY canonical, line_id & 4294967295)\n  FROM (\n");
    for (size_t i = 0; status == STATUS_OK && i < array_count(roles); i++) {
        struct buffer ask = {0};
        int64_t there = 0;
        buffer_format(&ask, role_asked, roles[i], roles[i]);
        status = store_read_integer(check->store, buffer_str(&ask), &there, failure);
        buffer_free(&ask);
        if (status != STATUS_OK || there == 0)
            continue;
        if (used++ > 0)
            buffer_add_c(&sql, "UNION ALL\n");
        buffer_format(&sql, ordinal_of_role, roles[i]);
    }
    buffer_add_c(&sql, ")");
    if (status == STATUS_OK && used > 0)
        status = store_execute(check->store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}

/* Answers and places both go by line. */
static enum status answers_judge(struct check *check, struct store_query *query,
                                 struct store_query *position, struct failure *failure)
{
    struct buffer evidence = {0};
    bool found = false;
    size_t next = 0;
    enum status status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found) {
        struct check_place place;
        int64_t line_id = store_query_integer(query, 0);
        status = place_read(check, query, position, &place, &evidence, failure);
        for (; status == STATUS_OK && next < check->line_count &&
               check->lines[next].line_id == line_id;
             next++)
            status = answer_judge(check, &check->lines[next], place, failure);
        if (status == STATUS_OK)
            status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK && next < check->line_count)
        status = failure_set(failure, STATUS_EVIDENCE,
                             "a rule answers about line %lld, which is not in the books",
                             (long long)check->lines[next].line_id);
    buffer_free(&evidence);
    return status;
}

/* An answer may call what it is about by a name of its own, and show more than one line. */
static enum status answer_judge(struct check *check, const struct check_answer *answer,
                                struct check_place place, struct failure *failure)
{
    if (answer->subject.length > 0)
        place.subject = answer->subject;
    if (answer->evidence.length > 0)
        place.evidence = answer->evidence;
    return check_judge(check, answer, &place, failure);
}

static enum status place_read(struct check *check, const struct store_query *query,
                              struct store_query *position, struct check_place *place,
                              struct buffer *evidence, struct failure *failure)
{
    bool found = false;
    struct str record = store_query_text(query, 9);
    *place = (struct check_place){.position_id = CHECK_NO_ID,
                                  .reference = store_query_text(query, 1),
                                  .currency = store_query_text(query, 2)};
    buffer_clear(&check->subject);
    if (place->reference.length == 0) {
        buffer_add(&check->subject, store_query_text(query, 6));
        buffer_add_byte(&check->subject, '/');
        buffer_add(&check->subject, record);
    } else {
        const struct str parts[] = {store_query_text(query, 3), store_query_text(query, 4),
                                    store_query_text(query, 5)};
        buffer_add(&check->subject, place->reference);
        for (size_t i = 0; i < array_count(parts); i++) {
            buffer_add_byte(&check->subject, '/');
            buffer_add(&check->subject, parts[i]);
        }
    }
    buffer_clear(evidence);
    buffer_add(evidence, store_query_text(query, 7));
    buffer_add_byte(evidence, '#');
    buffer_add(evidence, record);
    place->subject = buffer_str(&check->subject);
    place->evidence = buffer_str(evidence);
    store_query_reset(position);
    store_query_bind_integer(position, 1, store_query_integer(query, 8));
    store_query_bind_text(position, 2, place->currency);
    enum status status = store_query_step(position, &found, failure);
    if (status == STATUS_OK && found)
        place->position_id = store_query_integer(position, 0);
    return status;
}
