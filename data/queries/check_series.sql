-- What is to be said against series: rule, id, field, found, details. `findings` is what quality_findings.sql gives.
WITH periods AS (
    SELECT indicator, period, min(id) AS id,
        CASE WHEN length(period) = 4 THEN CAST(period AS INTEGER)
            ELSE 12 * CAST(left(period, 4) AS INTEGER) + CAST(right(period, 2) AS INTEGER) - 1 END AS n
    FROM figures
    WHERE kept AND NOT derived
    GROUP BY indicator, period
),
steps AS (
    SELECT id, indicator, period, n, lag(n) OVER (PARTITION BY indicator, length(period) ORDER BY n) AS before
    FROM periods
),
holes AS (
    SELECT id, indicator, period, unnest(range(before + 1, n)) AS n FROM steps WHERE n > before + 1
),
given AS (  -- a region that stands nowhere is told once, not for every period
    SELECT code, indicator, min(id) AS id FROM figures WHERE kept AND NOT derived GROUP BY code, indicator
)
SELECT 'UCJ501' AS rule, g.id, 'period' AS field, CAST(NULL AS VARCHAR) AS found,
    CAST(MAP {'period': f.period, 'name': r.name, 'indicator': f.indicator} AS MAP(VARCHAR, VARCHAR)) AS details
FROM findings AS f
INNER JOIN given AS g ON g.code = f.code AND g.indicator = f.indicator
INNER JOIN regions AS r ON r.code = f.code
WHERE f.finding = 'gap'
UNION ALL
SELECT 'UCJ502', id, 'period', NULL, MAP {'indicator': indicator, 'period': CASE
    WHEN length(period) = 4 THEN CAST(n AS VARCHAR) ELSE printf('%04d-%02d', n // 12, n % 12 + 1) END}
FROM holes
UNION ALL
SELECT 'UCJ503', i.id, CASE WHEN i.derived THEN i.indicator ELSE 'value' END, printf('%.2f', f.value), MAP {
    'year': printf('%.2f', f.reference), 'quarter': printf('%.2f', f.value), 'indicator': f.indicator}
FROM findings AS f
INNER JOIN figures AS i ON i.code = f.code AND i.indicator = f.indicator AND i.period = f.period AND i.kept
WHERE f.finding = 'fourth_quarter'
UNION ALL
SELECT 'UCJ504', i.id, CASE WHEN i.derived THEN i.indicator ELSE 'value' END, printf('%.2f', f.value), MAP {
    'near': printf('%.2f', f.reference), 'indicator': f.indicator}
FROM findings AS f
INNER JOIN figures AS i ON i.code = f.code AND i.indicator = f.indicator AND i.period = f.period AND i.kept
WHERE f.finding = 'spike'
