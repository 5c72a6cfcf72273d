-- Short beginnings of words: which calls' texts have one, as bits for some thousand neighbouring calls.
CREATE TABLE beginnings (
    part      INTEGER NOT NULL,                  -- which of these neighbours
    beginning TEXT    NOT NULL,
    seqs      BLOB    NOT NULL,
    PRIMARY KEY (part, beginning)
) STRICT, WITHOUT ROWID;
-- Texts cannot be read back from the index: all are taken in anew.
DELETE FROM followed WHERE part IN ('texts', 'reviews');
