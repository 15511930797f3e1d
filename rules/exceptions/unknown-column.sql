-- rule      unknown-column
-- severity  low
-- asks      Does a file have a column that no known era has?
-- because   Reports gain columns without notice. One that holds money and is not read makes every
--           total that should hold it wrong.
-- then      Read what the column means. Add it to the family's map, as an amount or as ignored
--           (rules/README.md).
-- reads     unknown_column
-- unit      text
-- says      The column "{actual}" is not known, and was not read.
-- since     1.0
--
-- trips: unknown_column
--   subject      | name    | speaks_of_money
--   ab12/Segment | Segment | 0
-- and: answer
--   severity | actual
--   low      | Segment
-- trips: unknown_column (its name speaks of money)
--   subject             | name           | speaks_of_money
--   ab12/SellerFeeOther | SellerFeeOther | 1
-- and: answer
--   severity | actual
--   high     | SellerFeeOther
-- quiet: unknown_column (none)
--   subject | name
SELECT subject, evidence, NULL AS expected, name AS actual,
       iif(speaks_of_money = 1, 'high', 'low') AS severity
  FROM unknown_column
