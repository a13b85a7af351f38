-- Answers are about a kilobyte each. In a table that is ordered by its key such a row takes a page of its own; in the order of arrival they fill
-- pages one after the other, so that a visit writes less.

CREATE TABLE request_by_arrival (
  shop_id BLOB NOT NULL REFERENCES shop (shop_id),
  request_id BLOB NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  subject_id BLOB,
  PRIMARY KEY (shop_id, request_id)
) STRICT;

INSERT INTO request_by_arrival (shop_id, request_id, body_hash, status, answer, subject_id)
  SELECT shop_id, request_id, body_hash, status, answer, subject_id FROM request ORDER BY shop_id, request_id;

DROP TABLE request;

ALTER TABLE request_by_arrival RENAME TO request;
