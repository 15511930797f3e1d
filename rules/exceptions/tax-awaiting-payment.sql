-- rule      tax-awaiting-payment
-- severity  info
-- asks      How much tax was calculated on charges that are not collected yet?
-- because   In most states tax is due when it is billed, not when it is collected: you may have to
--           remit it before you receive it.
-- then      Plan the cash. Where a state lets you file on collection, these are the lines.
-- reads     position
-- unit      money
-- says      Charges whose tax is not collected yet: {count}, with {expected} of tax; {actual} of
--           it came.
-- since     1.0
-- rest      quiet
-- looks     forward disbursed
--
-- trips: position
--   tax_status       | tax_calculated | disbursed_tax | tax_difference | taxed_on
--   awaiting-payment | 8.00           | 0.00          | 8.00           | 2024-05-10
-- and: answer
--   expected | actual | amount | fact
--   8.00     | 0.00   | 8.00   | 2024-05-10
-- quiet: position (the charge is collected: that is tax-short)
--   tax_status | tax_calculated | disbursed_tax | taxed_on
--   short      | 8.00           | 0.00          | 2024-05-10
SELECT position_id, tax_calculated AS expected,
       disbursed_tax + disbursed_tax_refund AS actual, tax_difference AS amount,
       taxed_on AS fact
  FROM position
 WHERE tax_status = 'awaiting-payment'
