-- What the sync knows: which stretches are complete, what it did, how it may go on.

CREATE TABLE coverage (
    after_us       INTEGER PRIMARY KEY,          -- exclusive
    until_us       INTEGER NOT NULL,             -- inclusive
    verified_at_us INTEGER NOT NULL
) STRICT;

-- Rows that could not be read as calls; set aside so that they block nothing.
CREATE TABLE unreadable_rows (
    key           TEXT PRIMARY KEY,              -- the row's id, or its text where it has none
    created_at_us INTEGER NOT NULL,              -- its own, or that of its neighbour on the page
    problem       TEXT    NOT NULL,
    row           TEXT    NOT NULL,
    noticed_at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX unreadable_rows_by_time ON unreadable_rows (created_at_us);

CREATE TABLE sync_runs (
    seq           INTEGER PRIMARY KEY,
    started_at_us INTEGER NOT NULL,
    ended_at_us   INTEGER,
    outcome       TEXT    NOT NULL,              -- running, done, or an error code
    message       TEXT,
    report        TEXT                           -- the run's counts, a JSON object
) STRICT;

-- When requests were sent, for as long as the server's hour counts them.
CREATE TABLE requests (
    sent_at_us INTEGER NOT NULL
) STRICT;

CREATE INDEX requests_by_time ON requests (sent_at_us);

CREATE TABLE sync_state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
