-- rule      payer-differs
-- severity  low
-- asks      Do bill and payout name different payers for one reference?
-- because   A payment may have been applied to another customer's charge.
-- then      Compare both accounts with the subscription; resellers and account moves explain most.
-- reads     position
-- unit      text
-- says      Billed to {expected}, paid out for {actual}.
-- since     1.0
-- rest      quiet
--
-- trips: position
--   billed_payer | disbursed_payer
--   111122223333 | 444455556666
-- and: answer
--   expected     | actual
--   111122223333 | 444455556666
-- quiet: position (the same)
--   billed_payer | disbursed_payer
--   111122223333 | 111122223333
-- quiet: position (the payout names none)
--   billed_payer | disbursed_payer
--   111122223333 |
SELECT position_id, billed_payer AS expected, disbursed_payer AS actual
  FROM position
 WHERE billed_payer <> ''
   AND disbursed_payer <> ''
   AND billed_payer <> disbursed_payer
