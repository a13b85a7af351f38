//! A database that lacks one of its protections. The key is dropped, and the look-up that goes before it sees nothing, as it does where two
//! servers write side by side: neither sees what the other is about to write, and the key is all there is.

use std::path::Path;
use std::sync::OnceLock;

use rusqlite::Connection;
use store::{Error, Row, Tx, Value};

use crate::faults::Fault;
use crate::stage::files;

/// Takes the protection out of a database that nobody has open.
pub fn weaken(folder: &Path, fault: Fault) {
    let [file, _] = files(folder);
    let database = Connection::open(file).unwrap();
    database.pragma_update(None, "foreign_keys", false).unwrap();
    match fault {
        Fault::OperationKeyIsGone => rebuild(&database, "operation", &["UNIQUE (shop_id, operation_id)"]),
        Fault::CodeKeyIsGone => rebuild(&database, "visit", &["UNIQUE (shop_id, card_id, slot, step)"]),
        Fault::VoidKeyIsGone => database.execute_batch("DROP INDEX operation_voided_once").unwrap(),
        Fault::SeqKeyIsGone => {
            for table in tables(&database) {
                // Whatever belongs to an operation by its number goes by it no longer.
                rebuild(&database, &table, &["FOREIGN KEY", "PRIMARY KEY (shop_id, card_id, seq"]);
            }
        }
        _ => {}
    }
}

fn tables(database: &Connection) -> Vec<String> {
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%FOREIGN KEY%'";
    let mut names = database.prepare(names).unwrap();
    names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Makes a table anew without the lines of its definition that begin so.
fn rebuild(database: &Connection, table: &str, without: &[&str]) {
    let of_table = |kind: &str| -> Vec<String> {
        let sql = "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND type = ?2 AND sql IS NOT NULL";
        let mut sql = database.prepare(sql).unwrap();
        sql.query_map([table, kind], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let (definition, indexes) = (of_table("table").remove(0), of_table("index"));
    let (before, after) = definition.split_once('(').unwrap();
    assert!(before.contains(table), "{definition}");
    let kept = |line: &&str| !without.iter().any(|words| line.trim_start().starts_with(words));
    let mut weaker: String = after.lines().filter(kept).collect::<Vec<_>>().join("\n");
    assert_ne!(weaker.lines().count(), after.lines().count(), "{table} has nothing of {without:?}: {definition}");
    // Without its primary key a table has rows by number again.
    if !weaker.contains("PRIMARY KEY") {
        weaker = weaker.replace("STRICT, WITHOUT ROWID", "STRICT");
    }
    let weaker = weaker.replace(",\n)", "\n)");
    let all = format!(
        "CREATE TABLE weaker ({weaker}; INSERT INTO weaker SELECT * FROM \"{table}\"; DROP TABLE \"{table}\";
         ALTER TABLE weaker RENAME TO \"{table}\"; {};",
        indexes.join("; ")
    );
    database.execute_batch(&all).unwrap_or_else(|error| panic!("{error}: {all}"));
}

/// A transaction on such a database.
pub struct Weak<'a> {
    pub tx: &'a mut dyn Tx,
    pub fault: Fault,
    /// Another server's write is lost to this one: what it counts is not kept.
    pub loses: bool,
}

impl Weak<'_> {
    /// A look-up that sees nothing.
    fn is_blind(&self, sql: &str) -> bool {
        match self.fault {
            Fault::CodeKeyIsGone => sql.contains("slot = $3 AND step = $4") && sql.contains("FROM visit"),
            Fault::VoidKeyIsGone => sql.starts_with("SELECT seq FROM operation") && sql.contains("void_of = $3"),
            _ => false,
        }
    }
}

impl Tx for Weak<'_> {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Error> {
        /// How an operation is written where its id is no key.
        static WITHOUT_KEY: OnceLock<&'static str> = OnceLock::new();
        match self.fault {
            Fault::OperationKeyIsGone if sql.starts_with("INSERT INTO operation (") => {
                let key = "ON CONFLICT (shop_id, operation_id) DO NOTHING";
                let plain = *WITHOUT_KEY.get_or_init(|| {
                    assert!(sql.contains(key), "{sql}");
                    sql.replace(key, "").leak()
                });
                self.tx.execute(plain, params)
            }
            Fault::SeqKeyIsGone if self.loses && sql.starts_with("UPDATE card SET seq") => Ok(1),
            _ => self.tx.execute(sql, params),
        }
    }

    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Error> {
        if self.is_blind(sql) { Ok(Vec::new()) } else { self.tx.query(sql, params) }
    }

    fn query_one(&mut self, sql: &'static str, params: &[Value]) -> Result<Option<Row>, Error> {
        if self.is_blind(sql) { Ok(None) } else { self.tx.query_one(sql, params) }
    }

    fn prepare(&mut self, sql: &'static str) -> Result<(), Error> {
        self.tx.prepare(sql)
    }
}
