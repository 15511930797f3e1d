-- Every input once; files that were set aside come last.
-- column file_id       id
-- column name          word
-- column base_name     text
-- column bytes         count
-- column sha256        word
-- column meta_sha256   word
-- column family        word
-- column set_aside     flag
-- column records       count
-- column lines         count
-- column rejects       count
-- column noise_records count
-- column blank_lines   count
-- column also_covers   text
-- column epoch         count
SELECT
    file.file_id, file.short_name AS name, file.base_name, file.bytes, file.sha256,
    file.meta_sha256, file.family, file.set_aside, file.records,
    coalesce(tables.lines, 0) AS lines, file.rejected_records AS rejects, file.noise_records,
    file.blank_lines, file.also_covers,
    coalesce(file_epoch.epoch, 0) AS epoch
FROM file
    LEFT JOIN (
        SELECT file_id, sum(iif(role = 'stated_paid', 0, lines)) AS lines,
            min(canonical) AS place
        FROM section
        GROUP BY file_id
    ) AS tables USING (file_id)
    LEFT JOIN file_epoch USING (file_id)
ORDER BY tables.place IS NULL, tables.place, file.family, file.sha256
