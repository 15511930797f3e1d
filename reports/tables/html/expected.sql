-- The month in which what is open may be expected. ?1 is the currency.
-- column month       word
-- column positions   count
-- column collectible amount
SELECT
    iif(expected_month IS NULL, 'not known', month_text(expected_month)) AS month,
    count(*) AS positions, exact_sum(collectible) AS collectible
FROM position_active
WHERE currency = ?1 AND substr(net_status, 1, 5) = 'open-' AND state <> 'cross-currency'
GROUP BY expected_month
ORDER BY expected_month IS NULL, expected_month
