-- rule      terms-exceeded
-- severity  medium
-- asks      Is a charge still open although its terms, and the days a payout takes, are over?
-- because   The customer is late by your own terms. Old receivables are collected less and less.
-- then      Remind the customer; consider the terms you grant this payer (payer-terms.csv).
-- reads     position
-- unit      day
-- says      Due on {expected}, still open on {actual}: {difference} days.
-- since     1.0
-- rest      quiet
--
-- trips: position (46 days past due, grace is 45)
--   billed_gross | collectible | due_on
--   100.00       | 100.00      | 2024-05-15
-- and: answer
--   expected   | actual
--   2024-05-15 | 2024-06-30
-- trips: position (a charge of one cent of which nothing was paid)
--   billed_gross | collectible | state       | due_on
--   0.01         | 0.01        | uncollected | 2024-05-15
-- quiet: position (45 days)
--   billed_gross | collectible | due_on
--   100.00       | 100.00      | 2024-05-16
-- quiet: position (one cent short is settled)
--   billed_gross | disbursed_gross | collectible | state   | due_on
--   100.00       | 99.99           | 0.01        | settled | 2024-05-15
-- quiet: position (no due date is known)
--   billed_gross | collectible | due_on
--   100.00       | 100.00      | NULL
SELECT position_id, due_on AS expected, as_of() AS actual
-- No list of open items counts that is dated after the day: an open item that stands on one dated
-- more than grace after its due day is past due by more than grace, too.
  FROM position
 WHERE billed_gross > 0
   AND (collectible > policy('penny') OR state = 'uncollected')
   AND as_of() - due_on > policy('settlement_grace_days')
