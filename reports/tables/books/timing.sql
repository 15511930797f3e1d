-- Timing items.
SELECT
    reference.text, p.currency, t.rule, t.kind, t.amount, t.waits_for_role, t.must_clear_by,
    t.fact, t.told_on
FROM timing AS t
    JOIN position_active AS p USING (position_id)
    JOIN reference USING (reference_id)
ORDER BY reference.text, p.currency, t.rule
