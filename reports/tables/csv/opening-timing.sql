-- about facts that waited for their counterpart when the month before was sealed
-- column transaction_reference_id text
-- column currency                 word
-- column kind                     word
-- column rule                     word
-- column amount                   money
-- column waits_for_role           word
-- column must_clear_by            day
-- column evidence                 text
SELECT
    reference.text AS transaction_reference_id, s.currency, s.kind, s.rule, s.amount,
    s.waits_for_role, s.must_clear_by, s.evidence
FROM sealed_timing AS s
    JOIN reference USING (reference_id)
ORDER BY reference.text, s.currency, s.rule
