-- What superseding files say otherwise.
SELECT before.canonical, after.canonical, r.change, reference.text, r.currency, r.component,
    r.before, r.after, r.line_id & 4294967295, r.by_line_id & 4294967295
FROM restated AS r
    JOIN section AS before ON before.section_id = r.section_id
    JOIN section AS after ON after.section_id = r.by_section_id
    LEFT JOIN reference ON reference.reference_id = r.reference_id
ORDER BY before.canonical, after.canonical, reference.text, r.currency,
    coalesce(r.line_id, r.by_line_id), r.ordinal
