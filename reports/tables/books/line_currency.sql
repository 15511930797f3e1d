-- Currencies that lines took when their month was sealed, where others of the reference took
-- another.
SELECT section.canonical, c.line_id & 4294967295, c.currency
FROM line_currency AS c JOIN section ON section.section_id = c.line_id >> 32
ORDER BY section.canonical, c.line_id
