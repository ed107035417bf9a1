-- All figures, given and derived. kept: what an edition would hold: the first sound row of its kind that has a figure,
-- else the first blank one.
WITH every AS (
    SELECT * EXCLUDE (own_level), FALSE AS derived FROM received
    UNION ALL BY NAME
    SELECT d.*, r.file, r.sheet, r."row", r.cell, '' AS raw_value, '' AS raw_numerator, '' AS raw_denominator,
        '' AS asked_unit, TRUE AS dated, TRUE AS sound, TRUE AS derived,
        TRY_CAST(d.value_text AS DOUBLE) AS value,
        TRY_CAST(d.numerator_text AS DOUBLE) AS numerator,
        TRY_CAST(d.denominator_text AS DOUBLE) AS denominator
    FROM derived AS d
    INNER JOIN received AS r ON r.id = d.id
)
SELECT *, sound AND row_number() OVER (
    PARTITION BY code, indicator, period ORDER BY NOT sound, value IS NULL AND denominator IS NULL, derived, id
) = 1 AS kept
FROM every
