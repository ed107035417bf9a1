-- The figures that were not given but that counts among `given` make (data/incoming/figures.py has the formulas): id of
-- the row of their first count, what they are, and their numbers as text. Whole numbers throughout: a share is the
-- fraction n / d, a printed one its millionths of a percent over a hundred millions; a change is rounded half up to
-- six decimals. `given` holds one sound row with a figure a region, indicator and period.
WITH blanks AS (  -- with a reason
    SELECT * FROM received WHERE sound AND value IS NULL AND denominator IS NULL AND note <> ''
),
settled AS (  -- given, or left blank with the reason in a row of its own: neither is computed
    SELECT code, indicator, period FROM given
    UNION ALL
    SELECT code, indicator, period
    FROM blanks AS b
    ANTI JOIN received AS r ON r.file = b.file AND r.sheet = b.sheet AND r."row" = b."row" AND r.id <> b.id
),
counted AS (
    SELECT id, code, indicator, period, CAST(value AS HUGEINT) AS n, nature, attribution, source_id
    FROM given
    WHERE denominator IS NULL AND value = floor(value) AND value BETWEEN 0 AND 1e12
),
split AS (
    SELECT e.id, e.code, e.period, e.n,
        (2 * e.n * CAST(CAST(f.value_text AS DECIMAL(18, 6)) * 1000000 AS HUGEINT) + 100000000) // 200000000 AS formal,
        CASE WHEN f.nature = 'simulated' THEN f.nature ELSE e.nature END AS nature,
        concat_ws(';', nullif(e.attribution, ''), nullif(f.attribution, '')) AS attribution,
        concat_ws(';', nullif(e.source_id, ''), nullif(f.source_id, '')) AS source_id
    FROM counted AS e
    INNER JOIN given AS f ON f.code = e.code AND f.period = e.period
    WHERE e.indicator = 'employed' AND f.indicator = 'formal_share' AND f.value BETWEEN 0 AND 100
),
workers AS (
    SELECT id, code, 'employed_formal' AS indicator, period, formal AS n, nature, attribution, source_id FROM split
    UNION ALL
    SELECT id, code, 'employed_informal', period, n - formal, nature, attribution, source_id FROM split
),
counts AS (
    SELECT * FROM counted
    UNION ALL
    SELECT w.* FROM workers AS w
    ANTI JOIN settled AS g ON g.code = w.code AND g.indicator = w.indicator AND g.period = w.period
),
participants AS (
    SELECT p.indicator, c.code, c.period, min(c.id) AS id, sum(c.n) AS n,
        bool_or(c.nature = 'simulated') AS simulated,
        string_agg(c.attribution, ';') AS attribution, string_agg(c.source_id, ';') AS source_id
    FROM parts AS p
    INNER JOIN counts AS c ON c.indicator = p.part
    GROUP BY p.indicator, c.code, c.period
    HAVING count(*) = any_value(p.parts)
),
shares AS (
    SELECT p.indicator, p.code, p.period, p.id, CAST(p.n AS HUGEINT) AS n, c.n AS d,
        p.simulated OR c.nature = 'simulated' AS simulated,
        p.attribution || ';' || c.attribution AS attribution, p.source_id || ';' || c.source_id AS source_id, TRUE AS new
    FROM participants AS p
    INNER JOIN universes AS u ON u.indicator = p.indicator
    INNER JOIN counts AS c ON c.indicator = u.universe AND c.code = p.code AND c.period = p.period
    ANTI JOIN settled AS g ON g.code = p.code AND g.indicator = p.indicator AND g.period = p.period
    WHERE c.n > 0
    UNION ALL
    SELECT g.indicator, g.code, g.period, g.id, CAST(g.numerator AS HUGEINT), CAST(g.denominator AS HUGEINT),
        g.nature = 'simulated', g.attribution, g.source_id, FALSE
    FROM given AS g
    WHERE g.indicator IN (SELECT indicator FROM universes)
        AND g.numerator BETWEEN 0 AND 1e12 AND g.denominator BETWEEN 1 AND 1e12
),
totals AS (
    SELECT id, code, period, n, d, simulated, attribution, source_id FROM shares WHERE indicator = 'coverage_total'
    UNION ALL
    SELECT id, code, period, CAST(CAST(value_text AS DECIMAL(18, 6)) * 1000000 AS HUGEINT), 100000000,
        nature = 'simulated', attribution, source_id
    FROM given
    WHERE indicator = 'coverage_total' AND denominator IS NULL AND value BETWEEN 0 AND 1e6
),
changes AS (
    SELECT 'growth' AS indicator, now.code, now.period, now.id,
        100 * (now.n * ago.d - ago.n * now.d) AS n, now.d * ago.d AS d, now.simulated OR ago.simulated AS simulated,
        now.attribution || ';' || ago.attribution AS attribution, now.source_id || ';' || ago.source_id AS source_id
    FROM totals AS now
    INNER JOIN totals AS ago ON ago.code = now.code
        AND ago.period = CAST(CAST(left(now.period, 4) AS INTEGER) - 1 AS VARCHAR) || substr(now.period, 5)
    UNION ALL
    SELECT 'attainment', s.code, s.period, s.id,
        10000000000 * s.n, s.d * t.target, s.simulated OR t.simulated,
        s.attribution || ';' || t.attribution, s.source_id || ';' || t.source_id
    FROM totals AS s
    INNER JOIN (
        SELECT code, period, CAST(CAST(value_text AS DECIMAL(18, 6)) * 1000000 AS HUGEINT) AS target,
            nature = 'simulated' AS simulated, attribution, source_id
        FROM given
        WHERE indicator = 'target' AND denominator IS NULL AND value > 0 AND value < 1e6
    ) AS t ON t.code = s.code AND t.period = s.period
),
ratios AS (
    SELECT *, 2000000 * n + d AS above, 2 * d AS below FROM changes
),
millionths AS (
    SELECT *, (above - ((above % below) + below) % below) // below AS m FROM ratios  -- // alone rounds towards 0
),
made AS (
    SELECT id, code, indicator, period, CAST(NULL AS HUGEINT) AS numerator, CAST(NULL AS HUGEINT) AS denominator,
        CAST(n AS VARCHAR) AS value_text, 'people' AS unit, nature = 'simulated' AS simulated, attribution, source_id,
        '' AS note
    FROM workers
    UNION ALL
    SELECT id, code, indicator, period, n, d, '', 'percent', simulated, attribution, source_id, ''
    FROM shares
    WHERE new
    UNION ALL
    SELECT s.id, s.code, g.indicator, s.period, NULL, NULL, CAST(greatest(s.d - s.n, 0) AS VARCHAR), 'people',
        s.simulated, s.attribution, s.source_id, CASE WHEN s.n > s.d THEN $above_universe ELSE '' END
    FROM shares AS s
    INNER JOIN gaps AS g ON g.share = s.indicator
    UNION ALL
    SELECT id, code, indicator, period, NULL, NULL,
        CASE WHEN m < 0 THEN '-' ELSE '' END
        || rtrim(rtrim(CAST(abs(m) // 1000000 AS VARCHAR) || '.' || lpad(CAST(abs(m) % 1000000 AS VARCHAR), 6, '0'), '0'), '.'),
        CASE indicator WHEN 'growth' THEN 'points' ELSE 'percent' END, simulated, attribution, source_id, ''
    FROM millionths
)
SELECT
    id, code, indicator, period,
    coalesce(CAST(numerator AS VARCHAR), '') AS numerator_text,
    coalesce(CAST(denominator AS VARCHAR), '') AS denominator_text,
    value_text, unit,
    CASE WHEN simulated THEN 'simulated' ELSE 'derived' END AS nature,
    array_to_string(list_sort(list_distinct(list_filter(string_split(attribution, ';'), lambda x: x <> ''))), ';')
        AS attribution,
    array_to_string(list_sort(list_distinct(list_filter(string_split(source_id, ';'), lambda x: x <> ''))), ';')
        AS source_id,
    note
FROM made
ANTI JOIN settled AS g ON g.code = made.code AND g.indicator = made.indicator AND g.period = made.period
