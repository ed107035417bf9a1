-- Every indicator at every period asked for; one that has no figure at the edition's own period (a yearly one) at its
-- latest before.
WITH paces AS (
    SELECT indicator, bool_or(period = $own) AS own
    FROM observations
    GROUP BY indicator
),
periods AS (
    SELECT period
    FROM observations
    WHERE length(period) = length($own) AND period BETWEEN $first AND $last
    UNION
    SELECT $last
),
dated AS (
    SELECT t.period AS stands_at, o.indicator, max(o.period) AS period
    FROM (SELECT DISTINCT indicator, period FROM observations) AS o
    INNER JOIN paces AS p ON p.indicator = o.indicator
    INNER JOIN periods AS t
        ON CASE WHEN p.own THEN o.period = t.period ELSE left(o.period, length($own)) <= t.period END
    GROUP BY t.period, o.indicator
)
SELECT d.stands_at, o.code, o.indicator, o.value
FROM dated AS d
INNER JOIN observations AS o ON o.indicator = d.indicator AND o.period = d.period
ORDER BY d.stands_at, o.code, o.indicator
