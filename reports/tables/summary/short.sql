-- What is open, in one row a currency; the base currency first.
-- column currency    word
-- column charges     count
-- column collectible amount
SELECT
    currency, sum(state IN ('uncollected', 'part-collected')) AS charges,
    exact_sum(CASE WHEN state IN ('uncollected', 'part-collected') THEN collectible END)
        AS collectible
FROM position_active
GROUP BY currency
HAVING charges > 0
ORDER BY
    currency <> coalesce((SELECT value FROM meta WHERE name = 'base_currency'), ''), currency
