-- The cache: everything here can be read again from the server.

CREATE TABLE calls (
    seq           INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL UNIQUE,
    created_at_us INTEGER NOT NULL,              -- UTC microseconds, read from created_at
    direction     TEXT,
    status        TEXT,
    agent_id      TEXT,
    from_number   TEXT,
    to_number     TEXT,
    duration_s    INTEGER,
    sentiment     TEXT COLLATE NOCASE,           -- the server writes positive and Positive
    document      TEXT    NOT NULL,              -- every field as the server sent it, a JSON object
    presence      INTEGER NOT NULL DEFAULT 0     -- 0 listed, 1 missed by one complete read, 2 removed
                  CHECK (presence BETWEEN 0 AND 2),
    removed_at_us INTEGER,
    settled       INTEGER NOT NULL,              -- 1 once status, summary and sentiment are final
    read_at_us    INTEGER NOT NULL,              -- last read, kept up to date while unsettled
    created_at    TEXT AS (document ->> '$.created_at') VIRTUAL,   -- the server's own text
    call_summary  TEXT AS (document ->> '$.call_summary') VIRTUAL
) STRICT;

CREATE INDEX calls_by_time      ON calls (created_at_us DESC, id, presence);
CREATE INDEX calls_by_direction ON calls (direction, created_at_us DESC, id, presence);
CREATE INDEX calls_by_status    ON calls (status, created_at_us DESC, id, presence);
CREATE INDEX calls_by_agent     ON calls (agent_id, created_at_us DESC, id, presence);
CREATE INDEX calls_by_from      ON calls (from_number, created_at_us DESC);
CREATE INDEX calls_by_to        ON calls (to_number, created_at_us DESC);
CREATE INDEX calls_by_duration  ON calls (duration_s, id);
CREATE INDEX calls_unsettled    ON calls (created_at_us DESC) WHERE settled = 0;
CREATE INDEX calls_not_listed   ON calls (created_at_us DESC) WHERE presence > 0;

-- The latest name seen for each agent, so that a filter can offer names.
CREATE TABLE agents (
    agent_id          TEXT PRIMARY KEY,
    name              TEXT,
    name_as_of_us     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What changed in a call after it was first read.
CREATE TABLE call_changes (
    seq           INTEGER PRIMARY KEY,
    call_seq      INTEGER NOT NULL REFERENCES calls (seq) ON DELETE CASCADE,
    noticed_at_us INTEGER NOT NULL,
    field         TEXT    NOT NULL,
    old           TEXT,                          -- JSON; NULL when the field was not there
    new           TEXT
) STRICT;

CREATE INDEX call_changes_by_call ON call_changes (call_seq, noticed_at_us);
