-- What keeps an observations file from being used: line, column, value and what was expected; the first hundred.
WITH numbers AS (
    SELECT line, 'numerator' AS name, numerator AS text, 'a whole number or blank' AS expected
    FROM rows WHERE NOT regexp_full_match(numerator, '-?[0-9]{1,16}')
    UNION ALL
    SELECT line, 'denominator', denominator, 'a whole number above 0, or blank'
    FROM rows WHERE NOT regexp_full_match(denominator, '0*[1-9][0-9]{0,15}')
    UNION ALL
    SELECT line, 'value', value, 'a number such as 12.5, or blank'
    FROM rows
    WHERE NOT regexp_full_match(value, '[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?')
),
shares AS (
    SELECT line, 'numerator' AS name, '' AS text, 'a numerator beside the denominator' AS expected
    FROM rows WHERE denominator IS NOT NULL AND numerator IS NULL
    UNION ALL
    SELECT line, 'denominator', '', 'a denominator beside the numerator'
    FROM rows WHERE denominator IS NULL AND numerator IS NOT NULL
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
    SELECT
        max(line) AS line, 'indicator' AS name, indicator AS text,
        'one line for each region, indicator and period' AS expected
    FROM rows GROUP BY code, indicator, period HAVING count(*) > 1
)
SELECT line, name, text, expected FROM numbers
UNION ALL SELECT line, name, text, expected FROM shares
UNION ALL SELECT line, name, text, expected FROM places
UNION ALL SELECT line, name, text, expected FROM doubles
ORDER BY line, name
LIMIT 100
