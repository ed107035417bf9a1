-- People behind the percentages of some regions at a period, and a year's premium for the non-wage workers not protected.
WITH wide AS (
    SELECT
        code,
        max(value) FILTER (WHERE indicator = 'employed') AS employed,
        max(value) FILTER (WHERE indicator = 'active_wage') AS active_wage,
        max(value) FILTER (WHERE indicator = 'active_nonwage') AS active_nonwage,
        max(value) FILTER (WHERE indicator = 'unprotected') AS unprotected,
        max(value) FILTER (WHERE indicator = 'unprotected_nonwage') AS unprotected_nonwage
    FROM observations
    WHERE code IN (SELECT unnest($codes)) AND period = $period
    GROUP BY code
)
SELECT
    w.code,
    CAST(w.employed AS DOUBLE) AS employed,
    CAST(w.active_wage + w.active_nonwage AS DOUBLE) AS active,
    CAST(w.unprotected AS DOUBLE) AS unprotected,
    CAST(w.unprotected_nonwage * p.rupiah_year AS DOUBLE) AS premium_year,
    p.rupiah_year
FROM wide AS w
CROSS JOIN premiums AS p
WHERE p.segment = 'nonwage'
ORDER BY w.code
