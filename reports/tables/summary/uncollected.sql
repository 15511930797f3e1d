-- What is open, by cause; the gravest first. ?1 is one currency, or NULL for all. The open tax is
-- of the charges whose open tax is known; when it is of none, it is unknown and no zero.
-- column currency              word
-- column state                 word
-- column cause                 word
-- column positions             count
-- column collectible           amount
-- column open_tax              amount
-- column disbursed_after_as_of amount
SELECT
    currency, state, cause, count(*) AS positions, exact_sum(collectible) AS collectible,
    iif(count(open_tax) > 0, exact_sum(open_tax), NULL) AS open_tax,
    exact_sum(disbursed_after_as_of) AS disbursed_after_as_of
FROM position_active
WHERE state IN ('uncollected', 'part-collected') AND (?1 IS NULL OR currency = ?1)
GROUP BY currency, state, cause
ORDER BY
    currency,
    CASE cause WHEN 'payout-failed' THEN 0 WHEN 'payout-reversed' THEN 1 WHEN 'past-due' THEN 2
        WHEN 'due-on-receipt' THEN 3 WHEN 'no-due-date' THEN 4 WHEN 'awaiting-payout' THEN 5
        ELSE 6 END,
    cause, state DESC
