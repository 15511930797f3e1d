-- Tables of the inputs, in canonical order.
SELECT
    s.canonical, file.sha256, s.family, s.era, s.role,
    (SELECT t.canonical FROM section AS t WHERE t.section_id = s.table_id), s.rank,
    s.first_record, s.header, s.lines,
    s.rejects, s.covers_from, s.covers_to, s.covers_source, s.payout_on, s.net_holds_tax,
    s.sign_vector, s.net_inexact, s.net_off_lines
FROM section AS s JOIN file USING (file_id)
ORDER BY s.canonical
