-- The log and the view made from it. Every table has one BIGINT key: composite keys are slow here.
-- A log's key is its device's key times 2^40 plus the entry's seq, so that a device's log is one range.

CREATE TABLE progress (
    key BIGINT PRIMARY KEY,
    account UUID NOT NULL,
    device UUID NOT NULL,
    made_by INTEGER NOT NULL,
    position BIGINT NOT NULL,
    place BIGINT NOT NULL,
    hlc_ms BIGINT NOT NULL,
    hlc_counter BIGINT NOT NULL,
    view_hash VARBINARY(32) NOT NULL
);

CREATE TABLE device (
    key BIGINT PRIMARY KEY,
    id UUID NOT NULL,
    arrived BIGINT NOT NULL,
    last_hash VARBINARY(32) NOT NULL,
    seen VARBINARY(1000000) NOT NULL,
    delivered BIGINT NOT NULL
);

-- state: 0 waits for its causes, 1 applied, 2 parked. position is null while it waits.
CREATE TABLE entry (
    key BIGINT PRIMARY KEY,
    place BIGINT NOT NULL,
    state TINYINT NOT NULL,
    position BIGINT,
    hash VARBINARY(32) NOT NULL,
    seen VARBINARY(1000000),
    parked VARBINARY(1000000),
    hlc_ms BIGINT,
    hlc_counter BIGINT,
    wall_ms BIGINT,
    zone VARCHAR(100),
    origin TINYINT,
    gesture UUID,
    gesture_last BOOLEAN
);
CREATE UNIQUE INDEX entry_position ON entry (position);
CREATE INDEX entry_gesture ON entry (gesture);

-- readable: it opens and is understood, and yet does not fit what is here.
CREATE TABLE parked (
    key BIGINT PRIMARY KEY,
    place BIGINT NOT NULL,
    readable BOOLEAN NOT NULL
);

CREATE TABLE entry_item (
    key BIGINT PRIMARY KEY,
    item BIGINT NOT NULL,
    position BIGINT NOT NULL,
    entry BIGINT NOT NULL
);
CREATE INDEX entry_item_item ON entry_item (item, position, entry);
CREATE INDEX entry_item_position ON entry_item (position, item);

CREATE TABLE undelivered (
    key BIGINT PRIMARY KEY,
    entry BIGINT NOT NULL,
    item BIGINT NOT NULL,
    wall_ms BIGINT NOT NULL
);
CREATE INDEX undelivered_entry ON undelivered (entry);
CREATE INDEX undelivered_item ON undelivered (item, entry, wall_ms);

CREATE TABLE fact (
    name VARCHAR(1000) PRIMARY KEY,
    content VARBINARY(65536) NOT NULL
);

CREATE TABLE seen_by (
    key BIGINT PRIMARY KEY,
    reader BIGINT NOT NULL,
    author BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE INDEX seen_by_reader ON seen_by (reader, author, seq, at_ms);

-- kind: 0 note, 1 task, 2 notebook. listed: in the lists, that is made, not purged, no notebook.
CREATE TABLE item (
    key BIGINT PRIMARY KEY,
    id UUID NOT NULL,
    kind TINYINT NOT NULL,
    listed BOOLEAN NOT NULL,
    title VARCHAR(2000) NOT NULL,
    notebook UUID,
    tags VARCHAR(1000000) NOT NULL,
    pinned BOOLEAN NOT NULL,
    status TINYINT NOT NULL,
    completed_on VARCHAR(40),
    due VARCHAR(40),
    reminder VARCHAR(40),
    repeat VARCHAR(2000),
    repeat_from VARCHAR(20) NOT NULL,
    priority TINYINT NOT NULL,
    parent UUID,
    trashed BOOLEAN NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    order_key VARCHAR(2000) NOT NULL,
    created_by BIGINT NOT NULL,
    updated_by BIGINT NOT NULL,
    snippet VARCHAR(1000) NOT NULL,
    attachments INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    predecessor BIGINT NOT NULL
);
CREATE UNIQUE INDEX item_id ON item (id);
CREATE INDEX item_parent ON item (parent);
CREATE INDEX item_notebook ON item (notebook);
CREATE INDEX item_predecessor ON item (predecessor);

CREATE TABLE item_state (
    key BIGINT PRIMARY KEY,
    state VARBINARY(1048576) NOT NULL,
    digest VARBINARY(32) NOT NULL
);

-- A body is a list of chunks; the directory names them in order.
CREATE TABLE body (
    key BIGINT PRIMARY KEY,
    directory VARBINARY(1048576) NOT NULL
);

CREATE TABLE body_chunk (
    key BIGINT PRIMARY KEY,
    text VARCHAR(4000) NOT NULL
);

CREATE TABLE body_event (
    key BIGINT PRIMARY KEY,
    item BIGINT NOT NULL,
    id_high BIGINT NOT NULL,
    id_low BIGINT NOT NULL,
    entry BIGINT NOT NULL,
    content VARBINARY(1048576) NOT NULL
);
CREATE INDEX body_event_id ON body_event (id_low);
CREATE INDEX body_event_item ON body_event (item, key);

-- Items whose body was ever edited on two devices at once.
CREATE TABLE merged (
    key BIGINT PRIMARY KEY
);

CREATE TABLE conflict (
    key BIGINT PRIMARY KEY,
    id VARCHAR(16) NOT NULL,
    item BIGINT NOT NULL,
    field VARCHAR(200) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    at_ms BIGINT NOT NULL,
    open BOOLEAN NOT NULL,
    content VARBINARY(1048576) NOT NULL
);
CREATE INDEX conflict_id ON conflict (id);
CREATE INDEX conflict_item ON conflict (item, field);
CREATE INDEX conflict_open ON conflict (open, key);
