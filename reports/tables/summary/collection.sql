-- Whether any file says what was collected from the customer.
-- column stated flag
SELECT EXISTS (
    SELECT 1 FROM section_total WHERE component = 'collected_net' AND nonzero_lines > 0
        AND section_id NOT IN (SELECT section_id FROM overlap WHERE replaced)
) AS stated
