-- Policy values.
SELECT name, value, unit, default_value, micro_or_count FROM policy ORDER BY name
