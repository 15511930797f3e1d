-- Facts two reports state alike.
SELECT file.sha256, f.currency, f.facts, f.gross
FROM fact_agrees AS f JOIN file USING (file_id)
ORDER BY file.sha256, f.currency, f.ordinal
