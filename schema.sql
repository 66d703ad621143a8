-- The schema of a ledger file: the one authority on what a ledger holds.
--
-- Evidence (original, document, claim) comes in by batches or by hand and is never deleted. Every row of the
-- tables that carry row_hash is covered by the journal: by the Merkle root of its batch, or by the entry of
-- the act that made or changed it. The tables after "Derived" hold nothing of their own and can be rebuilt.
--
-- Terms of the CHECK lists are those of ledger/vocabulary.py (a test compares them). Dates are EDTF, times UTC.
-- JSON is checked by its brackets alone: json_valid() is refused in a CHECK under trusted_schema=OFF.

PRAGMA application_id = 1279607879; -- "LEDG": marks the file as a ledger
PRAGMA user_version = 1;            -- the version of this schema

CREATE TABLE setting (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    value    TEXT NOT NULL,
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;

-- The exact bytes of every imported file, compressed with zlib; content is NULL where only the hash is kept.
CREATE TABLE original (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    sha256   TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size     INTEGER NOT NULL CHECK (size >= 0),
    content  BLOB,
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;

-- One batch an imported file.
CREATE TABLE batch (
    id          INTEGER PRIMARY KEY,
    original_id INTEGER NOT NULL REFERENCES original (id),
    format      TEXT NOT NULL,
    options     TEXT NOT NULL CHECK (options GLOB '{*}'),
    reviewer    TEXT NOT NULL,
    at          TEXT NOT NULL,
    documents   INTEGER NOT NULL CHECK (documents >= 0),
    claims      INTEGER NOT NULL CHECK (claims >= 0),
    state       TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'withdrawn')),
    row_hash    BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;

-- What a claim stands in. Without text it is a reference only.
CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    batch_id    INTEGER REFERENCES batch (id),
    original_id INTEGER REFERENCES original (id),
    key         TEXT NOT NULL CHECK (length(key) > 0),
    publisher   TEXT,
    published   TEXT,
    url         TEXT,
    encoding    TEXT,
    text        TEXT,
    text_sha256 TEXT CHECK (length(text_sha256) = 64),
    confidentiality TEXT NOT NULL DEFAULT 'unprotected' CHECK (confidentiality IN (
        'unprotected', 'restricted', 'confidential')),
    state       TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'withdrawn')),
    row_hash    BLOB NOT NULL CHECK (length(row_hash) = 32),
    CHECK ((text IS NULL) = (text_sha256 IS NULL))
) STRICT;
-- A withdrawn document may come in again under its key.
CREATE UNIQUE INDEX document_key ON document (key) WHERE state = 'standing';
CREATE INDEX document_batch ON document (batch_id);
CREATE INDEX document_text ON document (text_sha256) WHERE text_sha256 IS NOT NULL;

