-- How far an inactive device may pull, and until when.
ALTER TABLE device ADD COLUMN IF NOT EXISTS visit_to BIGINT;
ALTER TABLE device ADD COLUMN IF NOT EXISTS visit_until_ms BIGINT;
