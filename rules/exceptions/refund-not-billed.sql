-- rule      refund-not-billed
-- severity  high
-- asks      Was more refund taken out of payouts than the billed reports know?
-- because   Money was taken from you without a document that says why.
-- then      Load the billed report of the refund's month. If it is loaded, ask for the refund's
--           reason, naming reference and payout.
-- reads     position
-- unit      money
-- says      Refunds of {expected} were billed, {actual} was taken out of payouts: {gap} too much.
-- since     1.0
-- rest      quiet
-- looks     back billed
--
-- trips: position (two cents more)
--   state         | billed_refund | disbursed_refund | refund_gap | disbursed_refund_on
--   over-refunded | -20.00        | -20.02           | 0.02       | 2024-06-10
-- and: answer
--   expected | actual | fact
--   -20.00   | -20.02 | 2024-06-10
-- quiet: position (one cent more)
--   state   | billed_refund | disbursed_refund | refund_gap | disbursed_refund_on
--   settled | -20.00        | -20.01           | 0.01       | 2024-06-10
SELECT position_id, billed_refund AS expected, disbursed_refund AS actual,
       coalesce(disbursed_refund_on, refund_on) AS fact
  FROM position
 WHERE state = 'over-refunded'