CREATE TABLE claim (
    id            INTEGER PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE CHECK (length(key) > 0),
    batch_id      INTEGER REFERENCES batch (id),
    document_id   INTEGER NOT NULL REFERENCES document (id),
    source_key    TEXT,
    source_line   INTEGER CHECK (source_line >= 1),
    fingerprint   TEXT NOT NULL CHECK (length(fingerprint) = 32),
    quote         TEXT,
    quote_start   INTEGER CHECK (quote_start >= 0),
    quote_end     INTEGER,
    figure_text   TEXT,
    figure_start  INTEGER,
    figure_end    INTEGER,
    value         INTEGER CHECK (value BETWEEN 0 AND 1000000000),
    low           INTEGER CHECK (low BETWEEN 0 AND 1000000000),
    high          INTEGER CHECK (high BETWEEN 0 AND 1000000000),
    qualifier     TEXT NOT NULL CHECK (qualifier IN (
        'exact', 'about', 'more_than', 'at_least', 'less_than', 'at_most', 'up_to', 'nearly', 'between', 'vague')),
    measure       TEXT NOT NULL CHECK (measure IN (
        'killed', 'injured', 'casualties', 'infected', 'missing', 'captured', 'detained', 'kidnapped',
        'disappeared', 'displaced', 'returned', 'refugees', 'affected', 'surrendered', 'defected', 'strength',
        'arrived', 'deployed', 'evacuated', 'bodies_found', 'excess_deaths', 'equipment_lost')),
    group_name    TEXT,
    place         TEXT,
    event_start   TEXT,
    event_end     TEXT,
    as_of         TEXT,
    time_kind     TEXT CHECK (time_kind IN ('event', 'period', 'cumulative', 'point_in_time', 'rate')),
    counted_from  TEXT,
    definition    TEXT,
    attributed_to TEXT,
    anonymity     TEXT CHECK (anonymity IN (
        'named_person', 'named_office', 'named_organisation', 'anonymous_described', 'anonymous_bare',
        'unattributed')),
    relayed_by    TEXT,
    event         TEXT,
    method        TEXT NOT NULL DEFAULT 'unknown' CHECK (method IN ('documented', 'estimate', 'unknown')),
    ground_rules  TEXT CHECK (ground_rules IN (
        'on_the_record', 'background', 'deep_background', 'off_the_record')),
    status        TEXT CHECK (status IN (
        'Civilian', 'Other protected person', 'Member of armed forces',
        'Person directly participating in hostilities', 'Unknown')),
    note          TEXT,
    evidence      TEXT CHECK (evidence IS NULL OR evidence GLOB '[[]*]'),
    state         TEXT NOT NULL DEFAULT 'review_not_started' CHECK (state IN (
        'review_not_started', 'review_in_progress', 'approved', 'review_re_requested', 'rejected', 'withdrawn')),
    row_hash      BLOB NOT NULL CHECK (length(row_hash) = 32),
    CHECK (low IS NULL OR high IS NULL OR low <= high),
    CHECK (value IS NOT NULL OR low IS NOT NULL OR high IS NOT NULL OR figure_text IS NOT NULL),
    CHECK (qualifier <> 'vague' OR value IS NULL),
    CHECK (qualifier = 'vague' OR value IS NOT NULL OR qualifier = 'between'),
    CHECK ((quote_start IS NULL) = (quote_end IS NULL) AND (quote_start IS NULL OR quote_start < quote_end)),
    CHECK ((figure_start IS NULL) = (figure_end IS NULL) AND (figure_start IS NULL OR figure_start < figure_end))
) STRICT;
CREATE INDEX claim_document ON claim (document_id);
CREATE INDEX claim_fingerprint ON claim (fingerprint);
CREATE INDEX claim_state ON claim (state);

-- Names that people have tied together: aliases, parts, and pairs that are not the same.
CREATE TABLE name_link (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL CHECK (kind IN ('place', 'group', 'actor')),
    name     TEXT NOT NULL CHECK (length(name) > 0),
    relation TEXT NOT NULL CHECK (relation IN ('same', 'inside', 'different')),
    target   TEXT NOT NULL CHECK (length(target) > 0),
    state    TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'withdrawn')),
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;

-- Who makes claims: whether a party to the conflict, how it counts, and how reliable (Admiralty A to F).
CREATE TABLE source (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
    party    TEXT,
    method   TEXT CHECK (method IN ('documented', 'estimate', 'unknown')),
    reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    state    TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'withdrawn')),
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;

-- What a person decided about a finding. claims holds the keys of the claims it had then, as JSON: a finding
-- stays settled until another claim joins it.
CREATE TABLE decision (
    id       INTEGER PRIMARY KEY,
    finding  TEXT NOT NULL,
    outcome  TEXT NOT NULL CHECK (outcome IN ('resolved', 'dismissed')),
    method   TEXT NOT NULL CHECK (method IN (
        'prioritise_source', 'report_range', 'defer_unknown', 'defer_unconfirmed', 'defer_uncorroborated',
        'keep_pending', 'dialogue_with_source', 'majority_of_sources', 'team_discussion', 'not_a_conflict',
        'transcription_error_fixed', 'source_corrected')),
    why      TEXT NOT NULL CHECK (length(why) > 0),
    claims   TEXT NOT NULL CHECK (claims GLOB '[[]*]'),
    reviewer TEXT NOT NULL,
    at       TEXT NOT NULL,
    state    TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'withdrawn')),
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;
CREATE INDEX decision_finding ON decision (finding);

-- A reviewer's note on a claim or a finding.
CREATE TABLE remark (
    id       INTEGER PRIMARY KEY,
    subject  TEXT NOT NULL CHECK (subject GLOB 'claim:?*' OR subject GLOB 'finding:?*'),
    text     TEXT NOT NULL CHECK (length(text) > 0),
    reviewer TEXT NOT NULL,
    at       TEXT NOT NULL,
    state    TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'withdrawn')),
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;
CREATE INDEX remark_subject ON remark (subject);

