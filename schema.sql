-- The schema of a ledger file: the one authority on what a ledger holds.
--
-- Evidence (original, document, claim) comes in by batches or by hand and is never deleted. Every row of the
-- tables that carry row_hash is covered by the journal: by the Merkle root of its batch, or by the entry of
-- the act that made or changed it. The tables after "Derived" hold nothing of their own and can be rebuilt.
--
-- Terms of the CHECK lists are those of ledger/vocabulary.py (a test compares them). Dates are EDTF, times UTC.
-- JSON is checked by its brackets alone: json_valid() is refused in a CHECK under trusted_schema=OFF.
-- Lists of tables that take many rows end with the column and a mark, which it never equals: a list that is not
-- constant is compared with in place, where SQLite would otherwise build an index of it for every row that comes
-- in (17 of 27 microseconds a claim).

PRAGMA application_id = 1279607879; -- "LEDG": marks the file as a ledger
PRAGMA user_version = 1;            -- the version of this schema

CREATE TABLE setting (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    value    TEXT NOT NULL,
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32)
) STRICT;

-- The exact bytes of every imported file, compressed with zlib; content is NULL where only the hash is kept. It
-- stands last: SQLite holds in memory what it is given whole where another column follows, even where that is zeros.
CREATE TABLE original (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    sha256   TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size     INTEGER NOT NULL CHECK (size >= 0),
    row_hash BLOB NOT NULL CHECK (length(row_hash) = 32),
    content  BLOB
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
        'unprotected', 'restricted', 'confidential', confidentiality || '?')),
    state       TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'withdrawn')),
    row_hash    BLOB NOT NULL CHECK (length(row_hash) = 32),
    CHECK ((text IS NULL) = (text_sha256 IS NULL))
) STRICT;
-- A withdrawn document may come in again under its key.
CREATE UNIQUE INDEX document_key ON document (key) WHERE state = 'standing';
CREATE INDEX document_batch ON document (batch_id) WHERE batch_id IS NOT NULL;
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
        'exact', 'about', 'more_than', 'at_least', 'less_than', 'at_most', 'up_to', 'nearly', 'between', 'vague', qualifier || '?')),
    measure       TEXT NOT NULL CHECK (measure IN (
        'killed', 'injured', 'casualties', 'infected', 'missing', 'captured', 'detained', 'kidnapped',
        'disappeared', 'displaced', 'returned', 'refugees', 'affected', 'surrendered', 'defected', 'strength',
        'arrived', 'deployed', 'evacuated', 'bodies_found', 'excess_deaths', 'equipment_lost', measure || '?')),
    group_name    TEXT,
    place         TEXT,
    event_start   TEXT,
    event_end     TEXT,
    as_of         TEXT,
    time_kind     TEXT CHECK (time_kind IN ('event', 'period', 'cumulative', 'point_in_time', 'rate', time_kind || '?')),
    counted_from  TEXT,
    definition    TEXT,
    attributed_to TEXT,
    anonymity     TEXT CHECK (anonymity IN (
        'named_person', 'named_office', 'named_organisation', 'anonymous_described', 'anonymous_bare',
        'unattributed', anonymity || '?')),
    relayed_by    TEXT,
    event         TEXT,
    method        TEXT NOT NULL DEFAULT 'unknown' CHECK (method IN ('documented', 'estimate', 'unknown', method || '?')),
    ground_rules  TEXT CHECK (ground_rules IN (
        'on_the_record', 'background', 'deep_background', 'off_the_record', ground_rules || '?')),
    status        TEXT CHECK (status IN (
        'Civilian', 'Other protected person', 'Member of armed forces',
        'Person directly participating in hostilities', 'Unknown', status || '?')),
    note          TEXT,
    evidence      TEXT CHECK (evidence IS NULL OR evidence GLOB '[[]*]'),
    state         TEXT NOT NULL DEFAULT 'review_not_started' CHECK (state IN (
        'review_not_started', 'review_in_progress', 'approved', 'review_re_requested', 'rejected', 'withdrawn', state || '?')),
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
    kind     TEXT NOT NULL CHECK (kind IN ('place', 'group', 'actor', 'definition')),
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
-- stays decided until another claim joins it.
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

