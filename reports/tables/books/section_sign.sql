-- Settled signs.
SELECT s.canonical, f.component, f.factor, f.printed, f.settled_by, f.lines_for, f.lines_against
FROM file_sign AS f JOIN section AS s USING (section_id)
ORDER BY s.canonical, f.component
