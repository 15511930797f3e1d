-- rule      tax-base-differs
-- severity  low
-- asks      Do the taxable and the nontaxable part of a sale make its price, in each jurisdiction?
-- because   What is in neither part is in no return. Each place taxes the whole price or exempts a
--           part of it.
-- then      Compare the rows with the bill; ask what became of the rest.
-- reads     tax_check
-- unit      money
-- says      Taxable and nontaxable amounts come to {expected}, the price is {actual}: {difference}
--           apart.
-- since     1.0
--
-- trips: tax_check (two cents)
--   kind | expected | actual
--   base | 99.98    | 100.00
-- and: answer
--   expected | actual
--   99.98    | 100.00
-- quiet: tax_check (one cent)
--   kind | expected | actual
--   base | 99.99    | 100.00
-- quiet: tax_check (of another kind)
--   kind | expected | actual
--   rate | 99.98    | 100.00
SELECT line_id, expected, actual
  FROM tax_check
 WHERE kind = 'base'
   AND (expected IS NULL OR abs(expected - actual) > policy('penny'))
