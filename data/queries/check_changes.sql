-- Figures far from those of the earlier edition, of the same period or else its latest: rule, id, field, found, details.
WITH latest AS (
    SELECT indicator, max(period) AS period FROM observations GROUP BY indicator
),
before AS (
    SELECT indicator, max(period) AS period FROM earlier WHERE value IS NOT NULL GROUP BY indicator
),
pairs AS (
    SELECT o.code, o.indicator, o.period, o.unit, o.value AS now, e.value AS before, e.period AS period_before
    FROM observations AS o
    INNER JOIN earlier AS e ON e.code = o.code AND e.indicator = o.indicator AND e.unit = o.unit
    INNER JOIN latest AS l ON l.indicator = o.indicator
    INNER JOIN before AS b ON b.indicator = o.indicator
    WHERE e.value IS NOT NULL AND o.value IS NOT NULL
        AND (e.period = o.period OR (
            o.period = l.period AND e.period = b.period AND b.period < o.period AND length(b.period) = length(o.period)
        ))
),
far AS (
    SELECT *, 'UCJ505' AS rule, printf('%.2f', now) AS found, printf('%.2f', before) AS was, $points AS bound
    FROM pairs
    WHERE unit = 'percent' AND abs(now - before) > $points
    UNION ALL
    SELECT *, 'UCJ506', printf('%.0f', now), printf('%.0f', before), $percent
    FROM pairs
    WHERE unit = 'people' AND abs(now - before) > $percent / 100 * before
)
SELECT far.rule, f.id, CASE WHEN f.derived THEN f.indicator ELSE 'value' END AS field, far.found,
    MAP {'before': far.was, 'period': far.period_before, 'edition': $earlier, 'limit': CAST(far.bound AS VARCHAR)}
    AS details
FROM far
INNER JOIN figures AS f
    ON f.code = far.code AND f.indicator = far.indicator AND f.period = far.period AND f.kept
WHERE NOT (f.derived AND far.unit = 'people')  -- the counts behind it tell
