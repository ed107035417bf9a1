-- The regions of a level.
SELECT code FROM regions WHERE level = $level ORDER BY code