-- Evidence and review are never deleted; a wrong import is withdrawn.
CREATE TRIGGER claim_stays BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'claims are withdrawn, never deleted'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'documents are withdrawn, never deleted'); END;
CREATE TRIGGER batch_stays BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'batches are withdrawn, never deleted'); END;
CREATE TRIGGER original_stays BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'originals are kept'); END;
CREATE TRIGGER setting_stays BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, 'rows are withdrawn, never deleted'); END;
CREATE TRIGGER name_link_stays BEFORE DELETE ON name_link BEGIN SELECT RAISE(ABORT, 'rows are withdrawn, never deleted'); END;
CREATE TRIGGER source_stays BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'rows are withdrawn, never deleted'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'rows are withdrawn, never deleted'); END;
CREATE TRIGGER remark_stays BEFORE DELETE ON remark BEGIN SELECT RAISE(ABORT, 'rows are withdrawn, never deleted'); END;

-- What was changed by something other than the program, kept by the triggers below: the program never changes a
-- column of these rows without row_hash. They catch a hand with an SQL shell, not one who drops them first;
-- `claims verify` notices either.
CREATE TABLE unattributed (
    id          INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    table_name  TEXT NOT NULL,
    row_id      INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    before      TEXT NOT NULL,
    after       TEXT NOT NULL
) STRICT;
CREATE TRIGGER unattributed_stays_update BEFORE UPDATE ON unattributed
BEGIN
    SELECT RAISE(ABORT, 'what was noticed stays');
END;
CREATE TRIGGER unattributed_stays_delete BEFORE DELETE ON unattributed
BEGIN
    SELECT RAISE(ABORT, 'what was noticed stays');
