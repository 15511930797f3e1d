-- Tables that repeat each other.
SELECT before.canonical, after.canonical, o.replaced
FROM overlap AS o
    JOIN section AS before ON before.section_id = o.section_id
    JOIN section AS after ON after.section_id = o.by_section_id
ORDER BY before.canonical, after.canonical
