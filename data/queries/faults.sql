-- What keeps an observations file from being used: line, column, value and what was expected; the first hundred.
WITH numbers AS (
    SELECT line, 'numerator' AS name, numerator AS text, 'a whole number or blank' AS expected
    FROM rows WHERE numerator IS NOT NULL AND TRY_CAST(numerator AS BIGINT) IS NULL
    UNION ALL
    SELECT line, 'denominator', denominator, 'a whole number above 0, or blank'
    FROM rows WHERE denominator IS NOT NULL AND coalesce(TRY_CAST(denominator AS BIGINT), 0) <= 0
    UNION ALL
    SELECT line, 'value', value, 'a number such as 12.5, or blank'
    FROM rows WHERE value IS NOT NULL AND (TRY_CAST(value AS DOUBLE) IS NULL OR NOT isfinite(TRY_CAST(value AS DOUBLE)))
),
places AS (
    SELECT o.line, 'code' AS name, o.code AS text, 'the code of a region of this level' AS expected
    FROM rows AS o
    LEFT JOIN regions AS r ON r.code = o.code AND r.level = $level
    WHERE r.code IS NULL
    UNION ALL
    SELECT line, 'period', period, 'a year or a month, such as 2024 or 2024-12'
    FROM rows WHERE NOT regexp_full_match(coalesce(period, ''), '\d{4}(-(0[1-9]|1[0-2]))?')
),
doubles AS (
    SELECT max(line) AS line, 'indicator' AS name, indicator AS text, 'one line for each region, indicator and period' AS expected
    FROM rows GROUP BY code, indicator, period HAVING count(*) > 1
)
SELECT line, name, text, expected FROM numbers
UNION ALL SELECT line, name, text, expected FROM places
UNION ALL SELECT line, name, text, expected FROM doubles
ORDER BY line, name
LIMIT 100
