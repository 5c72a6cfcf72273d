-- The manager's own work: nothing here can be read again from anywhere. Calls are named by the
-- server's id, so that what is kept here outlives the cache.

CREATE TABLE marks (
    call_id      TEXT    NOT NULL,
    mark         TEXT    NOT NULL CHECK (mark IN ('starred', 'reviewed')),
    marked_at_us INTEGER NOT NULL,
    PRIMARY KEY (call_id, mark)
) STRICT, WITHOUT ROWID;

-- Only tags that a call carries.
CREATE TABLE tags (
    seq INTEGER PRIMARY KEY,
    key TEXT    NOT NULL UNIQUE,                 -- the tag in lower case, by Unicode's rules
    tag TEXT    NOT NULL                         -- as it was first written
) STRICT;

CREATE TABLE call_tags (
    call_id      TEXT    NOT NULL,
    tag_seq      INTEGER NOT NULL REFERENCES tags (seq),
    tagged_at_us INTEGER NOT NULL,
    PRIMARY KEY (call_id, tag_seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX call_tags_by_tag ON call_tags (tag_seq);

CREATE TABLE notes (
    call_id       TEXT    PRIMARY KEY,
    text          TEXT    NOT NULL CHECK (text <> ''),
    changed_at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE views (
    id       TEXT    PRIMARY KEY,                -- a UUID
    name     TEXT    NOT NULL,
    request  TEXT    NOT NULL,                   -- the body of a list request, a JSON object
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE agent_aliases (
    agent_id      TEXT    PRIMARY KEY,
    alias         TEXT    NOT NULL,
    changed_at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The latest bulk changes, for undoing; the newest has the greatest number.
CREATE TABLE changes (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT    NOT NULL,
    tag           TEXT,
    changed_at_us INTEGER NOT NULL
) STRICT;

-- The calls that a change really changed.
CREATE TABLE changed_calls (
    change_seq INTEGER NOT NULL REFERENCES changes (seq) ON DELETE CASCADE,
    call_id    TEXT    NOT NULL,
    was_us     INTEGER,                          -- the time that stood there before, where one did
    PRIMARY KEY (change_seq, call_id)
) STRICT, WITHOUT ROWID;

-- Grows with every transaction that changes anything, so that others notice cheaply.
CREATE TABLE revision (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    revision       INTEGER NOT NULL,
    log_begins_at  INTEGER NOT NULL              -- what was touched is known after this revision
) STRICT;

INSERT INTO revision VALUES (1, 0, 0);

-- Which calls were touched, and in which revision last.
CREATE TABLE touched_calls (
    call_id  TEXT    PRIMARY KEY,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX touched_calls_by_revision ON touched_calls (revision);
