-- rule      currency-differs
-- severity  medium
-- asks      Was a reference paid out in a currency it was never billed in?
-- because   Amounts of two currencies are never compared here, so the charge is neither settled
--           nor open: you must judge it.
-- then      Compare payout and charge at the day's rate (currencies.csv lists both).
-- reads     cross_currency
-- unit      text
-- says      Billed in {expected}, paid out in {actual}.
-- since     1.0
-- rest      quiet
--
-- trips: cross_currency (the payout's side; the bill's side is the same fact)
--   position_id | currency | billed_lines | disbursed_lines | billed_currency
--   1           | EUR      | 1            | 0               | EUR
--   2           | USD      | 0            | 1               | EUR
-- and: answer
--   expected | actual
--   EUR      | USD
-- quiet: cross_currency (billed, and not paid out in this currency)
--   position_id | currency | billed_lines | disbursed_lines | billed_currency
--   1           | EUR      | 1            | 0               | EUR
SELECT position_id, billed_currency AS expected, currency AS actual
  FROM cross_currency
 WHERE disbursed_lines > 0
