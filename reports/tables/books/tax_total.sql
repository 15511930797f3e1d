-- Total Tax and the tax of all rows, by file.
SELECT file.short_name, t.currency, t.reported, t.computed, t.apart
FROM tax_total AS t
    JOIN file USING (file_id)
ORDER BY file.short_name, t.currency
