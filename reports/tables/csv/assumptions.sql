-- about what departs from a default, and what the files left open
-- Options, policy, signs, currencies, spellings: in the canonical order of the books.
-- column setting            text
-- column value              text
-- column default            text
-- column positions_affected count
-- column amount_affected    amount
SELECT setting, value, default_value AS "default", positions_affected, amount_affected
FROM assumption
ORDER BY ordinal
