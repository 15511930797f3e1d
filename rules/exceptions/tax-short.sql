-- rule      tax-short
-- severity  high
-- asks      Was less tax paid out to you than was calculated for you to remit?
-- because   You owe the state what was calculated, whether you received it or not.
-- then      File by the tax report, not by the payout; claim the missing tax.
-- reads     position
-- unit      money
-- says      Tax of {expected} was calculated, {actual} was paid out: {gap} short.
-- since     1.0
-- rest      quiet
-- looks     forward disbursed
--
-- trips: position (two cents)
--   tax_status | tax_calculated | disbursed_tax | tax_difference | taxed_on
--   short      | 8.00           | 7.98          | 0.02           | 2024-04-10
-- and: answer
--   expected | actual | amount | fact
--   8.00     | 7.98   | 0.02   | 2024-04-10
-- quiet: position (one cent)
--   tax_status | tax_calculated | disbursed_tax | taxed_on
--   collected  | 8.00           | 7.99          | 2024-04-10
-- quiet: position (the charge itself is not collected yet)
--   tax_status       | tax_calculated | disbursed_tax | taxed_on
--   awaiting-payment | 8.00           | 0.00          | 2024-04-10
SELECT position_id, tax_calculated AS expected,
       disbursed_tax + disbursed_tax_refund AS actual, tax_difference AS amount,
       taxed_on AS fact
  FROM position
 WHERE tax_status = 'short'
