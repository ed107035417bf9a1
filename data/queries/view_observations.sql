-- Observations as figures. A share is its whole numbers divided once; the printed value is kept beside it.
CREATE VIEW observations AS
SELECT
    CAST(code AS VARCHAR) AS code,
    CAST(indicator AS VARCHAR) AS indicator,
    CAST(period AS VARCHAR) AS period,
    CAST(numerator AS BIGINT) AS numerator,
    CAST(denominator AS BIGINT) AS denominator,
    CASE
        WHEN CAST(denominator AS BIGINT) > 0 AND unit = 'percent'
            THEN CAST(100 * CAST(numerator AS BIGINT) AS DOUBLE) / CAST(denominator AS BIGINT)
        WHEN CAST(denominator AS BIGINT) > 0 THEN CAST(CAST(numerator AS BIGINT) AS DOUBLE) / CAST(denominator AS BIGINT)
        ELSE CAST(value AS DOUBLE)
    END AS value,
    CAST(value AS DOUBLE) AS printed,
    CAST(unit AS VARCHAR) AS unit,
    CAST(nature AS VARCHAR) AS nature,
    CAST(attribution AS VARCHAR) AS attribution,
    CAST(source_id AS VARCHAR) AS source_id,
    CAST(note AS VARCHAR) AS note
FROM $source
