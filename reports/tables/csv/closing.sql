-- about what is open at the end of the sealed month, position by position
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column collectible              money
SELECT
    reference.text AS transaction_reference_id, p.currency,
    coalesce(payer.payer, '') AS payer, p.collectible
FROM position_active AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer USING (payer_id)
WHERE p.collectible <> 0 AND p.state <> 'cross-currency'
ORDER BY reference.text, p.currency
