-- Spellings tolerated.
SELECT s.canonical, t.trace, t.cells
FROM section_trace AS t JOIN section AS s USING (section_id)
ORDER BY s.canonical, t.trace
