-- rule      timing-not-cleared
-- severity  high
-- asks      Did the reports an item waited for arrive, and are silent about it?
-- because   A timing item is no exception only because its counterpart may still come. Reports
--           that go past its day without naming it say that it does not.
-- then      Treat it as the rule it waited under says (timing.csv names it): the day to wait for
--           is over.
-- reads     timing_item
-- unit      day
-- says      It was to clear by {expected}; the reports it waits for are loaded to {actual}
--           and do not name it.
-- since     1.0
--
-- trips: timing_item (loaded to the very day, and nothing)
--   position_id | kind  | rule                | waits_for_role | must_clear_by | loaded_to
--   1           | ahead | disbursed-not-billed | billed        | 2024-03-26    | 2024-03-26
-- and: answer
--   position_id | expected   | actual
--   1           | 2024-03-26 | 2024-03-26
-- trips: timing_item (two items of one position are one answer: the earlier day counts)
--   position_id | kind  | rule                 | waits_for_role | must_clear_by | loaded_to
--   1           | ahead | disbursed-not-billed | billed         | 2024-03-26    | 2024-04-30
--   1           | ahead | tax-not-calculated   | taxed          | 2024-03-20    | 2024-04-30
-- and: answer
--   position_id | expected   | actual
--   1           | 2024-03-20 | 2024-04-30
-- trips: timing_item (it waited when a month was sealed, and its own rule tells of it now)
--   position_id | kind | rule                 | waits_for_role | must_clear_by | loaded_to
--   1           | told | disbursed-not-billed | billed         | 2024-03-26    | 2024-04-30
-- and: answer
--   position_id | expected   | actual
--   1           | 2024-03-26 | 2024-04-30
-- quiet: timing_item (its rule tells of it, and the day it was to clear by is still to come)
--   position_id | kind | rule                 | waits_for_role | must_clear_by | loaded_to
--   1           | told | disbursed-not-billed | billed         | 2024-05-01    | 2024-04-30
-- quiet: timing_item (a day is still to come)
--   position_id | kind  | rule                 | waits_for_role | must_clear_by | loaded_to
--   1           | ahead | disbursed-not-billed | billed         | 2024-03-27    | 2024-03-26
-- quiet: timing_item (a later line names it)
--   position_id | kind  | waits_for_role | must_clear_by | loaded_to  | answered_later
--   1           | ahead | billed         | 2024-03-26    | 2024-04-30 | 1
-- quiet: timing_item (it lies before the first file: nothing says that it will ever come)
--   position_id | kind           | waits_for_role | must_clear_by | loaded_to
--   1           | before-history | billed         |               | 2024-04-30
SELECT position_id, min(must_clear_by) AS expected, min(loaded_to) AS actual
  FROM timing_item
 WHERE kind IN ('ahead', 'told')
   AND must_clear_by <= loaded_to
   AND answered_later = 0
 GROUP BY position_id
