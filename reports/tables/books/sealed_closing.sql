-- What the month before left open.
SELECT text, currency, payer, collectible
FROM sealed_closing JOIN reference USING (reference_id)
ORDER BY text, currency
