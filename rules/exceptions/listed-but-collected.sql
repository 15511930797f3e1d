-- rule      listed-but-collected
-- severity  medium
-- asks      Does the list of uncollected funds name a charge that was already paid out?
-- because   A list that is not cleared hides what is really open; or the payout was booked to the
--           wrong charge, and the customer still owes it.
-- then      Compare the payout with the list; ask for a correction of the one that is wrong.
-- reads     at_list
-- unit      money
-- says      The list shows {actual} as uncollected; after the payouts up to its day {expected} was
--           open.
-- since     1.0
--
-- trips: at_list
--   on_list | billed_lines | state   | disbursed_gross | open_net | listed_net
--   1       | 1            | settled | 100.00          | 0.00     | 95.00
-- and: answer
--   expected | actual
--   0.00     | 95.00
-- trips: at_list (one cent short is collected)
--   on_list | billed_lines | state   | disbursed_gross | collectible | open_net | listed_net
--   1       | 1            | settled | 99.99           | 0.01        | 0.01     | 95.00
-- trips: at_list (an opening item: its net is not known)
--   on_list | billed_lines | state   | disbursed_gross | collectible | open_net | listed_net
--   1       | 1            | settled | 100.00          | 0.00        | NULL     | 95.00
-- and: answer
--   expected | actual
--   0.00     | 95.00
-- trips: at_list (a reseller is paid in net)
--   on_list | billed_lines | state   | basis | disbursed_net_x | open_net | listed_net
--   1       | 1            | settled | net   | 20.00           | 0.00     | 20.00
-- quiet: at_list (it is not on the list)
--   on_list | billed_lines | state   | disbursed_gross
--   0       | 1            | settled | 100.00
-- quiet: at_list (open by more than a cent)
--   on_list | billed_lines | state          | disbursed_gross | collectible | listed_net
--   1       | 1            | part-collected | 99.98           | 0.02        | 0.02
-- quiet: at_list (refunded in full, nothing was paid out)
--   on_list | billed_lines | state     | collectible | listed_net
--   1       | 1            | cancelled | 0.00        | 95.00
-- quiet: at_list (never billed: listed-not-billed says so)
--   on_list | state          | disbursed_gross | collectible | listed_net
--   1       | disbursed-only | 100.00          | -100.00     | 95.00
SELECT position_id, coalesce(open_net, collectible) AS expected, listed_net AS actual
  FROM at_list
 WHERE on_list = 1 AND billed_lines > 0
   AND iif(basis = 'net', disbursed_net_x, disbursed_gross) > 0
   AND collectible <= policy('penny')
