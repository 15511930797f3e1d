-- What the month comes to, a row a currency; the base currency first.
-- column currency     word
-- column open_before  amount
-- column open_now     amount
-- column uncollected  amount
-- column charges      count
-- column unexplained  amount
SELECT
    r.currency, r.opening AS open_before, r.closing AS open_now,
    (SELECT exact_sum(p.collectible) FROM position_active AS p
     WHERE p.currency = r.currency AND p.state IN ('uncollected', 'part-collected'))
        AS uncollected,
    (SELECT count(*) FROM position_active AS p
     WHERE p.currency = r.currency AND p.state IN ('uncollected', 'part-collected')) AS charges,
    r.unexplained
FROM roll_forward AS r
WHERE r.is_total = 1
ORDER BY r.currency <> coalesce((SELECT value FROM meta WHERE name = 'base_currency'), ''),
    r.currency
