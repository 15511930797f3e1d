-- rule      tax-rate-differs
-- severity  low
-- asks      Is the tax of a row its taxable amount times its rate?
-- because   A row whose tax is not what its own rate gives was changed, or taxed by another rate.
--           You file the amount; an auditor works it out again.
-- then      Compare the row with the report as downloaded; ask which rate applies in that place.
-- reads     tax_check
-- unit      money
-- says      By its rate the tax is {expected}, the report has {actual}: {difference} apart.
-- since     1.0
--
-- trips: tax_check (two cents)
--   kind | expected | actual
--   rate | 8.25     | 8.27
-- and: answer
--   expected | actual
--   8.25     | 8.27
-- quiet: tax_check (one cent: rates are rounded row by row)
--   kind | expected | actual
--   rate | 8.25     | 8.24
-- quiet: tax_check (of another kind)
--   kind  | expected | actual
--   total | 8.25     | 9.25
SELECT line_id, expected, actual
  FROM tax_check
 WHERE kind = 'rate'
   AND (expected IS NULL OR abs(expected - actual) > policy('penny'))
