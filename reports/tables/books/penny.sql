-- Differences within the tolerance.
SELECT reference.text, p.currency, t.check_name, t.expected, t.actual
FROM penny AS t
    JOIN position_active AS p USING (position_id)
    JOIN reference USING (reference_id)
ORDER BY reference.text, p.currency, t.check_name
