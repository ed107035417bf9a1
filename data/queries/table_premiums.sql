CREATE TABLE premiums AS
SELECT segment, CAST(rupiah_year AS BIGINT) AS rupiah_year FROM $source
