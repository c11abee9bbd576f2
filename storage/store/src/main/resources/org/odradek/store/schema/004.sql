-- Fewer indexes to keep while entries come by the page. Nobody asks for items by their predecessor, and few items have a parent.
DROP INDEX item_predecessor;
DROP INDEX item_parent;

CREATE TABLE sub_item (
    key BIGINT PRIMARY KEY,
    parent UUID NOT NULL
);
CREATE INDEX sub_item_parent ON sub_item (parent);

-- The first events of a body are found by looking through them; the key of a later one's row by the low half of its id, or the next free key.
DROP INDEX body_event_id;

CREATE TABLE body_event_place (
    key BIGINT PRIMARY KEY,
    event BIGINT NOT NULL
);
