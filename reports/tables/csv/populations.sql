-- about every status of every report, listed or not: each report foots
-- column report    word
-- column status    word
-- column currency  word
-- column positions count
-- column amount    amount
SELECT report, status, currency, positions, amount
FROM population
ORDER BY report, status, currency
