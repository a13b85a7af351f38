-- Every kind of programme: points, credit, levels, membership, promotions, and all that an operation did, so that it can be explained and taken
-- back. Lines between `-- only sqlite` or `-- only postgres` and `-- end only` are for that engine alone, see migrate.rs.

-- Kinds grew, and a visit is no longer needed (units lapse without one). SQLite keeps a CHECK for ever, so there the table is built anew:
-- https://www.sqlite.org/lang_altertable.html#otheralter, with references off and all of them checked before the commit.
-- only sqlite
CREATE TABLE operation_of_any_kind (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  operation_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'earn', 'action', 'redeem', 'spend', 'gift', 'adjust', 'referred', 'membership', 'prolong',
    'expire', 'expire_vouchers', 'review', 'opening', 'transfer_out', 'transfer_in', 'void', 'refund')),
  visit_id BLOB,
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
INSERT INTO operation_of_any_kind SELECT shop_id, card_id, seq, operation_id, kind, visit_id, program_version, device_id, staff_id, key_id,
  by_name, occurred_at, recorded_at, business_day, quantity, amount, reason, void_of FROM operation ORDER BY shop_id, card_id, seq;
DROP TABLE operation;
ALTER TABLE operation_of_any_kind RENAME TO operation;
CREATE UNIQUE INDEX operation_voided_once ON operation (shop_id, card_id, void_of) WHERE void_of IS NOT NULL;
CREATE INDEX operation_by_visit ON operation (shop_id, visit_id);

CREATE TABLE voucher_of_any_source (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  voucher_id BLOB NOT NULL,
  reward TEXT NOT NULL,
  title TEXT NOT NULL,
  unit_cost INTEGER NOT NULL,
  confirm INTEGER NOT NULL CHECK (confirm IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('issued', 'used', 'cancelled', 'expired', 'moved')),
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
INSERT INTO voucher_of_any_source SELECT shop_id, card_id, voucher_id, reward, title, unit_cost, confirm, status, issued_seq, issued_n,
  used_seq, cancelled_seq, issued_at, expires_at FROM voucher ORDER BY shop_id, card_id, voucher_id;
DROP TABLE voucher;
ALTER TABLE voucher_of_any_source RENAME TO voucher;
CREATE INDEX voucher_ready ON voucher (shop_id, card_id) WHERE status = 'issued';

CREATE TABLE voucher_event_of_any_kind (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  voucher_id BLOB NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('issued', 'bought', 'used', 'restored', 'cancelled', 'expired', 'moved_out', 'moved_back', 'moved_in')),
  PRIMARY KEY (shop_id, card_id, seq, voucher_id),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq),
  FOREIGN KEY (shop_id, card_id, voucher_id) REFERENCES voucher (shop_id, card_id, voucher_id)
) STRICT, WITHOUT ROWID;
INSERT INTO voucher_event_of_any_kind SELECT shop_id, card_id, seq, voucher_id, what FROM voucher_event
  ORDER BY shop_id, card_id, seq, voucher_id;
DROP TABLE voucher_event;
ALTER TABLE voucher_event_of_any_kind RENAME TO voucher_event;
-- end only

-- only postgres
ALTER TABLE operation DROP CONSTRAINT operation_kind_check;
ALTER TABLE operation ADD CONSTRAINT operation_kind_check CHECK (kind IN ('visit', 'earn', 'action', 'redeem', 'spend', 'gift', 'adjust',
  'referred', 'membership', 'prolong', 'expire', 'expire_vouchers', 'review', 'opening', 'transfer_out', 'transfer_in', 'void', 'refund'));
ALTER TABLE operation ALTER COLUMN visit_id DROP NOT NULL;
ALTER TABLE voucher DROP CONSTRAINT voucher_status_check;
ALTER TABLE voucher ADD CONSTRAINT voucher_status_check CHECK (status IN ('issued', 'used', 'cancelled', 'expired', 'moved'));
ALTER TABLE voucher_event DROP CONSTRAINT voucher_event_what_check;
ALTER TABLE voucher_event ADD CONSTRAINT voucher_event_what_check CHECK (what IN ('issued', 'bought', 'used', 'restored', 'cancelled',
  'expired', 'moved_out', 'moved_back', 'moved_in'));
-- end only

