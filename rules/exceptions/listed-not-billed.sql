-- rule      listed-not-billed
-- severity  medium
-- asks      Does the list of uncollected funds name a charge that no billed report knows?
-- because   Without the bill you cannot say whether the listed amount is right.
-- then      Load the billed report of the AR Period on the list. If it is loaded, ask for the
--           missing line, naming reference and list.
-- reads     at_list
-- unit      money
-- says      The list shows {actual} as uncollected, and no billed line of this reference is loaded
--           in this currency.
-- since     1.0
-- looks     back billed
--
-- trips: at_list
--   on_list | state       | listed_net | listed_period
--   1       | stated-only | 95.00      | 2024-05-31
-- and: answer
--   expected | actual | fact
--   0.00     | 95.00  | 2024-05-31
-- trips: at_list (paid out without a bill, and still on the list)
--   on_list | state          | disbursed_gross | listed_net | listed_period
--   1       | disbursed-only | 100.00          | 95.00      | 2024-05-31
-- quiet: at_list (billed)
--   on_list | state       | billed_lines | billed_lines_as_of | listed_net | listed_period
--   1       | uncollected | 1            | 1                  | 95.00      | 2024-05-31
-- quiet: at_list (billed in the month of the list, with the month's last day for its date)
--   on_list | state       | billed_lines_as_of | listed_net | listed_period
--   1       | stated-only | 1                  | 95.00      | 2024-06-15
SELECT position_id, money('0.00') AS expected, coalesce(listed_net, 0) AS actual,
       listed_period AS fact
  FROM at_list
 WHERE on_list = 1 AND billed_lines_as_of = 0
