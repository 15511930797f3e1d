-- What tax rows do not bear out of themselves.
SELECT s.canonical, t.line_id & 4294967295 AS record, t.check_name, t.expected, t.actual, t.lines,
    t.dated
FROM tax_check AS t
    JOIN section AS s ON s.section_id = t.line_id >> 32
ORDER BY s.canonical, t.line_id, t.check_name
