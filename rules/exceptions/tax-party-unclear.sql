-- rule      tax-party-unclear
-- severity  medium
-- asks      Which tax has nobody named who must remit it?
-- because   Tax is remitted by you or by AWS. Where the report names neither, both may leave it,
--           and the state will ask you.
-- then      Ask seller operations who is liable before you file. Until then it stands in no
--           total of yours; the filing worksheet shows it in rows of their own.
-- reads     taxed
-- unit      money
-- says      Tax of {actual} was calculated, and the report does not say whether you or AWS must
--           remit it.
-- since     1.0
-- flag      party-unclear
--
-- trips: taxed (nobody is named)
--   reference | class   | party | tax_amount
--   R-1       | counted | none  | 0.01
-- and: answer
--   expected | actual
--   0.00     | 0.01
-- trips: taxed (somebody else is named, on a refund)
--   reference | class   | party | event  | tax_amount
--   R-1       | counted | other | refund | -8.00
-- and: answer
--   expected | actual
--   0.00     | -8.00
-- quiet: taxed (nobody is named, and nothing is due)
--   reference | class   | party | tax_amount
--   R-1       | counted | none  | 0.00
-- quiet: taxed
--   reference | class   | party  | tax_amount
--   R-1       | counted | seller | 8.00
-- quiet: taxed (tax of another kind)
--   reference | class     | party | tax_amount
--   R-1       | other-tax | none  | 8.00
SELECT line_id, 0 AS expected, tax_amount AS actual
  FROM taxed
 WHERE party IN ('none', 'other')
   AND tax_amount <> 0
   AND class IN ('counted', 'no-reference')
