-- Files that were recognised and not read as lines.
-- column file   text
-- column family word
SELECT short_name AS file, family
FROM file
WHERE set_aside
ORDER BY short_name, sha256
