-- What the run says of itself.
SELECT name, value FROM meta ORDER BY name
