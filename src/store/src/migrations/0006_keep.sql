-- A card that can't be lost: its phones by name and by browser, and the codes that bring it to another one.

-- `name`: what the customer calls the phone. `holder_id`: the browser that enrolled the key. Until now each card had one.
ALTER TABLE card_key ADD COLUMN name TEXT;
ALTER TABLE card_key ADD COLUMN holder_id BLOB;
UPDATE card_key SET holder_id = (SELECT holder_card.holder_id FROM holder_card
  WHERE holder_card.shop_id = card_key.shop_id AND holder_card.card_id = card_key.card_id ORDER BY holder_card.holder_id LIMIT 1);

-- What gives a card to a browser that does not hold it, once: `recovery`, kept by the customer for years; `handoff`, from the browser to its own home
-- screen; `move`, given at the counter. `made_by`: the request that made it. `ended_at`: it was used, or another took its place.
CREATE TABLE card_code (
  shop_id BLOB NOT NULL,
  code_hash BLOB NOT NULL,
  card_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('recovery', 'handoff', 'move')),
  made_by BLOB NOT NULL,
  device_id BLOB,
  staff_id BLOB,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  expires_at INTEGER,
  ended_at INTEGER,
  PRIMARY KEY (shop_id, code_hash),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX card_code_by_card ON card_code (shop_id, card_id, kind, created_at);
