-- Currencies taken from billed lines.
SELECT reference.text, c.currency
FROM reference_currency AS c JOIN reference USING (reference_id)
ORDER BY reference.text
