-- An entry's items stand with it, and an item's entries are one range of keys: its key times 2^40 plus the position.
-- Rows are not converted, since tables of an older version are made anew from the journal.

ALTER TABLE entry ADD COLUMN items VARBINARY(1000000);

DROP TABLE entry_item;

CREATE TABLE item_entry (
    key BIGINT PRIMARY KEY,
    entry BIGINT NOT NULL
);

-- The fingerprint of an item's text, so that a change of anything else needs no text; null where there is none.
ALTER TABLE item_state ADD COLUMN text_print VARBINARY(32);