END;
CREATE TRIGGER setting_unattributed AFTER UPDATE ON setting
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'setting', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'name', OLD.name, NEW.name UNION ALL
        SELECT 'value', OLD.value, NEW.value
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER original_unattributed AFTER UPDATE ON original
WHEN NEW.row_hash IS OLD.row_hash AND (NEW.content IS NOT NULL OR OLD.content IS NULL)
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'original', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'name', OLD.name, NEW.name UNION ALL
        SELECT 'sha256', OLD.sha256, NEW.sha256 UNION ALL
        SELECT 'size', OLD.size, NEW.size UNION ALL
        SELECT 'content', OLD.content, NEW.content
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER batch_unattributed AFTER UPDATE ON batch
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'batch', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'original_id', OLD.original_id, NEW.original_id UNION ALL
        SELECT 'format', OLD.format, NEW.format UNION ALL
        SELECT 'options', OLD.options, NEW.options UNION ALL
        SELECT 'reviewer', OLD.reviewer, NEW.reviewer UNION ALL
        SELECT 'at', OLD.at, NEW.at UNION ALL
        SELECT 'documents', OLD.documents, NEW.documents UNION ALL
        SELECT 'claims', OLD.claims, NEW.claims UNION ALL
        SELECT 'state', OLD.state, NEW.state
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER document_unattributed AFTER UPDATE ON document
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'document', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'batch_id', OLD.batch_id, NEW.batch_id UNION ALL
        SELECT 'original_id', OLD.original_id, NEW.original_id UNION ALL
        SELECT 'key', OLD.key, NEW.key UNION ALL
        SELECT 'publisher', OLD.publisher, NEW.publisher UNION ALL
        SELECT 'published', OLD.published, NEW.published UNION ALL
        SELECT 'url', OLD.url, NEW.url UNION ALL
        SELECT 'encoding', OLD.encoding, NEW.encoding UNION ALL
        SELECT 'text_sha256', OLD.text_sha256, NEW.text_sha256 UNION ALL
        SELECT 'confidentiality', OLD.confidentiality, NEW.confidentiality UNION ALL
        SELECT 'state', OLD.state, NEW.state UNION ALL
        SELECT 'text', OLD.text, NEW.text
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER claim_unattributed AFTER UPDATE ON claim
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'claim', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'key', OLD.key, NEW.key UNION ALL
        SELECT 'batch_id', OLD.batch_id, NEW.batch_id UNION ALL
        SELECT 'document_id', OLD.document_id, NEW.document_id UNION ALL
        SELECT 'source_key', OLD.source_key, NEW.source_key UNION ALL
        SELECT 'source_line', OLD.source_line, NEW.source_line UNION ALL
        SELECT 'fingerprint', OLD.fingerprint, NEW.fingerprint UNION ALL
        SELECT 'quote', OLD.quote, NEW.quote UNION ALL
        SELECT 'quote_start', OLD.quote_start, NEW.quote_start UNION ALL
        SELECT 'quote_end', OLD.quote_end, NEW.quote_end UNION ALL
        SELECT 'figure_text', OLD.figure_text, NEW.figure_text UNION ALL
        SELECT 'figure_start', OLD.figure_start, NEW.figure_start UNION ALL
        SELECT 'figure_end', OLD.figure_end, NEW.figure_end UNION ALL
        SELECT 'value', OLD.value, NEW.value UNION ALL
        SELECT 'low', OLD.low, NEW.low UNION ALL
        SELECT 'high', OLD.high, NEW.high UNION ALL
        SELECT 'qualifier', OLD.qualifier, NEW.qualifier UNION ALL
        SELECT 'measure', OLD.measure, NEW.measure UNION ALL
        SELECT 'group_name', OLD.group_name, NEW.group_name UNION ALL
        SELECT 'place', OLD.place, NEW.place UNION ALL
        SELECT 'event_start', OLD.event_start, NEW.event_start UNION ALL
        SELECT 'event_end', OLD.event_end, NEW.event_end UNION ALL
        SELECT 'as_of', OLD.as_of, NEW.as_of UNION ALL
        SELECT 'time_kind', OLD.time_kind, NEW.time_kind UNION ALL
        SELECT 'counted_from', OLD.counted_from, NEW.counted_from UNION ALL
        SELECT 'definition', OLD.definition, NEW.definition UNION ALL
        SELECT 'attributed_to', OLD.attributed_to, NEW.attributed_to UNION ALL
        SELECT 'anonymity', OLD.anonymity, NEW.anonymity UNION ALL
        SELECT 'relayed_by', OLD.relayed_by, NEW.relayed_by UNION ALL
        SELECT 'event', OLD.event, NEW.event UNION ALL
        SELECT 'method', OLD.method, NEW.method UNION ALL
        SELECT 'ground_rules', OLD.ground_rules, NEW.ground_rules UNION ALL
        SELECT 'status', OLD.status, NEW.status UNION ALL
        SELECT 'note', OLD.note, NEW.note UNION ALL
        SELECT 'evidence', OLD.evidence, NEW.evidence UNION ALL
        SELECT 'state', OLD.state, NEW.state
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER name_link_unattributed AFTER UPDATE ON name_link
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'name_link', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'kind', OLD.kind, NEW.kind UNION ALL
        SELECT 'name', OLD.name, NEW.name UNION ALL
        SELECT 'relation', OLD.relation, NEW.relation UNION ALL
        SELECT 'target', OLD.target, NEW.target UNION ALL
        SELECT 'state', OLD.state, NEW.state
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER source_unattributed AFTER UPDATE ON source
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'source', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'name', OLD.name, NEW.name UNION ALL
        SELECT 'party', OLD.party, NEW.party UNION ALL
        SELECT 'method', OLD.method, NEW.method UNION ALL
        SELECT 'reliability', OLD.reliability, NEW.reliability UNION ALL
        SELECT 'state', OLD.state, NEW.state
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER decision_unattributed AFTER UPDATE ON decision
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'decision', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'finding', OLD.finding, NEW.finding UNION ALL
        SELECT 'outcome', OLD.outcome, NEW.outcome UNION ALL
        SELECT 'method', OLD.method, NEW.method UNION ALL
        SELECT 'why', OLD.why, NEW.why UNION ALL
        SELECT 'claims', OLD.claims, NEW.claims UNION ALL
        SELECT 'reviewer', OLD.reviewer, NEW.reviewer UNION ALL
        SELECT 'at', OLD.at, NEW.at UNION ALL
        SELECT 'state', OLD.state, NEW.state
    ) WHERE b IS NOT a;
