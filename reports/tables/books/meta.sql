-- What the run says of itself; not where files lay.
SELECT name, value FROM meta WHERE name NOT GLOB 'place.*' ORDER BY name
