-- Items whose rows changed although no entry of the batch names them, and the position behind which that is news.

CREATE TABLE changed_along (
    key BIGINT PRIMARY KEY,
    position BIGINT NOT NULL
);
CREATE INDEX changed_along_position ON changed_along (position);
