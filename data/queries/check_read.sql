-- The figures that came in, typed: text columns never NULL, a number NULL where none, or none that fits, was read.
-- sound: of the edition's level, dated, its counts whole and both there: what an edition can hold.
WITH typed AS (
    SELECT
        i.*,
        CASE WHEN abs(TRY_CAST(value_text AS DOUBLE)) < 1e15 THEN TRY_CAST(value_text AS DOUBLE) END AS value,
        CASE WHEN abs(TRY_CAST(numerator_text AS DOUBLE)) < 1e15 THEN TRY_CAST(numerator_text AS DOUBLE) END
            AS numerator,
        CASE WHEN abs(TRY_CAST(denominator_text AS DOUBLE)) < 1e15 THEN TRY_CAST(denominator_text AS DOUBLE) END
            AS denominator,
        regexp_full_match(period, '\d{4}(-(0[1-9]|1[0-2]))?')
        AND coalesce(TRY_CAST(left(period, 4) AS INTEGER) BETWEEN $first_year AND $last_year, FALSE) AS dated,
        coalesce(r.level = $level, FALSE) AS own_level
    FROM incoming AS i
    LEFT JOIN regions AS r ON r.code = i.code
)
SELECT
    *,
    dated AND own_level
    AND (numerator IS NULL) = (denominator IS NULL)
    AND coalesce(numerator = floor(numerator) AND denominator = floor(denominator) AND denominator > 0, TRUE) AS sound
FROM typed
