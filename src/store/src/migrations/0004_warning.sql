-- What customers were told before units lapse, where a merged card's content went, and which operations belong together.

-- A lot's units lapse only after their customer was told, if there was a way to tell. `card`: the card on the customer's own phone showed at `at` that they
-- lapse at `lapses_at`, `days` or more days later. Units that lapsed untold have a row too: `none`, nobody had seen the card since `seen_at`; `off`, the
-- programme warns nobody; `old`, before warnings were kept. Then `at` is when they lapsed.
CREATE TABLE warning (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  lot_seq INTEGER NOT NULL,
  lot_n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('card', 'none', 'off', 'old')),
  lapses_at INTEGER NOT NULL,
  days INTEGER NOT NULL,
  seen_at INTEGER,
  PRIMARY KEY (shop_id, card_id, lot_seq, lot_n, at),
  FOREIGN KEY (shop_id, card_id, lot_seq, lot_n) REFERENCES lot (shop_id, card_id, seq, n)
) STRICT, WITHOUT ROWID;

INSERT INTO warning (shop_id, card_id, lot_seq, lot_n, at, how, lapses_at, days)
  SELECT operation.shop_id, operation.card_id, lot_use.lot_seq, lot_use.lot_n, operation.recorded_at, 'old', operation.recorded_at, 0
  FROM operation JOIN lot_use ON lot_use.shop_id = operation.shop_id AND lot_use.card_id = operation.card_id AND lot_use.seq = operation.seq
  WHERE operation.kind = 'expire';

-- The number of the card that a merged card's content went to.
ALTER TABLE card ADD COLUMN merged_into TEXT;

-- `other_id` goes when `operation_id` is taken back: the other side of a move between cards, or what a friend's first visit gave to whoever brought them.
CREATE TABLE operation_link (
  shop_id BLOB NOT NULL,
  operation_id BLOB NOT NULL,
  other_id BLOB NOT NULL,
  PRIMARY KEY (shop_id, operation_id, other_id),
  FOREIGN KEY (shop_id, operation_id) REFERENCES operation (shop_id, operation_id),
  FOREIGN KEY (shop_id, other_id) REFERENCES operation (shop_id, operation_id)
) STRICT, WITHOUT ROWID;
