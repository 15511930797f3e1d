-- Differences within the tolerance, against their budget.
-- column currency     word
-- column differences  count
-- column sum_absolute amount
-- column budget       money
SELECT
    p.currency, count(*) AS differences,
    exact_sum(abs(penny.actual - penny.expected)) AS sum_absolute,
    (SELECT micro_or_count FROM policy WHERE name = 'penny_budget') AS budget
FROM penny
    JOIN position_active AS p USING (position_id)
GROUP BY p.currency
ORDER BY p.currency
