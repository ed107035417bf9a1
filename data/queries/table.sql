-- Every indicator at a period; one that is not counted at that pace, at its latest period before.
WITH dated AS (
    SELECT indicator, max(period) AS period
    FROM observations
    WHERE left(period, length($period)) <= $period
    GROUP BY indicator
)
SELECT o.code, o.indicator, o.period, o.value
FROM observations AS o
INNER JOIN dated AS d ON d.indicator = o.indicator AND d.period = o.period
ORDER BY o.code, o.indicator
