-- The main job: shops, cards and their keys, tills and staff, visits, and the ledger. Written in SQLite's words; see dialect.rs for PostgreSQL.
-- Times are microseconds since 1970 in UTC, days are days since 1970 in the shop's zone after its cut-off hour, money is minor units,
-- ids are 16-byte UUIDv7 (cards: 8 random bytes), tokens and codes are stored as SHA-256 only.

CREATE TABLE shop (
  shop_id BLOB NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  color TEXT NOT NULL,
  currency TEXT NOT NULL,
  zone TEXT NOT NULL,
  day_starts_hour INTEGER NOT NULL CHECK (day_starts_hour BETWEEN 0 AND 23),
  program_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Immutable once published.
CREATE TABLE program (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, version)
) STRICT, WITHOUT ROWID;

-- A holder is a browser with a cookie: the only thing that is not a shop's, so that one person can hold cards of several.
CREATE TABLE holder (
  holder_id BLOB NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE holder_token (
  token_hash BLOB NOT NULL PRIMARY KEY,
  holder_id BLOB NOT NULL REFERENCES holder (holder_id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  card_id BLOB NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'blocked', 'erased', 'merged')),
  seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  typed_code_secret BLOB NOT NULL,
  source TEXT,
  locale TEXT,
  joined_at INTEGER NOT NULL,
  last_visit_id BLOB,
  last_visit_at INTEGER,
  PRIMARY KEY (shop_id, card_id),
  UNIQUE (shop_id, number)
) STRICT, WITHOUT ROWID;

-- Says in which shop a card is, for "this is the card of another shop".
CREATE INDEX card_by_id ON card (card_id);

