-- What was assumed.
SELECT ordinal, setting, value, default_value, positions_affected, amount_affected
FROM assumption
ORDER BY ordinal
