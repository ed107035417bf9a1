-- Every zone at a period: counts added up, the share divided once; counted: regions that have all three counts.
WITH wide AS (
    SELECT
        r.code, r.zone,
        max(CAST(o.value AS BIGINT)) FILTER (WHERE o.indicator = 'employed') AS employed,
        max(CAST(o.value AS BIGINT)) FILTER (WHERE o.indicator = 'active_wage') AS active_wage,
        max(CAST(o.value AS BIGINT)) FILTER (WHERE o.indicator = 'active_nonwage') AS active_nonwage
    FROM regions AS r
    LEFT JOIN observations AS o ON o.code = r.code AND o.period = $period AND o.unit = 'people'
    WHERE r.level = $level
    GROUP BY r.code, r.zone
),
added AS (
    SELECT
        zone,
        count(*) AS regions,
        count(employed + active_wage + active_nonwage) AS counted,
        sum(employed) AS employed,
        sum(active_wage) + sum(active_nonwage) AS active
    FROM wide
    GROUP BY zone
)
SELECT
    zone, regions, counted,
    CAST(employed AS DOUBLE) AS employed,
    CAST(active AS DOUBLE) AS active,
    CAST(100 * active AS DOUBLE) / nullif(CAST(employed AS DOUBLE), 0) AS coverage
FROM added
ORDER BY zone
