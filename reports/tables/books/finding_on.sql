-- Rules by position, at rest or not.
SELECT reference.text, coalesce(p.currency, r.currency) AS currency, t.rule
FROM finding_on AS t
    LEFT JOIN position_active AS p USING (position_id)
    LEFT JOIN position_rest AS r ON r.position_id = t.position_id AND p.position_id IS NULL
    JOIN reference ON reference.reference_id = coalesce(p.reference_id, r.reference_id)
ORDER BY reference.text, coalesce(p.currency, r.currency), t.rule
