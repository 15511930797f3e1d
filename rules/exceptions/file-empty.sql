-- rule      file-empty
-- severity  medium
-- asks      Does a file hold a header and not one line?
-- because   A download that broke off looks like a month without business.
-- then      Download it again; say --empty FAMILY:YYYY-MM when there was nothing to report.
-- reads     input_file
-- unit      count
-- says      The file has no line that could be read.
-- since     1.0
--
-- trips: input_file
--   subject | family | lines
--   ab12    | billed | 0
-- and: answer
--   subject | actual
--   ab12    | 0
-- quiet: input_file (one line)
--   subject | lines
--   ab12    | 1
-- quiet: input_file (set aside whole)
--   subject | lines | set_aside
--   ab12    | 0     | 1
-- quiet: input_file (said to be empty)
--   subject | lines | declared_empty
--   ab12    | 0     | 1
SELECT subject, evidence, NULL AS expected, lines AS actual
  FROM input_file
 WHERE lines = 0
   AND set_aside = 0
   AND declared_empty = 0