-- One entry an act. hash chains the entries; payload may be emptied (redaction) but never changed.
CREATE TABLE journal (
    seq          INTEGER PRIMARY KEY CHECK (seq >= 1),
    at           TEXT NOT NULL,
    reviewer     TEXT NOT NULL,
    act          TEXT NOT NULL,
    subject      TEXT NOT NULL,
    payload      TEXT CHECK (payload IS NULL OR payload GLOB '{*}'),
    nonce        BLOB CHECK (nonce IS NULL OR length(nonce) = 16),
    payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
    hash         BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX journal_subject ON journal (subject);

CREATE TRIGGER journal_append_only_update BEFORE UPDATE ON journal
WHEN NOT (NEW.payload IS NULL AND NEW.nonce IS NULL AND NEW.seq = OLD.seq AND NEW.at = OLD.at
    AND NEW.reviewer = OLD.reviewer AND NEW.act = OLD.act AND NEW.subject = OLD.subject
    AND NEW.payload_hash = OLD.payload_hash AND NEW.hash = OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_append_only_delete BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN
    SELECT RAISE(ABORT, 'the journal has no gaps');
END;

-- Evidence is never deleted; a wrong import is withdrawn.
CREATE TRIGGER claim_stays BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'claims are withdrawn, never deleted'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'documents are withdrawn, never deleted'); END;
CREATE TRIGGER batch_stays BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'batches are withdrawn, never deleted'); END;
CREATE TRIGGER original_stays BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'originals are kept'); END;

-- Derived: rebuilt from the tables above by `claims rebuild`, recomputed and compared by `claims verify`.

-- What each standing claim commits to, and which quantity it speaks of.
CREATE TABLE reading (
    claim_id      INTEGER PRIMARY KEY REFERENCES claim (id),
    quantity      TEXT NOT NULL,
    family        TEXT NOT NULL,
    lo            REAL NOT NULL,
    hi            REAL NOT NULL,
    soft_lo       REAL NOT NULL,
    soft_hi       REAL NOT NULL,
    soft_ceiling  INTEGER NOT NULL CHECK (soft_ceiling IN (0, 1)),
    origin        TEXT NOT NULL,
    as_of_day     INTEGER,
    published_day INTEGER,
    why           TEXT NOT NULL
) STRICT;
CREATE INDEX reading_compare ON reading (quantity, as_of_day, lo, hi, origin);

-- The sets of claims that a claim is compared within: a change touches the findings of its blocks and no others.
CREATE TABLE reading_block (
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    block    TEXT NOT NULL,
    PRIMARY KEY (claim_id, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_block_block ON reading_block (block, claim_id);

CREATE TABLE finding (
    id          TEXT PRIMARY KEY,
    rank        INTEGER NOT NULL,
    weight      REAL NOT NULL,
    block       TEXT NOT NULL,
    code        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    list        TEXT NOT NULL CHECK (list IN ('slip', 'dispute', 'note')),
    severity    TEXT NOT NULL CHECK (severity IN ('note', 'minor', 'moderate', 'major', 'extreme')),
    state       TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'dismissed')),
    explanation TEXT NOT NULL,
    fits_if     TEXT NOT NULL,
    hint        TEXT,
    claims      TEXT NOT NULL CHECK (claims GLOB '[[]*]'),
    origins     TEXT NOT NULL CHECK (origins GLOB '[[]*]'),
    quantity    TEXT NOT NULL CHECK (quantity GLOB '{*}'),
    readings    TEXT NOT NULL CHECK (readings GLOB '{*}'),
    reopened_by TEXT CHECK (reopened_by IS NULL OR reopened_by GLOB '[[]*]')
) STRICT;
CREATE INDEX finding_state ON finding (state, list);
CREATE INDEX finding_block ON finding (block);

CREATE TABLE finding_claim (
    finding_id TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    claim_id   INTEGER NOT NULL REFERENCES claim (id),
    PRIMARY KEY (finding_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_claim_claim ON finding_claim (claim_id);

-- Full-text search over the words of the claims, fed by the program: under trusted_schema=OFF no trigger may
-- write to a virtual table, and a trigger a row would cost an import eight times as much.
CREATE VIRTUAL TABLE claim_search USING fts5 (
    quote, figure_text, group_name, place, attributed_to, note,
    content = 'claim', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
