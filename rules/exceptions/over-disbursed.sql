-- rule      over-disbursed
-- severity  high
-- asks      Was more paid out for a charge than was billed for it?
-- because   Money you are not owed will be taken back from a later payout, or a billed line is
--           missing from your files.
-- then      Check that every billed file of the period is loaded; then look for the same amount in
--           two payouts. Do not book the excess as revenue.
-- reads     position
-- unit      money
-- says      {expected} was billed, {actual} was paid out: {gap} too much.
-- since     1.0
-- rest      quiet
--
-- trips: position (two cents more than billed)
--   state          | billed_gross | disbursed_gross | open_gross
--   over-disbursed | 100.00       | 100.02          | -0.02
-- and: answer
--   expected | actual
--   100.00   | 100.02
-- trips: position (a resold item is compared by net)
--   state          | basis | billed_gross | disbursed_gross | billed_net_x | disbursed_net_x
--   over-disbursed | net   | 100.00       | 100.00          | 17.00        | 97.00
-- and: answer
--   expected | actual
--   17.00    | 97.00
-- quiet: position (one cent more is a penny difference)
--   state   | billed_gross | disbursed_gross | open_gross
--   settled | 100.00       | 100.01          | -0.01
SELECT position_id,
       iif(basis = 'net', billed_net_x, billed_gross) AS expected,
       iif(basis = 'net', disbursed_net_x, disbursed_gross) AS actual
  FROM position
 WHERE state = 'over-disbursed'
