-- Filters are answered by the timeline, columns in memory, so their indexes go: each cost every
-- page of a sync more than it gave. What is left grows at its end while a sync walks back in time.
-- The index by id is random by nature; Offhook makes it once the first walk is over.

CREATE TABLE calls_in_time (
    seq           INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL,
    created_at_us INTEGER NOT NULL,              -- UTC microseconds, read from created_at
    direction     TEXT,
    status        TEXT,
    agent_id      TEXT,
    from_number   TEXT,
    to_number     TEXT,
    duration_s    INTEGER,
    sentiment     TEXT COLLATE NOCASE,           -- the server writes positive and Positive
    presence      INTEGER NOT NULL DEFAULT 0     -- 0 listed, 1 missed by one complete read, 2 removed
                  CHECK (presence BETWEEN 0 AND 2),
    removed_at_us INTEGER,
    settled       INTEGER NOT NULL,              -- 1 once status, summary and sentiment are final
    read_at_us    INTEGER NOT NULL,              -- last read, kept up to date while unsettled
    document      TEXT    NOT NULL               -- every field as the server sent it, a JSON object
) STRICT;

INSERT INTO calls_in_time
SELECT seq, id, created_at_us, direction, status, agent_id, from_number, to_number, duration_s,
       sentiment, presence, removed_at_us, settled, read_at_us, document
FROM calls ORDER BY seq;

DROP TABLE calls;
ALTER TABLE calls_in_time RENAME TO calls;

CREATE UNIQUE INDEX calls_by_time ON calls (created_at_us DESC, id);
CREATE INDEX calls_unsettled  ON calls (created_at_us DESC) WHERE settled = 0;
CREATE INDEX calls_not_listed ON calls (created_at_us DESC, presence) WHERE presence > 0;

-- Which instants hold calls that changed after they were first read; inserts are told by seq.
-- Whoever keeps something derived from the calls (the timeline) catches up by it.
CREATE TABLE touched_instants (
    revision      INTEGER PRIMARY KEY AUTOINCREMENT,
    created_at_us INTEGER NOT NULL
) STRICT;
