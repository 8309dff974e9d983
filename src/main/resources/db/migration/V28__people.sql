-- Both small sigmas are one letter of a name now.
UPDATE console_user SET name_key = REPLACE(name_key, U&'\03C2', U&'\03C3')
WHERE name_key LIKE U&'%\03C2%'
    AND REPLACE(name_key, U&'\03C2', U&'\03C3') NOT IN (SELECT name_key FROM console_user);
