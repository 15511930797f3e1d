-- Days each role is known for.
SELECT role, known_from, known_to, back_from, loaded_to FROM role_window ORDER BY role
