-- rule      tax-only-refund
-- severity  info
-- asks      Where was tax refunded while the charge stands?
-- because   It usually means a customer sent an exemption certificate later. It lowers what you
--           owe the state without lowering revenue.
-- then      Nothing, if the certificate is on file. See that the return of that period says so.
-- reads     taxed
-- unit      money
-- says      Lines that refund tax only: {count}, {actual} in all.
-- since     1.0
-- flag      tax-only-refund
--
-- trips: taxed
--   reference | class   | event           | tax_amount
--   R-1       | counted | tax-only-refund | -8.00
-- and: answer
--   expected | actual
--   0.00     | -8.00
-- quiet: taxed (a refund of the charge with its tax)
--   reference | class   | event  | tax_amount
--   R-1       | counted | refund | -8.00
SELECT line_id, 0 AS expected, tax_amount AS actual
  FROM taxed
 WHERE event = 'tax-only-refund'
   AND class IN ('counted', 'no-reference')
