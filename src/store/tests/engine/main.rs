//! The engines under the ledger, without the ledger: a scratch schema, the same story told on SQLite and on PostgreSQL, then what
//! only one of them has.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests count as code outside tests")]

mod both;
mod postgres;
mod sqlite;

use store::migrate::Migration;
use store::testing::Scratch;
use store::tx::{Row, Tx};
use store::{Error, Store, params};
use uuid::Uuid;

const ACCOUNTS: Migration = Migration {
    version: 1,
    name: "accounts",
    sql: "-- An account, and what was done to it, each thing once: it has an id.
          CREATE TABLE account (
              shop INTEGER NOT NULL,
              id INTEGER NOT NULL,
              balance INTEGER NOT NULL CHECK (balance >= 0),
              PRIMARY KEY (shop, id)
          ) STRICT, WITHOUT ROWID;
          CREATE TABLE operation (
              id BLOB NOT NULL PRIMARY KEY,
              shop INTEGER NOT NULL,
              account INTEGER NOT NULL,
              delta INTEGER NOT NULL,
              FOREIGN KEY (shop, account) REFERENCES account (shop, id)
          ) STRICT;
          CREATE TABLE anything (id INTEGER NOT NULL PRIMARY KEY, i INTEGER, t TEXT, b BLOB) STRICT;",
};
const NOTES: Migration = Migration {
    version: 2,
    name: "notes",
    sql: "CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, said TEXT) STRICT;",
};

const SCHEMA: &[Migration] = &[ACCOUNTS];

/// How a job of these tests fails.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    Rule(&'static str),
    Store(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

fn open(scratch: &Scratch) -> Store {
    Store::open_with(scratch.location(), SCHEMA).expect("the store opens")
}

/// Makes accounts 1 to `count` with nothing on them.
fn make_accounts(store: &Store, count: u32) {
    let job = move |tx: &mut dyn Tx| {
        for id in 1..=count {
            tx.execute("INSERT INTO account (shop, id, balance) VALUES ($1, $2, 0)", &params![1, id])?;
        }
        Ok::<_, Error>(())
    };
    store.write_blocking(job).expect("accounts are made");
}

/// Adds to an account, once per operation id, by reading and then writing: two at once must not lose one. Says the balance after.
fn add(tx: &mut dyn Tx, operation: Uuid, account: u32, delta: i64) -> Result<i64, Refusal> {
    let balance = "SELECT balance FROM account WHERE shop = $1 AND id = $2";
    let done = tx.query_one("SELECT 1 FROM operation WHERE id = $1", &params![operation])?;
    let row = tx.query_one(balance, &params![1, account])?.ok_or(Refusal::Rule("no such account"))?;
    let before: i64 = row.get(0)?;
    if done.is_some() {
        return Ok(before);
    }
    if before + delta < 0 {
        return Err(Refusal::Rule("not enough"));
    }
    tx.execute("UPDATE account SET balance = $3 WHERE shop = $1 AND id = $2", &params![1, account, before + delta])?;
    tx.execute(
        "INSERT INTO operation (shop, id, account, delta) VALUES ($4, $1, $2, $3)",
        &params![operation, account, delta, 1],
    )?;
    Ok(before + delta)
}

/// The sum of all balances, and the sum and count of all operations.
fn totals(store: &Store) -> (i64, i64, i64) {
    let job = |tx: &mut dyn Tx| {
        let balances = one(tx, "SELECT COALESCE(SUM(balance), 0) FROM account")?.get(0)?;
        let operations = one(tx, "SELECT COALESCE(SUM(delta), 0), COUNT(*) FROM operation")?;
        Ok::<_, Error>((balances, operations.get(0)?, operations.get(1)?))
    };
    store.read_blocking(job).expect("totals are read")
}

fn one(tx: &mut dyn Tx, sql: &'static str) -> Result<Row, Error> {
    tx.query_one(sql, &params![])?.ok_or_else(|| Error::Corrupt("no row".into()))
}

/// Ids that tell apart the operations of a test.
fn operation_id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}
