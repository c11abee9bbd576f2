-- Records that were appended together share a row, see RecordRow.java; rows of a single record are what they were. How far a device's
-- log has come is said by its last entry.
ALTER TABLE device DROP COLUMN IF EXISTS seq;
ALTER TABLE device DROP COLUMN IF EXISTS hash;
