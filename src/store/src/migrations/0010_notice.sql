-- The owner of a shop is written to, where they gave an address for it.

-- `notice_address` is sealed by a key from the server's secret, for this shop alone. `notice_language`: the tag of the language in which it is read.
ALTER TABLE shop ADD COLUMN notice_address BLOB;
ALTER TABLE shop ADD COLUMN notice_language TEXT CHECK ((notice_language IS NULL) = (notice_address IS NULL));
