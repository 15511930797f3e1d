-- rule      due-before-billing
-- severity  low
-- asks      Was a charge due before it was billed?
-- because   One of the two dates is wrong, and every ageing figure of the charge with it.
-- then      Compare with the invoice. Terms counted from a wrong date make customers look late.
-- reads     position
-- unit      day
-- says      Billed on {expected}, due on {actual}: {gap} days before.
-- since     1.0
-- rest      quiet
--
-- trips: position (one day before)
--   billed_on  | billed_on_source | due_on
--   2024-05-02 | invoice          | 2024-05-01
-- and: answer
--   expected   | actual
--   2024-05-02 | 2024-05-01
-- quiet: position (due on receipt)
--   billed_on  | billed_on_source | due_on
--   2024-05-02 | invoice          | 2024-05-02
-- quiet: position (the billing day is a stand-in and proves nothing)
--   billed_on  | billed_on_source | due_on
--   2024-05-31 | file             | 2024-05-10
SELECT position_id, billed_on AS expected, due_on AS actual
  FROM position
 WHERE due_on < billed_on
   AND billed_on_source = 'invoice'
