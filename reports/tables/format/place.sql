-- The file that evidence names ?1, and the line on which its record ?2 begins; no line for a
-- record that is none of these. A line's id is its section's times 2^32, and its record.
-- column file text
-- column line count
SELECT
    file.base_name AS file,
    coalesce(
        (SELECT line_first FROM section JOIN line_billed
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id),
        (SELECT line_first FROM section JOIN line_disbursed
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id),
        (SELECT line_first FROM section JOIN line_opening
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id),
        (SELECT line_first FROM section JOIN line_taxed
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id),
        (SELECT line_first FROM section JOIN line_stated_open
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id),
        (SELECT line_first FROM section JOIN line_stated_paid
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id),
        (SELECT line_first FROM section JOIN line_stated_total
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id),
        (SELECT line_first FROM section JOIN line_disposition
            ON line_id = (section_id << 32) + ?2 WHERE section.file_id = file.file_id)) AS line
FROM file
WHERE file.short_name = ?1
