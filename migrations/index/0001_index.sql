-- What is derived from the other two databases so that questions are answered at once. It can be
-- deleted at any time and is made anew.

-- How far each part has followed what it is derived from.
CREATE TABLE followed (
    part     TEXT    PRIMARY KEY,                -- timeline, texts or reviews
    history  TEXT    NOT NULL,                   -- which cache file, see cache.db's sync_state
    seq      INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    last_id  TEXT    NOT NULL                    -- the call with that seq: tells a restored cache
) STRICT, WITHOUT ROWID;

-- The timeline's columns, part by part.
CREATE TABLE timeline_parts (
    number INTEGER PRIMARY KEY,
    bytes  BLOB    NOT NULL
) STRICT;

-- Summaries, and notes with tags, cut into tokens beforehand; a row's number is the call's seq.
CREATE VIRTUAL TABLE texts USING fts5 (
    summary, review,
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
);
