-- rule      tax-not-calculated
-- severity  high
-- asks      Was tax paid out to you that no tax line calculated?
-- because   You hold tax and do not know which state it belongs to.
-- then      Load the tax report of the charge's month. If it is loaded, ask for the tax line.
-- reads     position
-- unit      money
-- says      Tax of {actual} was paid out, and no tax line makes you liable for it.
-- since     1.0
-- rest      quiet
-- looks     back taxed
--
-- trips: position (one cent)
--   tax_status     | disbursed_tax | first_payout_on
--   not-calculated | 0.01          | 2024-06-10
-- and: answer
--   expected | actual | fact
--   0.00     | 0.01   | 2024-06-10
-- quiet: position (a seller line is there)
--   tax_status | tax_calculated | disbursed_tax | first_payout_on
--   collected  | 0.01           | 0.01          | 2024-06-10
SELECT position_id, tax_calculated AS expected,
       disbursed_tax + disbursed_tax_refund AS actual,
       coalesce(first_payout_on, disbursed_refund_on, last_movement_on) AS fact
  FROM position
 WHERE tax_status = 'not-calculated'
