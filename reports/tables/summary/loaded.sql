-- Lines by month and role. A file counts in the month of the last day it covers; every month has a
-- row for every role, so that holes show. What was superseded is told apart.
-- column month word
-- column role  word
-- column files count
-- column lines count
-- column state word
WITH RECURSIVE
hole (role, month, to_day, state) AS (
    SELECT role, date(from_day * 86400, 'unixepoch', 'start of month'),
        date(to_day * 86400, 'unixepoch'), state
    FROM coverage
    WHERE state IN ('gap', 'awaited', 'empty', 'declared-empty') AND NOT role_covered
    UNION
    SELECT role, date(month, '+1 month'), to_day, state
    FROM hole
    WHERE date(month, '+1 month') <= to_day
),
read (role, month, files, lines) AS (
    SELECT role, strftime('%Y-%m', covers_to * 86400, 'unixepoch'), count(DISTINCT file_id),
        sum(lines)
    FROM section
    WHERE covers_to IS NOT NULL
        AND section_id NOT IN (SELECT section_id FROM overlap WHERE replaced)
    GROUP BY 1, 2
),
missing (role, month, state) AS (
    SELECT role, substr(month, 1, 7),
        CASE WHEN max(state = 'gap') THEN 'gap' WHEN max(state = 'awaited') THEN 'awaited'
             ELSE 'empty' END
    FROM hole
    GROUP BY 1, 2
),
months (month) AS (SELECT month FROM read UNION SELECT month FROM missing),
roles (role) AS (SELECT role FROM read UNION SELECT role FROM missing)
SELECT
    months.month, roles.role, coalesce(read.files, 0) AS files, coalesce(read.lines, 0) AS lines,
    coalesce(missing.state, '') AS state
FROM months CROSS JOIN roles
    LEFT JOIN read ON read.role = roles.role AND read.month = months.month
    LEFT JOIN missing ON missing.role = roles.role AND missing.month = months.month
ORDER BY
    months.month,
    CASE roles.role WHEN 'billed' THEN 0 WHEN 'disbursed' THEN 1 WHEN 'stated_open' THEN 2
        WHEN 'taxed' THEN 3 WHEN 'opening' THEN 4 ELSE 5 END,
    roles.role