CREATE TABLE holder_card (
  holder_id BLOB NOT NULL REFERENCES holder (holder_id),
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  PRIMARY KEY (holder_id, shop_id),
  UNIQUE (shop_id, card_id, holder_id),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE card_key (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  slot INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 7),
  public_key BLOB NOT NULL,
  storage TEXT NOT NULL CHECK (storage IN ('webcrypto', 'memory', 'raw')),
  last_step INTEGER,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (shop_id, card_id, slot),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

-- `reusable` is the demo's; any other code pairs one device.
CREATE TABLE pairing_code (
  code_hash BLOB NOT NULL PRIMARY KEY,
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  reusable INTEGER NOT NULL CHECK (reusable IN (0, 1)),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  device_id BLOB NOT NULL,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  paired_at INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (shop_id, device_id),
  UNIQUE (shop_id, token_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  staff_id BLOB NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('staff', 'manager')),
  pin_hash TEXT NOT NULL,
  pin_tries INTEGER NOT NULL,
  pin_locked_until INTEGER,
  created_at INTEGER NOT NULL,
  left_at INTEGER,
  PRIMARY KEY (shop_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_session (
  shop_id BLOB NOT NULL,
  token_hash BLOB NOT NULL,
  device_id BLOB NOT NULL,
  staff_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (shop_id, token_hash),
  FOREIGN KEY (shop_id, device_id) REFERENCES device (shop_id, device_id),
  FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  key_id BLOB NOT NULL,
  token_hash BLOB NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (shop_id, key_id),
  UNIQUE (shop_id, token_hash)
) STRICT, WITHOUT ROWID;

-- Wrong tries of whoever has no account to count them on: an address that pairs, a till that types codes.
CREATE TABLE attempt (
  subject BLOB NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every write by its client-made id, for ever: the same id and body get the same answer, another body is refused.
CREATE TABLE request (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  request_id BLOB NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  subject_id BLOB,
  PRIMARY KEY (shop_id, request_id)
) STRICT, WITHOUT ROWID;

-- One coming-to-the-counter. A code (card, slot, step) and a typed code (card, typed_step) open one visit each, for ever.
CREATE TABLE visit (
  shop_id BLOB NOT NULL,
  visit_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('code', 'typed_code', 'lookup', 'api')),
  slot INTEGER,
  step INTEGER,
  typed_step INTEGER,
  flags INTEGER NOT NULL,
  device_id BLOB,
  staff_id BLOB,
  key_id BLOB,
  opened_at INTEGER NOT NULL,
  business_day INTEGER NOT NULL,
  PRIMARY KEY (shop_id, visit_id),
  UNIQUE (shop_id, card_id, slot, step),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX visit_by_typed_code ON visit (shop_id, card_id, typed_step) WHERE typed_step IS NOT NULL;
CREATE INDEX visit_by_device ON visit (shop_id, device_id, opened_at);

-- One thing done. Immutable, numbered per card.
CREATE TABLE operation (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  operation_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('earn', 'redeem', 'spend', 'gift', 'void')),
  visit_id BLOB NOT NULL,
  program_version INTEGER NOT NULL,
  device_id BLOB,
  staff_id BLOB,
  key_id BLOB,
  by_name TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  business_day INTEGER NOT NULL,
  quantity INTEGER,
  amount INTEGER,
  reason TEXT,
  void_of INTEGER,
  PRIMARY KEY (shop_id, card_id, seq),
  UNIQUE (shop_id, operation_id),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id),
  FOREIGN KEY (shop_id, visit_id) REFERENCES visit (shop_id, visit_id),
  FOREIGN KEY (shop_id, card_id, void_of) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX operation_voided_once ON operation (shop_id, card_id, void_of) WHERE void_of IS NOT NULL;
CREATE INDEX operation_by_visit ON operation (shop_id, visit_id);

CREATE TABLE purse (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  purse TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('stamps', 'points', 'credit')),
  balance INTEGER NOT NULL,
  lifetime INTEGER NOT NULL CHECK (lifetime >= 0),
  debt INTEGER NOT NULL CHECK (debt >= 0),
  next_expiry INTEGER,
  PRIMARY KEY (shop_id, card_id, purse),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

-- What an operation did to one purse.
CREATE TABLE entry (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  purse TEXT NOT NULL,
  delta INTEGER NOT NULL,
  balance_after INTEGER NOT NULL,
  PRIMARY KEY (shop_id, card_id, seq, n),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

-- Units earned together, named by the entry that granted them.
CREATE TABLE lot (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  purse TEXT NOT NULL,
  granted INTEGER NOT NULL CHECK (granted > 0),
  remaining INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND granted),
  expires_at INTEGER,
  PRIMARY KEY (shop_id, card_id, seq, n),
  FOREIGN KEY (shop_id, card_id, seq, n) REFERENCES entry (shop_id, card_id, seq, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX lot_live ON lot (shop_id, card_id) WHERE remaining > 0;

-- Units an entry took from a lot; below zero, gave back.
CREATE TABLE lot_use (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  lot_seq INTEGER NOT NULL,
  lot_n INTEGER NOT NULL,
  units INTEGER NOT NULL CHECK (units <> 0),
  PRIMARY KEY (shop_id, card_id, seq, n, lot_seq, lot_n),
  FOREIGN KEY (shop_id, card_id, seq, n) REFERENCES entry (shop_id, card_id, seq, n),
  FOREIGN KEY (shop_id, card_id, lot_seq, lot_n) REFERENCES lot (shop_id, card_id, seq, n)
) STRICT, WITHOUT ROWID;

-- A reward that is on the card.
CREATE TABLE voucher (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  voucher_id BLOB NOT NULL,
  reward TEXT NOT NULL,
  title TEXT NOT NULL,
  unit_cost INTEGER NOT NULL,
  confirm INTEGER NOT NULL CHECK (confirm IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('issued', 'used', 'cancelled', 'expired')),
  issued_seq INTEGER NOT NULL,
  issued_n INTEGER,
  used_seq INTEGER,
  cancelled_seq INTEGER,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (shop_id, card_id, voucher_id),
  CHECK ((status = 'used') = (used_seq IS NOT NULL)),
  FOREIGN KEY (shop_id, card_id, issued_seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX voucher_ready ON voucher (shop_id, card_id) WHERE status = 'issued';

-- Which voucher an operation touched: issued, used, restored, cancelled. Never rewritten, so that each operation can be shown as it was.
CREATE TABLE voucher_event (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  voucher_id BLOB NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('issued', 'used', 'restored', 'cancelled')),
  PRIMARY KEY (shop_id, card_id, seq, voucher_id),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq),
  FOREIGN KEY (shop_id, card_id, voucher_id) REFERENCES voucher (shop_id, card_id, voucher_id)
) STRICT, WITHOUT ROWID;

-- Per card and business day: what limits, tiers and reports ask. A void takes from the day of what it voids.
CREATE TABLE card_day (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  business_day INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  stamps INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (shop_id, card_id, business_day),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

-- Per member of staff and business day: gifts made, and not voided.
CREATE TABLE staff_day (
  shop_id BLOB NOT NULL,
  staff_id BLOB NOT NULL,
  business_day INTEGER NOT NULL,
  gifts INTEGER NOT NULL,
  PRIMARY KEY (shop_id, staff_id, business_day)
) STRICT, WITHOUT ROWID;
