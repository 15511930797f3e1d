-- rule      currency-ambiguous
-- severity  medium
-- asks      Was a currency assumed for a line although the reference is billed in several?
-- because   The payout report prints no currency. Taken in the wrong one, a payout settles the
--           wrong charge.
-- then      Compare the amount with the bank statement of that payout.
-- reads     position
-- unit      count
-- says      The reference is billed in {actual} currencies; a line without one was taken as
--           {currency}.
-- since     1.0
-- rest      quiet
--
-- trips: position
--   currency_assumed | billed_currencies
--   1                | 2
-- and: answer
--   expected | actual
--   1        | 2
-- quiet: position (billed in one)
--   currency_assumed | billed_currencies
--   1                | 1
-- quiet: position (every line states its own)
--   currency_assumed | billed_currencies
--   0                | 2
SELECT position_id, 1 AS expected, billed_currencies AS actual
  FROM position
 WHERE currency_assumed = 1
   AND billed_currencies > 1
