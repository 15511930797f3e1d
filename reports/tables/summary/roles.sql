-- The roles of summary/loaded.sql, and the unbroken run of days each is known for.
-- column role       word
-- column known_from day
-- column known_to   day
SELECT roles.role, role_window.known_from, role_window.known_to
FROM (
        SELECT role FROM section
        WHERE covers_to IS NOT NULL
            AND section_id NOT IN (SELECT section_id FROM overlap WHERE replaced)
        UNION
        SELECT role FROM coverage
        WHERE state IN ('gap', 'awaited', 'empty', 'declared-empty') AND NOT role_covered
    ) AS roles
    LEFT JOIN role_window ON role_window.role = roles.role
ORDER BY
    CASE roles.role WHEN 'billed' THEN 0 WHEN 'disbursed' THEN 1 WHEN 'stated_open' THEN 2
        WHEN 'taxed' THEN 3 WHEN 'opening' THEN 4 ELSE 5 END,
    roles.role
