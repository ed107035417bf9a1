-- The figures that a table of a period is made of, with what stands behind each: rows as in tables.sql, at one period.
WITH paces AS (
    SELECT indicator, bool_or(period = $own) AS own
    FROM observations
    GROUP BY indicator
),
dated AS (
    SELECT o.indicator, max(o.period) AS period
    FROM observations AS o
    INNER JOIN paces AS p ON p.indicator = o.indicator
    WHERE CASE WHEN p.own THEN o.period = $period ELSE left(o.period, length($own)) <= $period END
    GROUP BY o.indicator
)
SELECT
    o.code, o.indicator, o.period, o.numerator, o.denominator, o.printed, o.value, o.unit, o.nature, o.attribution,
    o.source_id, o.note
FROM dated AS d
INNER JOIN observations AS o ON o.indicator = d.indicator AND o.period = d.period
ORDER BY o.code, o.indicator
