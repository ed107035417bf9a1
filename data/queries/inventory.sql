-- What figures an edition holds.
SELECT
    indicator,
    any_value(unit) AS unit,
    string_agg(DISTINCT nature, ' ' ORDER BY nature) AS nature,
    min(period) AS first_period,
    max(period) AS last_period,
    count(DISTINCT code) AS regions,
    count(value) AS figures,
    count(*) - count(value) AS blank
FROM observations
GROUP BY indicator
ORDER BY indicator
