-- What is mixed in one indicator, or in one file, and may not be: rule, id, field, found, details.
WITH said AS (
    SELECT attribution, count(*) AS n, min(id) AS id
    FROM figures
    WHERE attribution <> '' AND NOT derived
    GROUP BY attribution
),
most AS (
    SELECT coalesce(nullif($attribution, ''), (SELECT attribution FROM said ORDER BY n DESC, id LIMIT 1)) AS attribution
),
bases AS (  -- shares beside the number of workers that they should be divided by
    SELECT f.id, f.indicator, f.denominator_text, u.universe, f.denominator = c.value AS same
    FROM figures AS f
    INNER JOIN universes AS u ON u.indicator = f.indicator
    INNER JOIN figures AS c ON c.indicator = u.universe AND c.code = f.code AND c.period = f.period
    WHERE f.denominator IS NOT NULL AND c.value IS NOT NULL AND NOT f.derived
),
named AS (
    SELECT id, indicator, note, nullif(regexp_extract(
        lower(note),
        '(angkatan kerja|penduduk bekerja|usia kerja|penduduk usia|labou?r force|employed people|working age|eligible)'
    ), '') AS universe
    FROM figures
    WHERE note <> '' AND NOT derived
)
SELECT 'UCJ403' AS rule, s.id, 'attribution' AS field, s.attribution AS found,
    CAST(MAP {'most': m.attribution, 'few': CAST(s.n AS VARCHAR), 'value': s.attribution} AS MAP(VARCHAR, VARCHAR))
    AS details
FROM said AS s
CROSS JOIN most AS m
WHERE s.attribution <> m.attribution
UNION ALL
SELECT 'UCJ404', min(id) FILTER (WHERE NOT same), 'denominator', min_by(denominator_text, id) FILTER (WHERE NOT same),
    MAP {'indicator': indicator, 'universe': any_value(universe), 'n': CAST(count(*) FILTER (WHERE same) AS VARCHAR),
        'few': CAST(count(*) FILTER (WHERE NOT same) AS VARCHAR)}
FROM bases
GROUP BY indicator
HAVING bool_or(same) AND NOT bool_and(same)
UNION ALL
SELECT 'UCJ405', max(id), 'note', max_by(note, id),
    MAP {'indicator': indicator, 'universes': string_agg(DISTINCT universe, ', ' ORDER BY universe)}
FROM named
WHERE universe IS NOT NULL
GROUP BY indicator
HAVING count(DISTINCT universe) > 1
UNION ALL
SELECT 'UCJ406', min(id) FILTER (WHERE nature = 'simulated'), 'nature', 'simulated',
    MAP {'indicator': indicator, 'few': CAST(count(*) FILTER (WHERE nature = 'simulated') AS VARCHAR),
        'n': CAST(count(*) FILTER (WHERE nature <> 'simulated') AS VARCHAR)}
FROM figures
WHERE NOT derived AND (value IS NOT NULL OR denominator IS NOT NULL)
GROUP BY indicator
HAVING count(DISTINCT nature = 'simulated') > 1
