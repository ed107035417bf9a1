-- The country at every period of the edition's own pace: counts added up, each share divided once.
WITH counts AS (
    SELECT period, indicator, sum(CAST(value AS BIGINT)) AS people
    FROM observations
    WHERE unit = 'people' AND length(period) = length($period) AND period <= $period
    GROUP BY period, indicator
),
wide AS (
    SELECT
        period,
        max(people) FILTER (WHERE indicator = 'employed') AS employed,
        max(people) FILTER (WHERE indicator = 'employed_informal') AS employed_informal,
        max(people) FILTER (WHERE indicator = 'active_wage') AS active_wage,
        max(people) FILTER (WHERE indicator = 'active_nonwage') AS active_nonwage
    FROM counts
    GROUP BY period
)
SELECT
    w.period,
    CAST(w.employed AS BIGINT) AS employed,
    CAST(w.active_wage + w.active_nonwage AS BIGINT) AS active,
    CAST(100 * (w.active_wage + w.active_nonwage) AS DOUBLE) / CAST(w.employed AS DOUBLE) AS coverage,
    CAST(w.employed - w.active_wage - w.active_nonwage AS BIGINT) AS unprotected,
    CAST(w.employed_informal - w.active_nonwage AS BIGINT) AS unprotected_nonwage,
    CAST((w.employed_informal - w.active_nonwage) * p.rupiah_year AS BIGINT) AS premium_year,
    p.rupiah_year
FROM wide AS w
CROSS JOIN premiums AS p
WHERE p.segment = 'nonwage'
ORDER BY w.period
