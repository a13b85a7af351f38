-- A card comes back by a code that went to an address which its customer confirmed.

-- `email_hash`: of the address that is confirmed, so that its card is found without the address; only the server's secret can make it. One address brings back
-- one card of a shop.
ALTER TABLE member ADD COLUMN email_hash BLOB;
ALTER TABLE member ADD COLUMN email_confirmed_at INTEGER;
CREATE UNIQUE INDEX member_by_email ON member (shop_id, email_hash) WHERE email_hash IS NOT NULL;

-- Codes on their way, by the request that asked for them, which is typed in along with the code. `card_id` is null when nobody confirmed the address: nothing was
-- sent then, and whoever asked can't tell. They go when they are used, and soon after they are over.
CREATE TABLE mail_code (
  shop_id BLOB NOT NULL,
  ask_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('confirm', 'recover')),
  card_id BLOB,
  code_hash BLOB NOT NULL,
  email_hash BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, ask_id),
  FOREIGN KEY (shop_id, card_id) REFERENCES card (shop_id, card_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mail_code_by_expiry ON mail_code (shop_id, expires_at);
CREATE INDEX mail_code_by_card ON mail_code (shop_id, card_id) WHERE card_id IS NOT NULL;
