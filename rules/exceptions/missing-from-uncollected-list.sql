-- rule      missing-from-uncollected-list
-- severity  high
-- asks      Was a charge open on the day of the newest list of uncollected funds, but not on it?
-- because   Nobody collects what is on no list. Either the charge was dropped, or it was collected
--           and not paid out to you.
-- then      Ask seller operations for the status of the charge, naming reference, invoice and
--           list.
-- reads     at_list
-- unit      money
-- says      {expected} was open on the day of the list, and the list does not name it.
-- since     1.0
--
-- trips: at_list
--   list_on    | billed_lines | billed_on  | billed_on_source | state       | collectible
--   2024-06-30 | 1            | 2024-06-30 | invoice          | uncollected | 100.00
-- and: answer
--   expected | actual | severity
--   100.00   | 0.00   | high
-- trips: at_list (a day that stands in for the invoice date)
--   list_on    | billed_lines | billed_on  | billed_on_source | state   | collectible
--   2024-06-30 | 1            | 2024-05-31 | ar-period        | not-due | 100.00
-- and: answer
--   expected | actual | severity
--   100.00   | 0.00   | medium
-- trips: at_list (a charge of one cent of which nothing was paid)
--   list_on    | billed_lines | billed_on  | billed_on_source | state       | collectible
--   2024-06-30 | 1            | 2024-06-01 | invoice          | uncollected | 0.01
-- quiet: at_list (it is on the list)
--   list_on    | on_list | reference_on_list | billed_lines | billed_on  | collectible
--   2024-06-30 | 1       | 1                 | 1            | 2024-06-01 | 100.00
-- quiet: at_list (its reference is, in another currency)
--   list_on    | reference_on_list | billed_lines | billed_on  | state       | collectible
--   2024-06-30 | 1                 | 1            | 2024-06-01 | uncollected | 100.00
-- quiet: at_list (one cent short is settled)
--   list_on    | billed_lines | billed_on  | state   | collectible
--   2024-06-30 | 1            | 2024-06-01 | settled | 0.01
-- quiet: at_list (billed after the list)
--   list_on    | billed_lines | billed_on  | state       | collectible
--   2024-06-30 | 1            | 2024-07-01 | uncollected | 100.00
-- quiet: at_list (the customer has paid: it is not uncollected, only not paid out)
--   list_on    | billed_lines | billed_on  | state       | collectible | in_transit
--   2024-06-30 | 1            | 2024-06-01 | uncollected | 100.00      | 1
-- quiet: at_list (a payout taken back, whose charge nobody billed)
--   list_on    | billed_lines | state         | collectible
--   2024-06-30 | 0            | disbursed-only | 100.00
SELECT position_id, collectible AS expected, money('0.00') AS actual,
       iif(billed_on_source = 'ar-period' OR billed_on_source = 'file', 'medium', 'high')
       AS severity
  FROM at_list
 WHERE on_list = 0 AND reference_on_list = 0 AND in_transit = 0
   AND billed_lines > 0 AND billed_on <= list_on
   AND (collectible > policy('penny') OR state = 'uncollected')
