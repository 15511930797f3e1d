-- rule      tax-total-differs
-- severity  medium
-- asks      Do the jurisdiction rows of a transaction add up to its Total Tax?
-- because   Total Tax is what the customer was charged. If rows are missing, you owe tax to a
--           place the report does not show.
-- then      Download the report again. If it is the same, ask for the missing jurisdiction.
-- reads     tax_check
-- unit      money
-- says      The rows of this transaction come to {expected} of tax, Total Tax is {actual}:
--           {difference} apart. Rows: {count}.
-- since     1.0
--
-- trips: tax_check (two cents)
--   kind  | expected | actual | lines
--   total | 8.23     | 8.25   | 2
-- and: answer
--   expected | actual | count
--   8.23     | 8.25   | 2
-- quiet: tax_check (one cent)
--   kind  | expected | actual | lines
--   total | 8.26     | 8.25   | 2
-- quiet: tax_check (of another kind)
--   kind | expected | actual | lines
--   base | 8.23     | 8.25   | 2
SELECT line_id, expected, actual, lines AS count
  FROM tax_check
 WHERE kind = 'total'
   AND (expected IS NULL OR abs(expected - actual) > policy('penny'))
