-- about what was open when the month before was sealed, position by position
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column collectible              money
SELECT reference.text AS transaction_reference_id, s.currency, s.payer, s.collectible
FROM sealed_closing AS s
    JOIN reference USING (reference_id)
ORDER BY reference.text, s.currency
