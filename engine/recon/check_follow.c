/* What waited for its counterpart when the month before was sealed is followed: it waits still,
 * its own rule tells of it by now, or it is cleared. Asked once all rules have answered but those
 * that ask about timing items. */
#include "recon/check_parts.h"

#include "store/store_read.h"

/* Positions at rest have no index: those of this check are read once, each held against the few
 * that waited; those that settled before have their reference kept beside them. */
static const char gather[] =
    "INSERT INTO main.timing_followed\n"
    "SELECT item.reference_id, item.currency, item.rule, '', position.position_id, "
    "item.amount,\n"
    "       item.waits_for_role, item.must_clear_by, coalesce(position.evidence, "
    "item.evidence)\n"
    "  FROM main.sealed_timing AS item\n"
    "       LEFT JOIN main.position_active AS position\n"
    "       ON position.reference_id = item.reference_id AND position.currency = "
    "item.currency\n"
    " WHERE item.kind IN ('ahead', 'told');\n"
    "DROP TABLE IF EXISTS temp.followed_rest;\n"
    "CREATE TEMP TABLE followed_rest (\n"
    "    reference_id INTEGER, currency TEXT, position_id INTEGER, evidence TEXT,\n"
    "    PRIMARY KEY (reference_id, currency)) WITHOUT ROWID;\n"
    "INSERT OR IGNORE INTO temp.followed_rest\n"
    "SELECT rest.reference_id, rest.currency, rest.position_id,\n"
    "       coalesce((SELECT evidence FROM temp.waited_evidence AS waited\n"
    "                  WHERE waited.position_id = rest.position_id), rest.evidence)\n"
    "  FROM main.position_rest AS rest CROSS JOIN main.timing_followed AS item\n"
    " WHERE rest.position_id > coalesce((SELECT position_id FROM main.kept_settled), 0)\n"
    "   AND item.reference_id = rest.reference_id AND item.currency = rest.currency\n"
    "UNION ALL\n"
    "SELECT rest.reference_id, rest.currency, rest.position_id, rest.evidence\n"
    "  FROM main.timing_followed AS item\n"
    "       CROSS JOIN main.kept_settled_reference AS kept USING (reference_id)\n"
    "       CROSS JOIN main.position_rest AS rest ON rest.position_id = kept.position_id\n"
    " WHERE item.currency = rest.currency;\n"
    "UPDATE main.timing_followed SET position_id = rest.position_id,\n"
    "       evidence = iif(rest.evidence = '', timing_followed.evidence, rest.evidence)\n"
    "  FROM temp.followed_rest AS rest\n"
    " WHERE rest.reference_id = timing_followed.reference_id\n"
    "   AND rest.currency = timing_followed.currency;\n"
    "DROP TABLE temp.followed_rest;\n"
    "DROP TABLE temp.waited_evidence;\n";

/* Of a rule that was not asked nobody knows. */
static const char judge[] =
    "UPDATE main.timing_followed SET outcome =\n"
    "       CASE WHEN EXISTS (SELECT 1 FROM main.timing AS item\n"
    "                          WHERE item.position_id = timing_followed.position_id\n"
    "                            AND item.rule = timing_followed.rule) THEN 'ahead'\n"
    "            WHEN EXISTS (SELECT 1 FROM main.finding_on AS finding\n"
    "                          WHERE finding.position_id = timing_followed.position_id\n"
    "                            AND finding.rule = timing_followed.rule) THEN 'told'\n"
    "            WHEN rule IN (SELECT code FROM temp.followed_rule) THEN 'cleared'\n"
    "            ELSE 'unasked' END;\n"
    "DROP TABLE temp.followed_rule;\n";

/* The day it was to clear by does not move, whatever is loaded later. */
static const char keep_days[] =
    "UPDATE main.timing SET must_clear_by = coalesce(item.must_clear_by, "
    "timing.must_clear_by),\n"
    "       told_on = coalesce((SELECT 0 + value FROM main.meta\n"
    "                            WHERE name = 'sealed_day' AND value <> ''), told_on)\n"
    "  FROM main.timing_followed AS item\n"
    " WHERE item.outcome = 'ahead' AND item.position_id = timing.position_id\n"
    "   AND item.rule = timing.rule AND timing.kind = 'ahead';\n";

const char check_waited_table[] =
    "CREATE TEMP TABLE IF NOT EXISTS waited_evidence (\n"
    "    position_id INTEGER PRIMARY KEY, evidence TEXT NOT NULL)";

static enum status write_asked(struct check *check, struct failure *failure);

enum status check_follow(struct check *check, struct failure *failure)
{
    tie_assert(check != NULL && check->store != NULL);
    int64_t any = 0;
    enum status status = store_read_integer(
        check->store,
        STR("SELECT EXISTS (SELECT 1 FROM main.sealed_timing WHERE kind IN ('ahead', 'told'))"),
        &any, failure);
    if (status != STATUS_OK || any == 0)
        return status;
    status = store_execute(check->store, check_waited_table, failure);
    if (status == STATUS_OK)
        status = store_execute(check->store, gather, failure);
    if (status == STATUS_OK)
        status = write_asked(check, failure);
    if (status == STATUS_OK)
        status = store_execute(check->store, judge, failure);
    return status == STATUS_OK ? store_execute(check->store, keep_days, failure) : status;
}

static enum status write_asked(struct check *check, struct failure *failure)
{
    struct store_query *insert = NULL;
    bool found = false;
    enum status status = store_execute(
        check->store, "CREATE TEMP TABLE followed_rule (code TEXT PRIMARY KEY)", failure);
    if (status == STATUS_OK)
        status = store_query_open(&insert, check->store,
                                  STR("INSERT INTO temp.followed_rule VALUES (?1)"), failure);
    for (size_t i = 0; status == STATUS_OK && i < check->set->count; i++) {
        if (check->set->rules[i].sql.length == 0)
            continue;
        store_query_reset(insert);
        store_query_bind_text(insert, 1, check->set->rules[i].code);
        status = store_query_step(insert, &found, failure);
    }
    store_query_close(insert);
    return status;
}
