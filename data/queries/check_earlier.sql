-- The figures of an edition that others are held against.
SELECT code, indicator, period, CAST(numerator AS DOUBLE) AS numerator, CAST(denominator AS DOUBLE) AS denominator,
    value, unit
FROM observations
