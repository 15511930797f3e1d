-- about what departs from a default, and what the files left open
-- column setting            text
-- column value              text
-- column default            text
-- column positions_affected count
-- column amount_affected    word
SELECT setting, value, default_value AS "default", positions_affected, amount_affected
FROM assumption
ORDER BY setting, value, default_value, positions_affected, amount_affected
