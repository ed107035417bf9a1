-- Provinces whose regencies, all of them given, do not add up to their figure: rule, id (of the province's row, or of a
-- regency's where another edition gives the province's figure), field, found, details.
WITH parts AS (
    SELECT id, code, indicator, period, 'value' AS field, value AS amount FROM figures WHERE unit = 'people'
    UNION ALL
    SELECT id, code, indicator, period, 'numerator', numerator FROM figures WHERE NOT derived
    UNION ALL
    SELECT id, code, indicator, period, 'denominator', denominator FROM figures WHERE NOT derived
    UNION ALL
    SELECT NULL, code, indicator, period, 'value', value FROM earlier WHERE unit = 'people'
    UNION ALL
    SELECT NULL, code, indicator, period, 'numerator', numerator FROM earlier
    UNION ALL
    SELECT NULL, code, indicator, period, 'denominator', denominator FROM earlier
),
sums AS (
    SELECT r.parent_code AS code, p.indicator, p.period, p.field, sum(CAST(p.amount AS DECIMAL(38, 0))) AS amount,
        count(DISTINCT r.code) AS n, min(p.id) AS id
    FROM parts AS p
    INNER JOIN regions AS r ON r.code = p.code AND r.level = 'regency'
    WHERE p.amount IS NOT NULL
    GROUP BY r.parent_code, p.indicator, p.period, p.field
),
whole AS (
    SELECT parent_code AS code, count(*) AS n FROM regions WHERE level = 'regency' GROUP BY parent_code
)
SELECT 'UCJ402' AS rule, coalesce(p.id, s.id) AS id, s.field, CAST(CAST(p.amount AS BIGINT) AS VARCHAR) AS found,
    MAP {'sum': CAST(s.amount AS VARCHAR), 'n': CAST(s.n AS VARCHAR), 'tolerance': CAST($tolerance AS VARCHAR)}
    AS details
FROM sums AS s
INNER JOIN whole AS w ON w.code = s.code AND w.n = s.n
INNER JOIN parts AS p
    ON p.code = s.code AND p.indicator = s.indicator AND p.period = s.period AND p.field = s.field
WHERE s.id IS NOT NULL AND abs(p.amount - s.amount) > $tolerance / 100 * p.amount
