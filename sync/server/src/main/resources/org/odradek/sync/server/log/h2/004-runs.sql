-- Entries of a device that were appended one right after the other share a row: place and position of the last one, all of their
-- hashes, see EntryRun.java. Rows of a single entry are what they were.
ALTER TABLE entry ALTER COLUMN hash SET DATA TYPE VARBINARY(2048);
