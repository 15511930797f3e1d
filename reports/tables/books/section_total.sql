-- The lines of each table by their exact sums, which a control holds against the stored rows.
SELECT s.canonical, t.component, t.currency, t.sum, t.sum_absolute, t.nonzero_lines
FROM section_total AS t JOIN section AS s USING (section_id)
ORDER BY s.canonical, t.component, t.currency
