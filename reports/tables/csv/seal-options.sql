-- about options that months were sealed with, by entry of the journal (seals.csv)
-- column entry count
-- column name  word
-- column value text
SELECT entry, name, value FROM kept_option ORDER BY entry, name
