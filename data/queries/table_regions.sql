CREATE TABLE regions AS
SELECT code, level, kind, parent_code, zone FROM $source
