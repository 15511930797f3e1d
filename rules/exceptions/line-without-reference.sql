-- rule      line-without-reference
-- severity  info
-- asks      Which lines carry no Transaction Reference ID?
-- because   They cannot be matched to anything. Without money they do not matter; with money they
--           are an amount no report can explain.
-- then      Look at the record; ask for its reference. It is counted nowhere but in the totals.
-- reads     billed disbursed opening stated_open taxed
-- unit      money
-- says      Lines without a reference: {count}, of {actual}.
-- since     1.0
-- flag      no-reference
--
-- trips: billed (without money: counted, as info)
--   reference | class        | has_money
--             | no-reference | 0
-- and: answer
--   severity | actual
--   info     | 0.00
-- trips: disbursed (one cent)
--   reference | class        | has_money | net
--             | no-reference | 1         | 0.01
-- and: answer
--   severity | actual
--   high     | 0.01
-- trips: taxed (tax)
--   reference | class        | has_money | tax_amount
--             | no-reference | 1         | 8.00
-- and: answer
--   severity | actual
--   high     | 8.00
-- quiet: billed
--   reference | class   | has_money | net
--   R-1       | counted | 1         | 97.00
-- quiet: billed (replaced by a newer file)
--   reference | class      | has_money | net
--             | superseded | 1         | 97.00
SELECT line_id, iif(has_money = 1, 'high', 'info') AS severity, 0 AS expected, amount AS actual
  FROM (SELECT line_id, reference, class, has_money, coalesce(nullif(net, 0), gross) AS amount
          FROM billed
        UNION ALL
        SELECT line_id, reference, class, has_money, coalesce(nullif(net, 0), gross)
          FROM disbursed
        UNION ALL
        SELECT line_id, reference, class, has_money, coalesce(nullif(net, 0), gross)
          FROM stated_open
        UNION ALL
        SELECT line_id, reference, class, has_money, tax_amount
          FROM taxed
        UNION ALL
        SELECT line_id, reference, class, has_money, gross
          FROM opening)
 WHERE reference = ''
   AND class IN ('counted', 'no-reference')
