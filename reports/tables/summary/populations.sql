-- Refunds by state, net terms and tax by status; what asks for attention first. ?1 is one
-- currency, ?2 one report, NULL for all. The status none only makes the population foot.
-- column report    word
-- column currency  word
-- column status    word
-- column positions count
-- column amount    amount
SELECT report, currency, status, positions, amount
FROM population
WHERE report IN ('refunds', 'net-terms', 'tax-collection') AND status <> 'none'
    AND (?1 IS NULL OR currency = ?1)
    AND (?2 IS NULL OR report = ?2)
ORDER BY
    CASE report WHEN 'refunds' THEN 0 WHEN 'net-terms' THEN 1 ELSE 2 END, currency,
    CASE status
        WHEN 'open-past-due' THEN 0 WHEN 'open-unusual' THEN 1 WHEN 'open-no-terms' THEN 2
        WHEN 'open-usual' THEN 3 WHEN 'open-not-due' THEN 4 WHEN 'collected-late' THEN 5
        WHEN 'short' THEN 0 WHEN 'not-calculated' THEN 1 WHEN 'aws-liable-disbursed' THEN 2
        WHEN 'over' THEN 3 WHEN 'currency-differs' THEN 4 WHEN 'awaiting-payment' THEN 5
        WHEN 'awaiting-refund' THEN 6 WHEN 'reversed' THEN 7
        WHEN 'aws-remits' THEN 10 WHEN 'untaxed' THEN 11
        ELSE 8 END,
    status