END;
CREATE TRIGGER remark_unattributed AFTER UPDATE ON remark
WHEN NEW.row_hash IS OLD.row_hash
BEGIN
    INSERT INTO unattributed (at, table_name, row_id, column_name, before, after)
    SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'remark', OLD.id, c, substr(quote(b), 1, 200), substr(quote(a), 1, 200) FROM (
        SELECT 'id' AS c, OLD.id AS b, NEW.id AS a UNION ALL
        SELECT 'subject', OLD.subject, NEW.subject UNION ALL
        SELECT 'text', OLD.text, NEW.text UNION ALL
        SELECT 'reviewer', OLD.reviewer, NEW.reviewer UNION ALL
        SELECT 'at', OLD.at, NEW.at UNION ALL
        SELECT 'state', OLD.state, NEW.state
    ) WHERE b IS NOT a;
END;

-- Derived: rebuilt from the tables above by `claims rebuild`, recomputed and compared by `claims verify`.

-- What is counted: one row for all claims about one thing, with the keys under which rules look for others that
-- bear on it, and what the readings of its claims come to: nothing can be at odds while max_lo <= min_hi.
CREATE TABLE quantity (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    family       TEXT NOT NULL,
    area         TEXT,
    series       TEXT,
    capacity     TEXT,
    measure      TEXT NOT NULL,
    group_name   TEXT NOT NULL,
    place        TEXT NOT NULL,
    time_class   TEXT NOT NULL CHECK (time_class IN ('event', 'period', 'total', 'level', 'rate', time_class || '?')),
    anchor       TEXT NOT NULL,
    counted_from TEXT,
    definition   TEXT,
    window_first INTEGER,
    window_last  INTEGER,
    claims       INTEGER NOT NULL,
    max_lo       REAL NOT NULL,
    min_hi       REAL NOT NULL,
    mixed        INTEGER NOT NULL CHECK (mixed IN (0, 1))
) STRICT;
CREATE INDEX quantity_family ON quantity (family, place);
CREATE INDEX quantity_area ON quantity (area, window_first) WHERE area IS NOT NULL;
CREATE INDEX quantity_wide ON quantity (area, window_first) WHERE window_last > window_first AND area IS NOT NULL;
CREATE INDEX quantity_series ON quantity (series) WHERE series IS NOT NULL;
CREATE INDEX quantity_capacity ON quantity (capacity) WHERE capacity IS NOT NULL;

-- What each standing claim commits to, and which quantity it speaks of. origin_key is the origin as it is
-- compared, citing the outlet where it passes on another's figure, figure the key of an odd number; hi and
-- soft_hi are NULL where there is no ceiling.
CREATE TABLE reading (
    claim_id        INTEGER PRIMARY KEY REFERENCES claim (id),
    quantity        INTEGER NOT NULL,
    document_id     INTEGER NOT NULL,
    claim           TEXT NOT NULL,
    label           TEXT NOT NULL,
    window_first    INTEGER,
    window_last     INTEGER,
    lo              REAL NOT NULL,
    hi              REAL,
    soft_lo         REAL NOT NULL,
    soft_hi         REAL,
    soft_ceiling    INTEGER NOT NULL CHECK (soft_ceiling IN (0, 1)),
    why             TEXT NOT NULL,
    value           INTEGER,
    qualifier       TEXT NOT NULL,
    shown           TEXT NOT NULL,
    origin_key      TEXT NOT NULL,
    origin          TEXT NOT NULL,
    attributed      INTEGER NOT NULL CHECK (attributed IN (0, 1)),
    relay           TEXT NOT NULL,
    as_of_first     INTEGER,
    as_of_last      INTEGER,
    as_of_known     INTEGER NOT NULL CHECK (as_of_known IN (0, 1)),
    published_day   INTEGER,
    figure          TEXT,
    uncertain_place TEXT,
    fault           TEXT,
    sentence        TEXT,
    at              INTEGER,
    citing          TEXT
) STRICT;
-- All that decides about the claims of a quantity, so that comparing reads them here, one beside the other.
CREATE INDEX reading_compare ON reading (
    quantity, origin_key, value, qualifier, lo, hi, as_of_first, as_of_last, citing,
    claim, document_id, attributed, soft_ceiling, as_of_known, published_day, at);
