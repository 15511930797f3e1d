-- The open balance by band of days. ?1 is the currency, ?2 the basis: billing or due.
-- column bucket    word
-- column positions count
-- column amount    amount
SELECT bucket, positions, amount
FROM ageing
WHERE currency = ?1 AND basis = ?2
ORDER BY ordinal, bucket
