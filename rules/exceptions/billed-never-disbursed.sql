-- rule      billed-never-disbursed
-- severity  medium
-- asks      Was a charge billed, is its time over, and has nothing of it ever been paid out?
-- because   This is revenue you have earned and never received. It ages silently: the customer may
--           not have paid, or the payout may have left it out.
-- then      Look up the invoice, ask the customer about payment, and if it was paid open a case
--           with the marketplace's seller operations, naming this reference.
-- reads     position
-- unit      money
-- says      {expected} was billed and its time is over, {actual} was ever paid out; {gap}
--           is open.
-- since     1.0
-- rest      quiet
-- looks     forward disbursed
--
-- trips: position (past its due day and the days of grace)
--   state       | cause    | billed_gross | collectible | open_since
--   uncollected | past-due | 100.00       | 100.00      | 2024-01-31
-- and: answer
--   expected | actual | amount | fact
--   100.00   | 0.00   | 100.00 | 2024-01-31
-- trips: position (one cent is a charge too: penny is no tolerance where nothing was paid)
--   state       | cause       | billed_gross | collectible | open_since
--   uncollected | no-due-date | 0.01         | 0.01        | 2024-01-31
-- quiet: position (its payout may still be under way)
--   state       | cause           | billed_gross | collectible | open_since
--   uncollected | awaiting-payout | 100.00       | 100.00      | 2024-05-31
-- quiet: position (something was paid: part-collected asks about it)
--   state          | cause    | billed_gross | disbursed_gross | collectible | open_since
--   part-collected | past-due | 100.00       | 99.98           | 0.02        | 2024-01-31
SELECT position_id,
       collectible + iif(basis = 'net', disbursed_net_x, disbursed_gross) AS expected,
       iif(basis = 'net', disbursed_net_x, disbursed_gross) AS actual,
       collectible AS amount,
       open_since AS fact
  FROM position
 WHERE state = 'uncollected'
   AND cause IN ('past-due', 'due-on-receipt', 'no-due-date')
