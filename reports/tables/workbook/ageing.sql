-- The open balance of one currency (?1) by bucket, on one basis (?2).
-- column bucket    word
-- column positions count
-- column amount    amount
SELECT bucket, positions, amount
FROM ageing
WHERE currency = ?1 AND basis = ?2
ORDER BY ordinal, bucket
