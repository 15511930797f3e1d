-- Positions whose opening is not what was sealed.
SELECT reference.text, p.currency, payer.payer, p.sealed, p.opening, p.files
FROM prior_period AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer ON payer.payer_id = p.payer_id
ORDER BY reference.text, p.currency
