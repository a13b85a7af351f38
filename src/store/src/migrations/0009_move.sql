-- A card goes to another phone by the hand of staff, who found it for somebody that lost everything.

-- One row for each code that staff gave out. `used_at`: the card went to another phone then. `paused_until` says until when nothing on the card could be used after
-- it, `lifted_at` that somebody ended that before its time. The owner reads it; it says nothing of the customer.
CREATE TABLE card_move (
  shop_id BLOB NOT NULL,
  move_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  device_id BLOB NOT NULL,
  staff_id BLOB NOT NULL,
  reason TEXT,
  business_day INTEGER NOT NULL,
  given_at INTEGER NOT NULL,
  used_at INTEGER,
  paused_until INTEGER,
  lifted_at INTEGER,
  lifted_by TEXT,
  PRIMARY KEY (shop_id, move_id),
  CHECK ((used_at IS NULL) = (paused_until IS NULL)),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id),
  FOREIGN KEY (shop_id, device_id) REFERENCES device (shop_id, device_id),
  FOREIGN KEY (shop_id, staff_id) REFERENCES staff (shop_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX card_move_by_till ON card_move (shop_id, device_id, business_day);
CREATE INDEX card_move_by_card ON card_move (shop_id, card_id, given_at);
CREATE INDEX card_move_by_time ON card_move (shop_id, given_at);

-- Until when nothing on the card can be used: read with the card's row at each visit. A lifted pause ends when it was lifted.
ALTER TABLE card ADD COLUMN redeem_paused_until INTEGER;
