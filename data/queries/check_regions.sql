-- Regions that stand twice, nowhere, or do not belong: rule, id, field, found, details, as in check_rows.sql.
WITH places AS (
    SELECT id, file, sheet, cell, code, indicator, period, value, numerator, denominator,
        first_value(id) OVER w AS first_id,
        first_value(file || sheet) OVER w AS first_sheet,
        first_value(trim(sheet || ' ' || cell)) OVER w AS first_place,
        first_value(row(value, numerator, denominator)) OVER w AS first_figure
    FROM figures
    WHERE code <> '' AND NOT derived
    WINDOW w AS (PARTITION BY code, indicator, period ORDER BY id)
),
missing AS (
    SELECT r.code, r.name, r.parent_code,
        count(*) OVER (PARTITION BY r.parent_code) AS lacking
    FROM regions AS r
    WHERE r.level = $level AND r.code NOT IN (SELECT code FROM figures)
        AND (SELECT count(*) FROM figures) > 0
),
parents AS (
    SELECT parent_code, count(*) AS n FROM regions WHERE level = $level AND parent_code <> '' GROUP BY parent_code
)
SELECT 'UCJ203' AS rule, id, 'code' AS field, code AS found,
    CAST(MAP {'place': first_place} AS MAP(VARCHAR, VARCHAR)) AS details
FROM places
WHERE id <> first_id
    -- offices repeat a column, such as the number of workers, on every sheet
    AND (file || sheet = first_sheet OR row(value, numerator, denominator) IS DISTINCT FROM first_figure)
UNION ALL
SELECT 'UCJ204', NULL, 'code', NULL, MAP {'code': m.code, 'name': m.name}
FROM missing AS m
LEFT JOIN parents AS p ON p.parent_code = m.parent_code
WHERE p.n IS NULL OR m.lacking < p.n
UNION ALL
SELECT 'UCJ205', NULL, 'code', NULL, MAP {'code': r.code, 'name': r.name, 'n': CAST(p.n AS VARCHAR)}
FROM parents AS p
INNER JOIN regions AS r ON r.code = p.parent_code
WHERE p.n = (SELECT count(*) FROM missing AS m WHERE m.parent_code = p.parent_code)
UNION ALL
SELECT 'UCJ206', min(f.id), 'code', any_value(f.code), MAP {'name': any_value(r.name)}
FROM figures AS f
INNER JOIN regions AS r ON r.code = f.code AND r.level <> $level
WHERE NOT f.derived
GROUP BY f.file, f.sheet, f."row"
UNION ALL
SELECT 'UCJ207', min(f.id), 'code', any_value(f.code), MAP {}
FROM figures AS f
WHERE f.code <> '' AND f.code NOT IN (SELECT code FROM regions)
GROUP BY f.file, f.sheet, f."row"
