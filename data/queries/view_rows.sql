-- Every line of the observations as it was written, with its line in the file (the head is line 1).
CREATE VIEW rows AS
SELECT
    row_number() OVER () + 1 AS line,
    trim(CAST(code AS VARCHAR)) AS code,
    trim(CAST(indicator AS VARCHAR)) AS indicator,
    trim(CAST(period AS VARCHAR)) AS period,
    nullif(trim(CAST(numerator AS VARCHAR)), '') AS numerator,
    nullif(trim(CAST(denominator AS VARCHAR)), '') AS denominator,
    nullif(trim(CAST(value AS VARCHAR)), '') AS value,
    CAST(unit AS VARCHAR) AS unit,
    CAST(nature AS VARCHAR) AS nature,
    CAST(attribution AS VARCHAR) AS attribution,
    CAST(source_id AS VARCHAR) AS source_id,
    CAST(note AS VARCHAR) AS note
FROM $source
