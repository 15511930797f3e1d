-- The roll-forward of one currency, step by step: ?1. A balance stands, all else moves it.
-- `name` is short, for a chart.
-- column step    word
-- column name    word
-- column amount  amount
-- column balance flag
WITH
total AS (SELECT * FROM roll_forward WHERE is_total = 1 AND currency = ?1),
steps (place, step, name, amount, balance) AS (
    SELECT 1, 'open before ', 'opening', opening, 1 FROM total
    UNION ALL SELECT 2, 'billed', 'billed', billed, 0 FROM total
    UNION ALL SELECT 3, 'refunds billed', 'refunds', refunds_billed, 0 FROM total
    UNION ALL SELECT 4, 'paid out', 'paid out', disbursed, 0 FROM total
    UNION ALL
    SELECT 5, 'refunds taken out of payouts', 'refunds taken', refunds_disbursed, 0 FROM total
    UNION ALL SELECT 6, 'forgiven', 'forgiven', forgiven, 0 FROM total
    UNION ALL SELECT 7, 'adjusted', 'adjusted', adjusted, 0 FROM total
    UNION ALL SELECT 8, 'unexplained', 'unexplained', unexplained, 0 FROM total
    UNION ALL SELECT 9, 'open on ', 'closing', closing, 1 FROM total
)
SELECT
    step || CASE place
        WHEN 1 THEN (SELECT value FROM meta WHERE name = 'roll_from')
        WHEN 9 THEN (SELECT value FROM meta WHERE name = 'as_of')
        ELSE '' END AS step,
    name, amount, balance
FROM steps
ORDER BY place
