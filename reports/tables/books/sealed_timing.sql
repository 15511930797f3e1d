-- What the month before left waiting.
SELECT text, currency, kind, rule, amount, waits_for_role, must_clear_by, evidence
FROM sealed_timing JOIN reference USING (reference_id)
ORDER BY text, currency, rule
