-- What is to be said against the figures of a period, one row a finding (data/quality.py explains each):
-- code, indicator, period, finding, value, reference (what it is compared with), unit, note.
WITH paces AS MATERIALIZED (
    SELECT
        indicator,
        any_value(unit) AS unit,
        list_contains($indicators, indicator) AS used,
        CASE
            WHEN bool_or(period = $own) THEN $period
            ELSE max(period) FILTER (WHERE left(period, length($own)) <= $period)
        END AS period
    FROM observations
    GROUP BY indicator
),
asked AS (
    SELECT a.indicator, p.unit, p.period
    FROM (SELECT unnest($indicators) AS indicator) AS a
    LEFT JOIN paces AS p ON p.indicator = a.indicator
),
places AS (
    SELECT code FROM regions WHERE level = $level
),
standing AS MATERIALIZED (
    SELECT o.*, p.used
    FROM observations AS o
    INNER JOIN paces AS p ON p.indicator = o.indicator AND p.period = o.period
),
missing AS (
    SELECT
        r.code, a.indicator, coalesce(a.period, $period) AS period, 'missing' AS finding,
        CAST(NULL AS DOUBLE) AS value, CAST(NULL AS DOUBLE) AS reference, a.unit, s.note
    FROM places AS r
    CROSS JOIN asked AS a
    LEFT JOIN standing AS s ON s.code = r.code AND s.indicator = a.indicator
    WHERE s.value IS NULL
),
series AS MATERIALIZED (
    SELECT o.code, o.indicator, o.period, o.value, o.unit, o.note, o.denominator
    FROM observations AS o
    INNER JOIN asked AS a
        ON a.indicator = o.indicator AND o.period <= a.period AND length(o.period) = length(a.period)
),
gap AS (
    SELECT
        r.code, e.indicator, e.period, 'gap' AS finding,
        CAST(NULL AS DOUBLE) AS value, CAST(NULL AS DOUBLE) AS reference, e.unit, s.note
    FROM places AS r
    CROSS JOIN (  -- of the periods that some have a figure for, those that not all have one for
        SELECT s.indicator, s.period, any_value(s.unit) AS unit
        FROM series AS s
        INNER JOIN asked AS a ON a.indicator = s.indicator AND s.period < a.period
        GROUP BY s.indicator, s.period
        HAVING count(s.value) BETWEEN 1 AND (SELECT count(*) FROM places) - 1
    ) AS e
    LEFT JOIN series AS s ON s.code = r.code AND s.indicator = e.indicator AND s.period = e.period
    WHERE s.value IS NULL
),
over_100 AS (
    SELECT code, indicator, period, 'over_100' AS finding, value, 100 AS reference, unit, note
    FROM standing
    WHERE used AND unit = 'percent' AND numerator > denominator
),
printed AS (
    SELECT code, indicator, period, 'printed' AS finding, printed AS value, value AS reference, unit, note
    FROM standing
    WHERE used AND unit = 'percent' AND denominator IS NOT NULL AND abs(printed - value) > $printed
),
ages AS (
    SELECT
        s.code, s.indicator, s.period, s.note,
        12 * (CAST(left($period, 4) AS INTEGER) - CAST(left(s.period, 4) AS INTEGER))
        + CAST(coalesce(nullif(substr($period, 6), ''), '12') AS INTEGER)
        - CAST(coalesce(nullif(substr(s.period, 6), ''), '12') AS INTEGER) AS months
    FROM standing AS s
    WHERE s.used AND s.value IS NOT NULL
),
old AS (
    SELECT code, indicator, period, 'old' AS finding, months AS value, $old AS reference, 'months' AS unit, note
    FROM ages
    WHERE months > $old
),
quarters AS (
    SELECT
        code, indicator, any_value(unit) AS unit,
        max(value) FILTER (WHERE period = $last) AS december,
        max(value) FILTER (WHERE period = left($last, 4) || '-09') AS september,
        max(value) FILTER (WHERE period = (CAST(left($last, 4) AS INTEGER) - 1) || '-12') AS year_before
    FROM series
    WHERE unit = 'percent' AND denominator IS NOT NULL
    GROUP BY code, indicator
),
fourth_quarter AS (
    SELECT
        code, indicator, $last AS period, 'fourth_quarter' AS finding,
        december - september AS value, december - year_before AS reference, 'points' AS unit,
        CAST(NULL AS VARCHAR) AS note
    FROM quarters
    WHERE december - september >= $jump AND december - september > (december - year_before) / 2
),
neighbours AS (
    SELECT
        code, indicator, period, value, unit, note,
        lag(value) OVER w AS earlier,
        lead(value) OVER w AS later
    FROM series
    WHERE unit = 'percent' AND denominator IS NOT NULL AND value IS NOT NULL
        AND period >= coalesce((SELECT max(period) FROM series WHERE period < $first), $first)
    WINDOW w AS (PARTITION BY code, indicator ORDER BY period)
),
spike AS (
    SELECT
        code, indicator, period, 'spike' AS finding, value,
        CASE WHEN abs(value - earlier) < abs(value - later) THEN earlier ELSE later END AS reference, unit, note
    FROM neighbours
    WHERE period >= $first
        AND (value - earlier) * (value - later) > 0
        AND least(abs(value - earlier), abs(value - later)) >= $spike
),
remarks AS (
    SELECT
        s.code, s.indicator, s.period, CASE WHEN s.used THEN 'note' ELSE 'remark' END AS finding,
        s.value, CAST(NULL AS DOUBLE) AS reference, s.unit, s.note
    FROM standing AS s
    ANTI JOIN over_100 AS o ON o.code = s.code AND o.indicator = s.indicator
    WHERE s.value IS NOT NULL AND trim(s.note) <> ''
)
SELECT * FROM missing
UNION ALL SELECT * FROM gap
UNION ALL SELECT * FROM over_100
UNION ALL SELECT * FROM printed
UNION ALL SELECT * FROM old
UNION ALL SELECT * FROM fourth_quarter
UNION ALL SELECT * FROM spike
UNION ALL SELECT * FROM remarks
ORDER BY code, indicator, period, finding
