-- The figures that a draft would hold, as text, in the form of an edition's observations.
SELECT code, indicator, period,
    CAST(CAST(numerator AS BIGINT) AS VARCHAR) AS numerator,
    CAST(CAST(denominator AS BIGINT) AS VARCHAR) AS denominator,
    CASE WHEN value IS NOT NULL THEN value_text END AS value,
    unit, nature, attribution, source_id, note
FROM figures
WHERE kept
ORDER BY code, indicator, period