-- What an operation adds to the totals of its visit and of a business day: its own, or that of what it takes back. A refund of a part names
-- what it takes from; `overrides` are limits a manager let the card pass, with blanks between; `external_ref` is a till's receipt.
ALTER TABLE operation ADD COLUMN counted_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN stamps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN credit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN spend INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN not_earning INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN credit_spent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN earns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN gifts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN manual INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN refund_of INTEGER;
ALTER TABLE operation ADD COLUMN overrides TEXT;
ALTER TABLE operation ADD COLUMN external_ref TEXT;
CREATE INDEX operation_refunds ON operation (shop_id, card_id, refund_of) WHERE refund_of IS NOT NULL;
CREATE UNIQUE INDEX operation_by_external_ref ON operation (shop_id, kind, external_ref) WHERE external_ref IS NOT NULL;

UPDATE operation SET counted_on = business_day;
UPDATE operation SET stamps = coalesce(quantity, 0), spend = coalesce(amount, 0), earns = 1 WHERE kind = 'earn';
UPDATE operation SET gifts = 1 WHERE kind = 'gift';
UPDATE operation SET
    counted_on = (SELECT target.business_day FROM operation AS target WHERE target.shop_id = operation.shop_id
      AND target.card_id = operation.card_id AND target.seq = operation.void_of),
    stamps = (SELECT -target.stamps FROM operation AS target WHERE target.shop_id = operation.shop_id
      AND target.card_id = operation.card_id AND target.seq = operation.void_of),
    spend = (SELECT -target.spend FROM operation AS target WHERE target.shop_id = operation.shop_id
      AND target.card_id = operation.card_id AND target.seq = operation.void_of),
    earns = (SELECT -target.earns FROM operation AS target WHERE target.shop_id = operation.shop_id
      AND target.card_id = operation.card_id AND target.seq = operation.void_of),
    gifts = (SELECT -target.gifts FROM operation AS target WHERE target.shop_id = operation.shop_id
      AND target.card_id = operation.card_id AND target.seq = operation.void_of)
  WHERE kind = 'void';

