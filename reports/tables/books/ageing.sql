-- Open balance by bucket.
SELECT basis, bucket, currency, ordinal, positions, amount FROM ageing
ORDER BY basis, bucket, currency
