-- Both bases side by side, for the page. ?1 is the currency.
-- column billing_bucket    word
-- column billing_positions count
-- column billing_amount    amount
-- column due_bucket        word
-- column due_positions     count
-- column due_amount        amount
WITH numbered AS (
    SELECT
        basis, bucket, positions, amount,
        row_number() OVER (PARTITION BY basis ORDER BY ordinal, bucket) AS place
    FROM ageing
    WHERE currency = ?1
)
SELECT
    max(CASE basis WHEN 'billing' THEN bucket END) AS billing_bucket,
    max(CASE basis WHEN 'billing' THEN positions END) AS billing_positions,
    max(CASE basis WHEN 'billing' THEN amount END) AS billing_amount,
    max(CASE basis WHEN 'due' THEN bucket END) AS due_bucket,
    max(CASE basis WHEN 'due' THEN positions END) AS due_positions,
    max(CASE basis WHEN 'due' THEN amount END) AS due_amount
FROM numbered
GROUP BY place
ORDER BY place
