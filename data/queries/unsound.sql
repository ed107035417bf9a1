-- What no edition may be frozen with, whoever wrote it: rule (data/incoming/rules.py), line, column, found, and how many.
WITH figures AS (
    SELECT line, 'value' AS field, value AS found, unit FROM rows
    UNION ALL
    SELECT line, 'numerator', numerator, 'people' FROM rows
),
numbers AS (
    SELECT *, TRY_CAST(found AS DOUBLE) AS number FROM figures WHERE found IS NOT NULL
),
faults AS (
    SELECT 'UCJ302' AS rule, line, field, found, 1 AS n FROM numbers WHERE number < 0 AND unit NOT IN ('points', 'index')
    UNION ALL
    SELECT 'UCJ307', line, field, found, 1 FROM numbers WHERE unit IN ('people', 'class') AND number <> floor(number)
    UNION ALL
    SELECT 'UCJ311', line, field, found, 1 FROM numbers WHERE unit = 'yes_no' AND number NOT IN (0, 1)
    UNION ALL
    SELECT 'UCJ312', line, field, found, 1 FROM numbers WHERE unit = 'months' AND number > 12
    UNION ALL
    SELECT 'UCJ604', line, 'nature', coalesce(nature, ''), 1
    FROM rows
    WHERE NOT list_contains($natures, coalesce(nature, ''))
    UNION ALL
    SELECT 'UCJ403', min(line), 'attribution', attribution, count(*)
    FROM rows
    WHERE coalesce(attribution, '') NOT IN ('', $attribution)
    GROUP BY attribution
)
SELECT * FROM faults ORDER BY line, rule LIMIT 100
