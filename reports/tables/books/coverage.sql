-- Days covered and missing.
SELECT
    c.ordinal, c.family, c.role, c.from_day, c.to_day, file.sha256, c.covers_source, c.state,
    c.role_covered
FROM coverage AS c LEFT JOIN file USING (file_id)
ORDER BY c.ordinal
