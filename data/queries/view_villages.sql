-- The villages that an edition brings, in the form of view_regions.sql.
CREATE VIEW regions AS
SELECT code, 'village' AS level, kind, parent_code, '' AS zone FROM $source
