-- rule      listed-amount-differs
-- severity  medium
-- asks      Is a charge open, and the list of uncollected funds shows another amount for it?
-- because   Part of the charge was collected, refunded or changed without a report saying so.
-- then      Compare the lines of the charge with the list; ask for the missing one.
-- reads     at_list
-- unit      money
-- says      On the day of the list {expected} was open, net; the list shows {actual}.
-- since     1.0
--
-- trips: at_list
--   on_list | billed_lines | state       | collectible | open_net | listed_net
--   1       | 1            | uncollected | 100.00      | 95.00    | 94.98
-- and: answer
--   expected | actual
--   95.00    | 94.98
-- trips: at_list (the list shows more)
--   on_list | billed_lines | state   | collectible | open_net | listed_net
--   1       | 1            | not-due | 100.00      | 95.00    | 190.00
-- quiet: at_list (a cent is no difference)
--   on_list | billed_lines | state       | collectible | open_net | listed_net
--   1       | 1            | uncollected | 100.00      | 95.00    | 94.99
-- quiet: at_list (net is not known of an opening item)
--   on_list | billed_lines | state       | collectible | open_net | listed_net
--   1       | 1            | uncollected | 100.00      | NULL     | 94.00
-- quiet: at_list (collected: listed-but-collected says so)
--   on_list | billed_lines | state   | disbursed_gross | collectible | open_net | listed_net
--   1       | 1            | settled | 100.00          | 0.00        | 0.00     | 95.00
SELECT position_id, open_net AS expected, listed_net AS actual
  FROM at_list
 WHERE on_list = 1 AND billed_lines > 0
   AND (collectible > policy('penny') OR state = 'uncollected')
   AND abs(listed_net - open_net) > policy('penny')
