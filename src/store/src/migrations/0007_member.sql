-- What customers told about themselves, what they may be written to for, and who asked to be forgotten.

-- One row for a card whose person told something. `data_key` opens what is sealed in this row, and the answers in `request` that tell of it; it is itself
-- sealed by a key from the server's secret, which is not in the database. Erasing deletes the row, and what it opened is noise from then on. The birthday and the language
-- stand in `card`: the rules ask for the one at each visit, and neither says who somebody is.
CREATE TABLE member (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  data_key BLOB NOT NULL,
  first_name BLOB,
  email BLOB,
  phone BLOB,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, card_id),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

-- What a customer said about being written to, numbered per card, only ever added to. `text_version` and `language`: what they read when they gave it.
CREATE TABLE consent (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  n INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('news', 'reminders')),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'push')),
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  at INTEGER NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('page', 'api')),
  text_version INTEGER,
  language TEXT,
  PRIMARY KEY (shop_id, card_id, n),
  CHECK (given = 0 OR (text_version IS NOT NULL AND language IS NOT NULL)),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

-- Whose person was forgotten, so that it is done again when an older backup is put back. Ids only.
CREATE TABLE erasure (
  shop_id BLOB NOT NULL,
  card_id BLOB NOT NULL,
  request_id BLOB,
  at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, card_id),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

-- Cards that went to another are forgotten with it.
CREATE INDEX card_by_merge ON card (shop_id, merged_into) WHERE merged_into IS NOT NULL;

-- Answers that tell what a shop knows of a customer are sealed from now on. Those of before are not kept; whoever sends such a request once more is told that its id
-- was used.
UPDATE request SET answer = '' WHERE answer LIKE '%"facts":{%';
