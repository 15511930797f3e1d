-- rule      tax-exempt-without-certificate
-- severity  medium
-- asks      Which sales were left untaxed as exempt, with no certificate on the line?
-- because   Without the customer's exemption certificate an auditor treats the sale as taxable,
--           and the tax is yours to pay.
-- then      Ask the customer for the certificate, or AWS for its id, and keep it with the return.
-- reads     taxed
-- unit      money
-- says      A sale was called exempt and {actual} of it left untaxed; no certificate id stands on
--           the line.
-- since     1.0
-- flag      exempt-bare
--
-- trips: taxed
--   reference | class   | reason | certificate | nontaxable
--   R-1       | counted | Exempt |             | 80.00
-- and: answer
--   expected | actual
--   0.00     | 80.00
-- trips: taxed (blanks and case do not matter)
--   reference | class   | reason | certificate | nontaxable
--   R-1       | counted | exempt |             | 0.00
-- quiet: taxed (the certificate is on the line)
--   reference | class   | reason | certificate | nontaxable
--   R-1       | counted | Exempt | CERT-1      | 80.00
-- quiet: taxed (not taxable for another reason)
--   reference | class   | reason     | certificate | nontaxable
--   R-1       | counted | Nontaxable |             | 80.00
-- quiet: taxed (after the day)
--   reference | class       | reason | certificate | nontaxable
--   R-1       | after-as-of | Exempt |             | 80.00
SELECT line_id, 0 AS expected, nontaxable AS actual
  FROM taxed
 WHERE lower(reason) = 'exempt'
   AND certificate = ''
   AND class IN ('counted', 'no-reference')
