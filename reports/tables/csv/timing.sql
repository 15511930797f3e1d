-- about facts whose counterpart lies outside the loaded days
-- What waited when the month before was sealed is here too once it waits no more: cleared, or told
-- by its own rule in findings.csv, with the amount and the day it was sealed with.
-- column transaction_reference_id text
-- column currency                 word
-- column kind                     word
-- column rule                     word
-- column amount                   money
-- column waits_for_role           word
-- column must_clear_by            day
-- column evidence                 text
SELECT
    transaction_reference_id, currency, kind, rule, amount, waits_for_role, must_clear_by,
    evidence
FROM (
    SELECT
        reference.text AS transaction_reference_id, p.currency, t.kind, t.rule, t.amount,
        t.waits_for_role, t.must_clear_by, p.evidence
    FROM timing AS t
        JOIN position_active AS p USING (position_id)
        JOIN reference USING (reference_id)
    UNION ALL
    SELECT
        reference.text, f.currency, f.outcome, f.rule, f.amount, f.waits_for_role,
        f.must_clear_by, f.evidence
    FROM timing_followed AS f
        JOIN reference USING (reference_id)
    WHERE f.outcome IN ('cleared', 'told')
)
ORDER BY transaction_reference_id, currency, rule
