-- rule      tax-code-missing
-- severity  info
-- asks      Which products are sold without a Product Tax Code?
-- because   Without a code no tax is calculated for the product, and you may owe it all the same.
--           Tax that was calculated without a code rests on nothing.
-- then      Give the product its tax code in the listing. Where tax was calculated, ask on what
--           ground before you file it.
-- reads     taxed
-- unit      money
-- says      Tax of {actual} was calculated on a product without a Product Tax Code.
-- since     1.0
-- flag      code-missing
--
-- trips: taxed (no tax: counted by product, as info)
--   reference | class   | position_id | product_code | tax_code | currency | tax_amount
--   R-1       | counted | 7           | prod-1       |          | USD      | 0.00
-- and: answer
--   subject | severity | position_id | currency | actual
--   prod-1  | info     | 7           | USD      | 0.00
-- trips: taxed (one cent of tax)
--   reference | class   | product_code | tax_code | tax_amount
--   R-1       | counted | prod-1       |          | 0.01
-- and: answer
--   severity | expected | actual
--   high     | 0.00     | 0.01
-- quiet: taxed (it has one)
--   reference | class   | product_code | tax_code           | tax_amount
--   R-1       | counted | prod-1       | EXSW_REMOTE_ACCESS | 0.00
-- quiet: taxed (tax of another kind)
--   reference | class     | product_code | tax_code | tax_amount
--   R-1       | other-tax | prod-1       |          | 8.00
SELECT NULL AS line_id, position_id, product_code AS subject, currency, 'info' AS severity,
       0 AS expected, 0 AS actual,
       'No Product Tax Code: {count} tax lines of product {subject}, without tax.' AS says
  FROM taxed
 WHERE tax_code = ''
   AND tax_amount = 0
   AND class IN ('counted', 'no-reference')
UNION ALL
SELECT line_id, NULL, NULL, NULL, 'high', 0, tax_amount, NULL
  FROM taxed
 WHERE tax_code = ''
   AND tax_amount <> 0
   AND class IN ('counted', 'no-reference')