-- Why each number came about, as JSON. A lone count of items is said by the operation's quantity and has no row. In the order of arrival, for
-- the reason said in 0002.
CREATE TABLE operation_reason (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (shop_id, card_id, seq),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT;

-- How money became units: a refund of a part computes from it.
CREATE TABLE basis (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  purse TEXT NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER,
  rate_numerator INTEGER NOT NULL,
  rate_denominator INTEGER NOT NULL CHECK (rate_denominator > 0),
  amount INTEGER NOT NULL,
  carry_numerator INTEGER NOT NULL,
  carry_denominator INTEGER NOT NULL CHECK (carry_denominator > 0),
  percent INTEGER NOT NULL,
  addition INTEGER NOT NULL,
  PRIMARY KEY (shop_id, card_id, seq, purse),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

-- What is kept below a whole unit: on the purse as it is, and what each operation added, numbered within it.
ALTER TABLE purse ADD COLUMN carry_numerator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE purse ADD COLUMN carry_denominator INTEGER NOT NULL DEFAULT 1;
CREATE TABLE carry (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  purse TEXT NOT NULL,
  kind TEXT NOT NULL,
  numerator INTEGER NOT NULL,
  denominator INTEGER NOT NULL CHECK (denominator > 0),
  after_numerator INTEGER NOT NULL,
  after_denominator INTEGER NOT NULL CHECK (after_denominator > 0),
  PRIMARY KEY (shop_id, card_id, seq, n),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

-- `debt`: units owed that the entry added, below zero paid. `earned`: what it added to the purse's lifetime.
ALTER TABLE entry ADD COLUMN debt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN earned INTEGER NOT NULL DEFAULT 0;
UPDATE entry SET earned = delta WHERE EXISTS (SELECT 1 FROM operation WHERE operation.shop_id = entry.shop_id
  AND operation.card_id = entry.card_id AND operation.seq = entry.seq
  AND ((operation.kind = 'earn' AND entry.delta > 0) OR (operation.kind = 'void' AND entry.delta < 0)));
UPDATE entry SET debt = -(delta - coalesce((SELECT lot.granted FROM lot WHERE lot.shop_id = entry.shop_id AND lot.card_id = entry.card_id
  AND lot.seq = entry.seq AND lot.n = entry.n), 0)) WHERE delta > 0 AND earned > 0;
UPDATE entry SET debt = -delta - coalesce((SELECT SUM(lot_use.units) FROM lot_use WHERE lot_use.shop_id = entry.shop_id
  AND lot_use.card_id = entry.card_id AND lot_use.seq = entry.seq AND lot_use.n = entry.n), 0) WHERE delta < 0 AND earned < 0;

-- When the customer was first told that the lot lapses at its time.
ALTER TABLE lot ADD COLUMN warned_at INTEGER;

-- Where a voucher comes from (`stamp_card:coffee`, `menu`, `gift`, `promotion:id`, `tier:id`, `membership`), which rewards may be taken in its
-- place (a JSON array of ids), and which one was.
ALTER TABLE voucher ADD COLUMN source TEXT NOT NULL DEFAULT 'gift';
ALTER TABLE voucher ADD COLUMN choices TEXT;
ALTER TABLE voucher ADD COLUMN taken TEXT;
ALTER TABLE voucher ADD COLUMN taken_title TEXT;
ALTER TABLE voucher ADD COLUMN taken_unit_cost INTEGER;
UPDATE voucher SET source = 'stamp_card:' || (SELECT entry.purse FROM entry WHERE entry.shop_id = voucher.shop_id
  AND entry.card_id = voucher.card_id AND entry.seq = voucher.issued_seq AND entry.n = voucher.issued_n) WHERE issued_n IS NOT NULL;

-- What the rules ask of a card beside its purses. A birthday is month and day, no year.
ALTER TABLE card ADD COLUMN birth_month INTEGER;
ALTER TABLE card ADD COLUMN birth_day INTEGER;
ALTER TABLE card ADD COLUMN brought_by BLOB;
ALTER TABLE card ADD COLUMN seen_at INTEGER;
ALTER TABLE card ADD COLUMN tier TEXT;
ALTER TABLE card ADD COLUMN tier_since INTEGER;
ALTER TABLE card ADD COLUMN tier_review_at INTEGER;
ALTER TABLE card ADD COLUMN tier_in_grace INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN member_since INTEGER;
ALTER TABLE card ADD COLUMN member_until INTEGER;
UPDATE card SET seen_at = coalesce(last_visit_at, joined_at);

-- Tags and lists the shop put a card on.
CREATE TABLE card_label (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tag', 'list')),
  label TEXT NOT NULL,
  PRIMARY KEY (shop_id, card_id, kind, label),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

-- A step of the level or of the membership that an operation made: before and after.
CREATE TABLE tier_step (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  from_tier TEXT,
  from_since INTEGER,
  from_review_at INTEGER,
  from_in_grace INTEGER NOT NULL,
  to_tier TEXT,
  to_since INTEGER,
  to_review_at INTEGER,
  to_in_grace INTEGER NOT NULL,
  PRIMARY KEY (shop_id, card_id, seq, n),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership_step (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  from_since INTEGER,
  from_until INTEGER,
  to_since INTEGER,
  to_until INTEGER,
  PRIMARY KEY (shop_id, card_id, seq),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

-- What a card was given once or so often, and what was taken back (`times` below zero): entry gifts of levels, promotions with their occasion,
-- actions, and pieces of rewards that have a stock or a limit per person.
CREATE TABLE given (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tier_gift', 'promotion', 'action', 'reward')),
  name TEXT NOT NULL,
  occasion INTEGER NOT NULL,
  times INTEGER NOT NULL,
  counted_on INTEGER NOT NULL,
  PRIMARY KEY (shop_id, card_id, seq, n),
  FOREIGN KEY (shop_id, card_id, seq) REFERENCES operation (shop_id, card_id, seq)
) STRICT, WITHOUT ROWID;

-- Pieces of a reward that all cards were given, less those that came back.
CREATE TABLE reward_stock (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  reward TEXT NOT NULL,
  taken INTEGER NOT NULL,
  PRIMARY KEY (shop_id, reward)
) STRICT, WITHOUT ROWID;

-- Per card and business day; `spend` is money that earns.
ALTER TABLE card_day RENAME COLUMN amount TO spend;
ALTER TABLE card_day ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card_day ADD COLUMN credit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card_day ADD COLUMN not_earning INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card_day ADD COLUMN credit_spent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff_day ADD COLUMN manual INTEGER NOT NULL DEFAULT 0;

-- What is being edited; published it becomes a version of the programme.
CREATE TABLE program_draft (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  definition TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id)
) STRICT, WITHOUT ROWID;

-- What lapses next, for the sweeper.
CREATE INDEX purse_by_expiry ON purse (shop_id, next_expiry) WHERE next_expiry IS NOT NULL;
CREATE INDEX voucher_by_expiry ON voucher (shop_id, expires_at) WHERE status = 'issued' AND expires_at IS NOT NULL;
CREATE INDEX card_by_review ON card (shop_id, tier_review_at) WHERE tier_review_at IS NOT NULL;
