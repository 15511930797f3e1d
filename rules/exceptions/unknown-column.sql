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
--   subject      | name
--   ab12/Segment | Segment
-- and: answer
--   severity | actual
--   low      | Segment
-- trips: unknown_column (its name speaks of money)
--   subject             | name
--   ab12/SellerFeeOther | SellerFeeOther
-- and: answer
--   severity | actual
--   high     | SellerFeeOther
-- quiet: unknown_column (none)
--   subject | name
SELECT subject, evidence, NULL AS expected, name AS actual,
       iif(lower(name) LIKE '%amount%' OR lower(name) LIKE '%revenue%'
           OR lower(name) LIKE '%fee%' OR lower(name) LIKE '%tax%'
           OR lower(name) LIKE '%refund%' OR lower(name) LIKE '%cost%'
           OR lower(name) LIKE '%price%' OR lower(name) LIKE '%credit%'
           OR lower(name) LIKE '%net%' OR lower(name) LIKE '%gross%'
           OR lower(name) LIKE '%total%', 'high', 'low') AS severity
  FROM unknown_column
