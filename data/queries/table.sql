-- Every indicator at a period; one that has no figure at the edition's own period (a yearly one) at its latest before.
WITH paces AS (
    SELECT indicator, bool_or(period = $own) AS own
    FROM observations
    GROUP BY indicator
),
dated AS (
    SELECT o.indicator, max(o.period) AS period
    FROM observations AS o
    INNER JOIN paces AS p ON p.indicator = o.indicator
    WHERE CASE WHEN p.own THEN o.period = $period ELSE left(o.period, length($period)) <= $period END
    GROUP BY o.indicator
)
SELECT o.code, o.indicator, o.period, o.value
FROM observations AS o
INNER JOIN dated AS d ON d.indicator = o.indicator AND d.period = o.period
ORDER BY o.code, o.indicator
