-- about what a newer file says otherwise than the one it replaced
-- A row a line and amount that differs, from the seller's side; no component where only other
-- cells do. Evidence names the line before, then the line after.
-- column superseded               text
-- column superseding              text
-- column change                   word
-- column transaction_reference_id text
-- column currency                 word
-- column component                word
-- column before                   money
-- column after                    money
-- column difference               money
-- column evidence                 text
SELECT
    old.short_name AS superseded, new.short_name AS superseding, r.change,
    coalesce(reference.text, '') AS transaction_reference_id, r.currency, r.component, r.before,
    r.after,
    CASE WHEN r.component <> '' THEN coalesce(r.after, 0) - coalesce(r.before, 0) END
    AS difference,
    CASE WHEN r.line_id IS NULL THEN '' ELSE old.short_name || '#' || (r.line_id & 4294967295) END
    || CASE WHEN r.line_id IS NULL OR r.by_line_id IS NULL THEN '' ELSE ' ' END
    || CASE WHEN r.by_line_id IS NULL THEN ''
            ELSE new.short_name || '#' || (r.by_line_id & 4294967295) END AS evidence
FROM restated AS r
    JOIN section AS before ON before.section_id = r.section_id
    JOIN section AS after ON after.section_id = r.by_section_id
    JOIN file AS old ON old.file_id = before.file_id
    JOIN file AS new ON new.file_id = after.file_id
    LEFT JOIN reference ON reference.reference_id = r.reference_id
ORDER BY before.canonical, after.canonical, reference.text, r.currency,
    coalesce(r.line_id, r.by_line_id), r.ordinal
