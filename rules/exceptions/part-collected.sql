-- rule      part-collected
-- severity  low
-- asks      Was a charge paid out in part, and is the time for the rest over?
-- because   The rest is easily forgotten: the reference has been seen in a payout, so it looks
--           done.
-- then      Compare the payouts of this reference with its invoice; ask about the rest as for a
--           charge that was never paid out.
-- reads     position
-- unit      money
-- says      {expected} was due, {actual} was paid out; {gap} is still open.
-- since     1.0
-- rest      quiet
-- looks     forward disbursed
--
-- trips: position (two cents short: one more than penny)
--   state          | cause    | billed_gross | disbursed_gross | collectible | open_since
--   part-collected | past-due | 100.00       | 99.98           | 0.02        | 2024-01-31
-- and: answer
--   expected | actual | amount
--   100.00   | 99.98  | 0.02
-- trips: position (a refund billed and not yet paid back makes less due)
--   state          | cause       | billed_gross | billed_refund | refund_gap | disbursed_gross | collectible
--   part-collected | no-due-date | 100.00       | -30.00        | -30.00     | 50.00           | 20.00
-- and: answer
--   expected | actual | amount
--   70.00    | 50.00  | 20.00
-- quiet: position (one cent short is settled)
--   state   | cause | billed_gross | disbursed_gross | collectible | open_since
--   settled |       | 100.00       | 99.99           | 0.01        | 2024-01-31
-- quiet: position (the rest may still be under way)
--   state          | cause           | billed_gross | disbursed_gross | collectible
--   part-collected | awaiting-payout | 100.00       | 60.00           | 40.00
SELECT position_id,
       collectible + iif(basis = 'net', disbursed_net_x, disbursed_gross) AS expected,
       iif(basis = 'net', disbursed_net_x, disbursed_gross) AS actual,
       collectible AS amount,
       open_since AS fact
  FROM position
 WHERE state = 'part-collected'
   AND cause IN ('past-due', 'due-on-receipt', 'no-due-date')
