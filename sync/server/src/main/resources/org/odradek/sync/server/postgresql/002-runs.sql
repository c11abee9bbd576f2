-- Entries of a device that were appended one right after the other share a row, see EntryRun.java. Rows of a single entry are what
-- they were, and the column is wide enough; what is new is that servers before this do not read it.
COMMENT ON COLUMN entry.hash IS 'of all entries of the run, whose last one has this place and position';
