-- rule      disbursed-not-billed
-- severity  high
-- asks      Was something paid out for a reference that no billed report knows?
-- because   Without the billing you cannot say what was sold, to whom, or when it was revenue.
-- then      Load the billed report of the month before the payout. If it is loaded, ask for the
--           missing line, naming reference and payout.
-- reads     position
-- unit      money
-- says      {actual} was paid out, and no billed line of this reference is loaded.
-- since     1.0
-- rest      quiet
-- looks     back billed
--
-- trips: position
--   state          | disbursed_gross | first_payout_on
--   disbursed-only | 100.00          | 2024-06-15
-- and: answer
--   expected | actual | fact
--   0.00     | 100.00 | 2024-06-15
-- trips: position (only a refund was taken out)
--   state          | disbursed_refund | disbursed_refund_on
--   disbursed-only | -25.00           | 2024-06-15
-- and: answer
--   expected | actual | fact
--   0.00     | -25.00 | 2024-06-15
-- trips: position (the window of billing tells this one to be a timing item)
--   state            | disbursed_gross | first_payout_on
--   ahead-of-billing | 100.00          | 2024-07-10
-- quiet: position (a billed line is there)
--   state   | billed_gross | disbursed_gross | billed_lines | first_payout_on
--   settled | 100.00       | 100.00          | 1            | 2024-06-15
SELECT position_id,
       billed_gross AS expected,
       coalesce(nullif(disbursed_gross, 0), nullif(disbursed_refund, 0), disbursed_net) AS actual,
       coalesce(first_payout_on, disbursed_refund_on, last_movement_on) AS fact
  FROM position
 WHERE state IN ('disbursed-only', 'ahead-of-billing', 'before-history')
