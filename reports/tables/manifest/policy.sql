-- column name    word
-- column value   word
-- column default word
-- column unit    word
SELECT name, value, default_value AS "default", unit
FROM policy
ORDER BY name
