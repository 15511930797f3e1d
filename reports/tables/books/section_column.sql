-- Columns no era knows.
SELECT s.canonical, c.column_number, c.name
FROM section_column AS c JOIN section AS s USING (section_id)
ORDER BY s.canonical, c.column_number
