-- Records that were appended together share a row, see RecordRow.java; rows of a single record are what they were. A row of several is
-- kept in one place up to a page: put elsewhere in pieces, as is done beyond 2 kB by itself, it costs as much as a row for each record.
ALTER TABLE record ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE record SET (toast_tuple_target = 8160);
-- How far a device's log has come is said by its last entry.
ALTER TABLE device DROP COLUMN IF EXISTS seq;
ALTER TABLE device DROP COLUMN IF EXISTS hash;
