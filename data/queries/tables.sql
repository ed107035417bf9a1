-- Every indicator at every period asked for; one that has no figure at the edition's own period (a yearly one) at its
-- latest before.
WITH held AS MATERIALIZED (
    SELECT DISTINCT indicator, period FROM observations
),
paces AS (
    SELECT indicator, bool_or(period = $own) AS own
    FROM held
    GROUP BY indicator
),
periods AS (
    SELECT period
    FROM held
    WHERE length(period) = length($own) AND period BETWEEN $first AND $last
    UNION
    SELECT $last
),
dated AS (
    SELECT t.period AS stands_at, h.indicator, max(h.period) AS period
    FROM held AS h
    INNER JOIN paces AS p ON p.indicator = h.indicator
    INNER JOIN periods AS t
        ON CASE WHEN p.own THEN h.period = t.period ELSE left(h.period, length($own)) <= t.period END
    GROUP BY t.period, h.indicator
)
SELECT d.stands_at, o.code, o.indicator, o.value
FROM dated AS d
INNER JOIN observations AS o ON o.indicator = d.indicator AND o.period = d.period
ORDER BY d.stands_at, o.code, o.indicator
