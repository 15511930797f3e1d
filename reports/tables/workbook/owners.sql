-- What a cell for an owner offers: who was named before.
-- column words text
SELECT DISTINCT l.owner AS words
FROM disposition JOIN line_disposition AS l USING (line_id)
WHERE l.owner <> ''
ORDER BY words
