//! The few words in which the two engines differ. Statements and tables are written once: statements with `$1` to `$n`, tables in
//! SQLite's words. This is all that is translated; whatever else differs must not be used (see `Tx`).

use std::borrow::Cow;

/// A piece of SQL: code, or text that no translation may touch (strings, quoted names, comments).
enum Piece<'a> {
    Code(&'a str),
    Verbatim(&'a str),
}

/// Splits SQL into code and verbatim pieces, in order; together they are the text again.
fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sql;
    while !rest.is_empty() {
        let start = ["'", "\"", "--", "/*"].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
        let (code, after) = rest.split_at(start);
        if !code.is_empty() {
            pieces.push(Piece::Code(code));
        }
        if after.is_empty() {
            break;
        }
        let end = if after.starts_with("--") {
            "\n"
        } else if after.starts_with("/*") {
            "*/"
        } else {
            &after[..1]
        };
        let opening = if end == "\n" || end == "*/" { 2 } else { 1 };
        let length = after[opening..].find(end).map_or(after.len(), |at| opening + at + end.len());
        let (verbatim, after) = after.split_at(length);
        pieces.push(Piece::Verbatim(verbatim));
        rest = after;
    }
    pieces
}

/// SQLite numbers `$1` by its first appearance, as it is a name there; `?1` is a number.
pub(crate) fn sqlite_placeholders(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let translate = |piece: Piece<'_>| match piece {
        Piece::Code(code) => code.replace('$', "?"),
        Piece::Verbatim(text) => text.to_owned(),
    };
    Cow::Owned(pieces(sql).into_iter().map(translate).collect())
}

/// Tables in SQLite's words, for PostgreSQL: `INTEGER` becomes `BIGINT`, `BLOB` becomes `BYTEA`, and the table options `STRICT` and
/// `WITHOUT ROWID` go, because every PostgreSQL table is strict and keyed.
pub(crate) fn postgres_ddl(sql: &str) -> String {
    let translate = |piece: Piece<'_>| match piece {
        Piece::Code(code) => postgres_code(code),
        Piece::Verbatim(text) => text.to_owned(),
    };
    pieces(sql).into_iter().map(translate).collect()
}

fn postgres_code(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = code;
    while !rest.is_empty() {
        let word_length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_length);
        match word.to_ascii_uppercase().as_str() {
            "INTEGER" => out.push_str("BIGINT"),
            "BLOB" => out.push_str("BYTEA"),
            "STRICT" => drop_option(&mut out),
            "WITHOUT" if next_word_is(after, "ROWID") => drop_option(&mut out),
            "ROWID" => {}
            _ => out.push_str(word),
        }
        let gap_length = after.find(is_word).unwrap_or(after.len());
        let (gap, after) = after.split_at(gap_length);
        out.push_str(gap);
        rest = after;
    }
    out
}

fn next_word_is(rest: &str, word: &str) -> bool {
    rest.trim_start().get(..word.len()).is_some_and(|next| next.eq_ignore_ascii_case(word))
}

/// Removes the comma before a second table option.
fn drop_option(out: &mut String) {
    out.truncate(out.trim_end().len());
    if out.ends_with(',') {
        out.pop();
    }
    out.push(' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_become_numbers_and_texts_stay() {
        assert_eq!(sqlite_placeholders("SELECT 1"), "SELECT 1");
        assert_eq!(
            sqlite_placeholders("SELECT $2, '$1 it''s', $1 -- $3\n FROM \"a$1\" /* $4 */ WHERE a = $12"),
            "SELECT ?2, '$1 it''s', ?1 -- $3\n FROM \"a$1\" /* $4 */ WHERE a = ?12"
        );
        assert_eq!(sqlite_placeholders("SELECT 'open $1"), "SELECT 'open $1");
    }

    #[test]
    fn tables_in_the_words_of_postgres() {
        let sqlite = "-- an INTEGER\nCREATE TABLE a (id BLOB NOT NULL, n INTEGER DEFAULT 0, strict_ TEXT CHECK (strict_ <> 'STRICT'),\n\
                      PRIMARY KEY (id)) STRICT, WITHOUT ROWID;\nCREATE TABLE b (n INTEGER) STRICT;\nCREATE TABLE c (n integer) WITHOUT ROWID, strict;";
        let postgres = postgres_ddl(sqlite);
        assert!(postgres.contains("-- an INTEGER\n"), "{postgres}");
        assert!(
            postgres.contains("id BYTEA NOT NULL, n BIGINT DEFAULT 0, strict_ TEXT CHECK (strict_ <> 'STRICT')"),
            "{postgres}"
        );
        let options = postgres.replace("'STRICT'", "");
        assert!(!options.to_uppercase().contains("ROWID") && !options.contains(" STRICT"), "{postgres}");
        let squeezed: String = postgres.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            squeezed.contains("PRIMARY KEY (id)) ; CREATE TABLE b (n BIGINT) ; CREATE TABLE c (n BIGINT) ;"),
            "{squeezed}"
        );
    }
}
