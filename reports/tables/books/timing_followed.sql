-- What became of what waited when the month before was sealed.
SELECT
    reference.text, f.currency, f.rule, f.outcome, f.amount, f.waits_for_role, f.must_clear_by,
    f.evidence
FROM timing_followed AS f
    JOIN reference USING (reference_id)
ORDER BY reference.text, f.currency, f.rule
