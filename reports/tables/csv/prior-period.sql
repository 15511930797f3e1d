-- about positions whose opening is not what a sealed month closed with, and by which file
-- Without a sealed month there is nothing to compare an opening with, and no row.
-- column transaction_reference_id text
-- column currency                 word
-- column payer                    text
-- column sealed_month             word
-- column sealed_closing           amount
-- column opening                  amount
-- column difference               amount
-- column files                    text
SELECT
    '' AS transaction_reference_id, '' AS currency, '' AS payer, '' AS sealed_month,
    0 AS sealed_closing, 0 AS opening, 0 AS difference, '' AS files
WHERE 0
