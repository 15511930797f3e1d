-- rule      payout-reversed
-- severity  medium
-- asks      Does a payout take back a charge that an earlier one paid?
-- because   A payment that failed or was disputed comes back as a negative charge, not as a
--           refund, and the charge is open again.
-- then      Ask the customer's payment method or the marketplace why; expect the charge to be
--           collected again, or write it off.
-- reads     disbursed
-- unit      money
-- says      A payout line takes {actual} back.
-- since     1.0
-- flag      gross-negative
--
-- trips: disbursed (one cent)
--   reference | class   | gross
--   R-1       | counted | -0.01
-- and: answer
--   expected | actual
--   0.00     | -0.01
-- quiet: disbursed (a refund is no reversal)
--   reference | class   | gross | refund
--   R-1       | counted | 0.00  | -20.00
-- quiet: disbursed (dated after the day)
--   reference | class       | gross
--   R-1       | after-as-of | -20.00
SELECT line_id, 0 AS expected, gross AS actual
  FROM disbursed
 WHERE gross < 0
   AND class IN ('counted', 'no-reference')
