-- about facts whose counterpart lies outside the loaded days
-- column transaction_reference_id text
-- column currency                 word
-- column kind                     word
-- column rule                     word
-- column amount                   money
-- column waits_for_role           word
-- column must_clear_by            day
-- column evidence                 text
SELECT
    reference.text AS transaction_reference_id, p.currency, t.kind, t.rule, t.amount,
    t.waits_for_role, t.must_clear_by, p.evidence
FROM timing AS t
    JOIN position_active AS p USING (position_id)
    JOIN reference USING (reference_id)
ORDER BY reference.text, p.currency, t.rule
