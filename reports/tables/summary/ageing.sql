-- The open balance by bucket, on both bases. ?1 is one currency, or NULL for all.
-- column currency  word
-- column basis     word
-- column bucket    word
-- column positions count
-- column amount    amount
SELECT currency, basis, bucket, positions, amount
FROM ageing
WHERE ?1 IS NULL OR currency = ?1
ORDER BY currency, basis, ordinal, bucket
