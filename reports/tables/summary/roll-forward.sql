-- How the open balance of each currency came about. `knows_before` is 1 when charges of months
-- before the first file cannot be missing from the opening; `sealed` is 1 when the opening is
-- what was sealed, and `prior_items` positions are listed whose opening is not. ?1 is one
-- currency, or NULL for all.
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
-- column sealed            count
-- column prior_items       count
-- column prior_period      amount
WITH day (opening_on, closing_on, sealed_on) AS (
    SELECT
        (SELECT 0 + value FROM meta WHERE name = 'roll_from_day') - 1,
        (SELECT 0 + value FROM meta WHERE name = 'as_of_day'),
        (SELECT 0 + value FROM meta WHERE name = 'sealed_day' AND value <> '')
)
SELECT
    currency, day.opening_on, day.closing_on,
    coalesce(
        (SELECT back_from <= day.opening_on + 1 FROM role_window WHERE role = 'billed'), 0
    ) AS knows_before,
    opening, billed, refunds_billed, disbursed, refunds_disbursed, forgiven, adjusted, closing,
    unexplained, coalesce(day.sealed_on = day.opening_on, 0) AS sealed,
    (SELECT count(*) FROM prior_period AS item WHERE item.currency = roll.currency) AS prior_items,
    prior_period
FROM roll_forward AS roll CROSS JOIN day
WHERE is_total = 1 AND (?1 IS NULL OR currency = ?1)
ORDER BY currency
