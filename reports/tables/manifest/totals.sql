-- What was read in one table, as printed: ?1.
-- column component     word
-- column currency      word
-- column sum           amount
-- column sum_absolute  amount
-- column nonzero_lines count
SELECT component, currency, sum, sum_absolute, nonzero_lines
FROM section_total
WHERE section_id = ?1
ORDER BY component, currency
