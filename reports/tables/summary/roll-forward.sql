-- How the open balance of each currency came about. `knows_before` is 1 when charges of months
-- before the first file cannot be missing from the opening. ?1 is one currency, or NULL for all.
-- column currency          word
-- column opening_on        day
-- column closing_on        day
-- column knows_before      count
-- column opening           amount
-- column billed            amount
-- column refunds_billed    amount
-- column disbursed         amount
-- column refunds_disbursed amount
-- column forgiven          amount
-- column adjusted          amount
-- column closing           amount
-- column unexplained       amount
WITH day (opening_on, closing_on) AS (
    SELECT
        (SELECT 0 + value FROM meta WHERE name = 'roll_from_day') - 1,
        (SELECT 0 + value FROM meta WHERE name = 'as_of_day')
)
SELECT
    currency, day.opening_on, day.closing_on,
    coalesce(
        (SELECT back_from <= day.opening_on + 1 FROM role_window WHERE role = 'billed'), 0
    ) AS knows_before,
    opening, billed, refunds_billed, disbursed, refunds_disbursed, forgiven, adjusted, closing,
    unexplained
FROM roll_forward CROSS JOIN day
WHERE is_total = 1 AND (?1 IS NULL OR currency = ?1)
ORDER BY currency
