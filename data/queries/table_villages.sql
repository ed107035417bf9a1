-- The villages that an edition brings, in the form of table_regions.sql.
CREATE TABLE regions AS
SELECT code, 'village' AS level, kind, parent_code, '' AS zone FROM $source
