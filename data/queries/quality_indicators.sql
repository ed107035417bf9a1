-- Every indicator as it stands at a period: nature, how far its series reaches, the period of its figures, how many
-- regions have one, how many shares are above 100 %, and its sources.
WITH paces AS (
    SELECT
        indicator,
        any_value(unit) AS unit,
        string_agg(DISTINCT nature, ' ' ORDER BY nature) AS nature,
        min(period) AS first_period,
        max(period) AS last_period,
        CASE
            WHEN bool_or(period = $own) THEN $period
            ELSE max(period) FILTER (WHERE left(period, length($own)) <= $period)
        END AS period
    FROM observations
    GROUP BY indicator
)
SELECT
    p.indicator, p.unit, p.nature, p.first_period, p.last_period, p.period,
    count(o.value) AS figures,
    count(o.value) FILTER (WHERE p.unit = 'percent' AND o.numerator > o.denominator) AS over_100,
    string_agg(DISTINCT o.source_id, ';' ORDER BY o.source_id) AS source_ids
FROM paces AS p
LEFT JOIN observations AS o ON o.indicator = p.indicator AND o.period = p.period
GROUP BY ALL
ORDER BY p.indicator
