-- Statuses of every report.
SELECT report, status, currency, positions, amount FROM population
ORDER BY report, status, currency
