-- about positions whose opening is not what a sealed month closed with, and by which file
-- Without a sealed month there is nothing to compare an opening with, and no row. A row without
-- a file is one that no later file explains.
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column sealed_month             word
-- column sealed_closing           money
-- column opening                  money
-- column difference               money
-- column files                    text
SELECT
    reference.text AS transaction_reference_id, p.currency,
    coalesce(payer.payer, '') AS payer,
    (SELECT month_text(0 + value - 1) FROM meta WHERE name = 'roll_from_day') AS sealed_month,
    p.sealed AS sealed_closing, p.opening, p.opening - p.sealed AS difference, p.files
FROM prior_period AS p
    JOIN reference USING (reference_id)
    LEFT JOIN payer ON payer.payer_id = p.payer_id
ORDER BY reference.text, p.currency
