-- Tills that had no network: the key each signs with, and what became of each record of their journals.

-- 4, x, y; none for a till that works with a network only.
ALTER TABLE device ADD COLUMN public_key BLOB;

-- One record, under the id of the visit it opens or would have opened. `hash` is what the next record of the till names as `previous`;
-- `broken`: it did not continue the till's chain when it came. `reason`: the flags, or the code of the refusal. A card that is not (or no longer)
-- there may be named by a rejected one.
CREATE TABLE offline_record (
  shop_id BLOB NOT NULL,
  device_id BLOB NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  record_id BLOB NOT NULL,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL,
  occurred_at INTEGER NOT NULL,
  snapshot_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  card_id BLOB NOT NULL,
  slot INTEGER NOT NULL,
  step INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('applied', 'duplicate', 'flagged', 'rejected')),
  reason TEXT,
  broken INTEGER NOT NULL CHECK (broken IN (0, 1)),
  PRIMARY KEY (shop_id, device_id, seq, record_id),
  FOREIGN KEY (shop_id, device_id) REFERENCES device (shop_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX offline_record_by_code ON offline_record (shop_id, card_id, slot, step);