CREATE INDEX reading_figure ON reading (figure, quantity, origin_key, document_id, as_of_first, as_of_last)
    WHERE figure IS NOT NULL;
CREATE INDEX reading_fault ON reading (quantity) WHERE fault IS NOT NULL;
CREATE INDEX reading_uncertain ON reading (quantity) WHERE uncertain_place IS NOT NULL;

-- block says whose findings a finding belongs to (a quantity, a part, a number ...) and other the second
-- quantity of a pair: a change to a claim replaces the findings of its blocks and no others. about is the claim
-- whose words say what is counted, higher and lower the two that are held against each other. The kinds that say
-- nothing but what those readings say are put in words when they are read, and have no explanation here.
CREATE TABLE finding (
    row         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    rank        INTEGER NOT NULL,
    weight      REAL NOT NULL,
    block       TEXT NOT NULL,
    other       TEXT,
    code        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    list        TEXT NOT NULL CHECK (list IN ('slip', 'dispute', 'note', list || '?')),
    severity    TEXT NOT NULL CHECK (severity IN ('note', 'minor', 'moderate', 'major', 'extreme', severity || '?')),
    state       TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'dismissed', state || '?')),
    about       INTEGER NOT NULL,
    higher      INTEGER,
    lower       INTEGER,
    labels      TEXT,
    explanation TEXT,
    fits_if     TEXT,
    hint        TEXT,
    reopened_by TEXT CHECK (reopened_by IS NULL OR reopened_by GLOB '[[]*]')
) STRICT;
CREATE UNIQUE INDEX finding_id ON finding (id);
CREATE INDEX finding_state ON finding (state, list, block);
CREATE INDEX finding_block ON finding (block);
CREATE INDEX finding_other ON finding (other) WHERE other IS NOT NULL;
-- What a change elsewhere in its family bears on: so few that looking for them costs no reading of the others.
CREATE INDEX finding_beside ON finding (block) WHERE code IN ('C4', 'C6');

CREATE TABLE finding_claim (
    finding  INTEGER NOT NULL,
    claim_id INTEGER NOT NULL,
    PRIMARY KEY (finding, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_claim_claim ON finding_claim (claim_id);

-- What an import stored and nobody has compared yet. A large import is compared after it is stored, some claims at a
-- time, so that nobody waits for it: first its claims are read, then their quantities and odd numbers compared. Empty
-- but meanwhile; where that was cut short, the next opening of the ledger goes on.
CREATE TABLE due_claim (
    first_row INTEGER PRIMARY KEY,
    last_row  INTEGER NOT NULL
) STRICT;
CREATE TABLE due_quantity (
    id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE due_figure (
    figure TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Full-text search over the words of the claims, fed by the program: under trusted_schema=OFF no trigger may
-- write to a virtual table, and a trigger a row would cost an import eight times as much.
CREATE VIRTUAL TABLE claim_search USING fts5 (
    quote, figure_text, group_name, place, attributed_to, note,
    content = 'claim', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
-- Its parts are merged by the program, a little at a time (ledger/detection/search.py).
INSERT INTO claim_search (claim_search, rank) VALUES ('automerge', 0);

-- The hashes by which `claims verify` tells in one pass whether quantities, readings and findings are as the
-- program left them (ledger/derived.py): one a part, which is a few rows that stand beside each other.
CREATE TABLE derived_seal (
    name   TEXT NOT NULL,
    part   INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (name, part)
) STRICT, WITHOUT ROWID;
