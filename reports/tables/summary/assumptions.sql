-- What departs from a default: ?1 is 1 for options and policy values, 0 for what was assumed
-- while reading, unbound for both. Signs and spellings have tables of their own, added up over
-- files.
-- column setting            text
-- column value              text
-- column default            text
-- column positions_affected count
-- column amount_affected    amount
SELECT setting, value, default_value AS "default", positions_affected, amount_affected
FROM assumption
WHERE (?1 IS NULL OR (setting GLOB 'option *' OR setting GLOB 'policy *') = (?1 = 1))
    AND setting NOT GLOB 'sign of *'
    AND NOT EXISTS (SELECT 1 FROM section_trace WHERE assumption.setting GLOB trace || ' in *')
ORDER BY ordinal
