-- Paths are bytes as the system has them: a file name need not be text. Of objects they are URLs.
CREATE TABLE IF NOT EXISTS page (
    id TEXT PRIMARY KEY,
    path BLOB NOT NULL,
    frame INTEGER,
    size INTEGER,             -- bytes of the file, when it was last looked at
    mtime_ns INTEGER,
    etag TEXT,                -- likewise, of an object in a store
    sha256 TEXT,              -- of the file that was read; NULL where it could not be
    key TEXT NOT NULL,        -- see hwalja.batch.key
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    started REAL NOT NULL,    -- seconds since 1970
    seconds REAL,             -- that the page took
    peak INTEGER,             -- bytes of memory that its worker had held by then
    figures TEXT,             -- of a page that is done: JSON, see hwalja.batch.figures
    warnings TEXT,            -- JSON, a list
    kind TEXT,                -- of a page that failed: why, see hwalja.batch.messages.Fault
    message TEXT,
    advice TEXT,
    details TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS thumbnail (id TEXT PRIMARY KEY, jpeg BLOB NOT NULL) STRICT;

-- What the last run found among its sources and could not use.
CREATE TABLE IF NOT EXISTS rejected (path BLOB NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL, advice TEXT) STRICT;
