-- Rows with a figure whose source is not given, or is none of $known; several ids in a row have ";" between them.
WITH named AS (
    SELECT line, coalesce(source_id, '') AS source_id, unnest(string_split(coalesce(source_id, ''), ';')) AS one
    FROM rows
    WHERE value IS NOT NULL OR numerator IS NOT NULL
)
SELECT DISTINCT line, source_id
FROM named
WHERE NOT list_contains($known, trim(one))
ORDER BY line
LIMIT 100
