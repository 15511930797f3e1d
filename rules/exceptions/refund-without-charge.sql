-- rule      refund-without-charge
-- severity  high
-- asks      Is there a refund for a reference that was never charged in any loaded file?
-- because   Either the charge lies in a month that is not loaded, or somebody else's refund was
--           taken from you.
-- then      Load the month of the charge. If the reference is in none, claim the refund back.
-- reads     position
-- unit      money
-- says      A refund of {actual} stands alone: no line of this reference holds a charge.
-- since     1.0
-- rest      quiet
-- looks     back billed
--
-- trips: position (as billed)
--   billed_refund | any_gross | refund_on
--   -0.01         | 0         | 2024-06-10
-- and: answer
--   expected | actual | fact
--   0.00     | -0.01  | 2024-06-10
-- trips: position (as disbursed)
--   disbursed_refund | any_gross | refund_on
--   -20.00           | 0         | 2024-06-10
-- and: answer
--   expected | actual
--   0.00     | -20.00
-- quiet: position (charged in another currency or month, but charged)
--   billed_refund | any_gross | refund_on
--   -20.00        | 1         | 2024-06-10
-- quiet: position (nothing refunded)
--   billed_refund | any_gross
--   0.00          | 0
SELECT position_id, 0 AS expected,
       coalesce(nullif(billed_refund, 0), disbursed_refund) AS actual,
       refund_on AS fact
  FROM position
 WHERE any_gross = 0
   AND (billed_refund <> 0 OR disbursed_refund <> 0)
