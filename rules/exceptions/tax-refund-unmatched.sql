-- rule      tax-refund-unmatched
-- severity  medium
-- asks      Which tax refunds have no sale?
-- because   A refund lowers what you owe the state. Without the sale it belongs to, you cannot
--           show that the tax was ever due, or paid.
-- then      Load the tax report of the month of the sale. If it is loaded, ask for its line item.
-- reads     tax_check
-- unit      money
-- says      Tax of {actual} was refunded, and no line item of the tax report shows its sale.
-- since     1.0
-- looks     back taxed
--
-- trips: tax_check
--   kind   | expected | actual | dated
--   refund | 0.00     | -8.00  | 2024-06-10
-- and: answer
--   expected | actual | fact
--   0.00     | -8.00  | 2024-06-10
-- quiet: tax_check (of another kind)
--   kind  | expected | actual | dated
--   total | 0.00     | -8.00  | 2024-06-10
SELECT line_id, position_id, expected, actual, actual AS amount, dated AS fact
  FROM tax_check
 WHERE kind = 'refund'
