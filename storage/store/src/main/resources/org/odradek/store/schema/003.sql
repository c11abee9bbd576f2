-- Items whose rows changed although no entry of the batch names them, and the position behind which that is news.

CREATE TABLE changed_along (
    key BIGINT PRIMARY KEY,
    position BIGINT NOT NULL
);
CREATE INDEX changed_along_position ON changed_along (position);

-- A body's events are one range of keys: its item's key times 2^40 plus their number among all. Made anew from the journal as well.
DROP TABLE body_event;

CREATE TABLE body_event (
    key BIGINT PRIMARY KEY,
    id_high BIGINT NOT NULL,
    id_low BIGINT NOT NULL,
    entry BIGINT NOT NULL,
    content VARBINARY(1048576) NOT NULL
);
CREATE INDEX body_event_id ON body_event (id_low);
