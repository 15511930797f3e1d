-- rule      tax-over
-- severity  medium
-- asks      Was more tax paid out to you than was calculated for you to remit?
-- because   Tax collected must be remitted or given back; it is never yours to keep.
-- then      Look for a tax line of another month; if there is none, ask which tax it is.
-- reads     position
-- unit      money
-- says      Tax of {expected} was calculated, {actual} was paid out: {gap} too much.
-- since     1.0
-- rest      quiet
-- looks     back taxed
--
-- trips: position (two cents)
--   tax_status | tax_calculated | disbursed_tax | first_payout_on
--   over       | 8.00           | 8.02          | 2024-06-10
-- and: answer
--   expected | actual | fact
--   8.00     | 8.02   | 2024-06-10
-- quiet: position (one cent)
--   tax_status | tax_calculated | disbursed_tax
--   collected  | 8.00           | 8.01
-- quiet: position (a refund is on its way and will take tax with it)
--   tax_status      | tax_calculated | disbursed_tax
--   awaiting-refund | 0.00           | 8.00
SELECT position_id, tax_calculated AS expected,
       disbursed_tax + disbursed_tax_refund AS actual,
       coalesce(first_payout_on, disbursed_refund_on, last_movement_on) AS fact
  FROM position
 WHERE tax_status = 'over'
