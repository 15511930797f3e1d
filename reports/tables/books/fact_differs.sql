-- Facts two reports state otherwise.
SELECT section.canonical, f.line_id & 4294967295, reference.text, f.currency, f.component,
    f.counted, f.stated
FROM fact_differs AS f
    JOIN reference USING (reference_id)
    JOIN section ON section.section_id = f.line_id >> 32
ORDER BY section.canonical, f.line_id
