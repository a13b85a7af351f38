//! What SQLite's planner is told about our keys. Left alone it takes it that a shop has ten visits, since every key begins with the shop, and
//! then reads all of a shop's visits to find one. So we write its statistics ourselves, the same on every machine, from what an index says
//! about its columns; plans never change by themselves, and no analysis ever runs beside the till.
//! The format: <https://sqlite.org/fileformat2.html#the_sqlite_stat1_table>.

use rusqlite::Connection;

use super::sqlite::failure;
use crate::error::Error;

/// Rows of a table.
const ROWS: u32 = 1_000_000;
/// Rows of one shop.
const ROWS_OF_SHOP: u32 = 100_000;
/// Rows that agree in two columns, a shop and a card for example, in three, and in more.
const ROWS_ALIKE: [u32; 3] = [20, 5, 2];

const COLUMNS: &str = "SELECT t.name, i.name, i.origin = 'pk' AND t.sql LIKE '%WITHOUT ROWID%', i.\"unique\", c.name
    FROM sqlite_schema t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, i.name, c.seqno";
const TOLD: &str = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx";

/// An index: its table, the name it goes by in the statistics, and its columns.
struct Index {
    table: String,
    name: String,
    unique: bool,
    columns: Vec<String>,
}

impl Index {
    /// Rows in all, then rows that agree in the first column, in the first two, and so on.
    fn told(&self) -> String {
        let mut told = ROWS.to_string();
        for (at, column) in self.columns.iter().enumerate() {
            let rows = match at {
                _ if self.unique && at + 1 == self.columns.len() => 1,
                0 if column == "shop_id" => ROWS_OF_SHOP,
                0 => ROWS_ALIKE[0],
                _ => ROWS_ALIKE[(at - 1).min(2)],
            };
            told.push_str(&format!(" {rows}"));
        }
        told
    }
}

/// Writes it down, unless it stands there already.
pub(crate) fn tell(connection: &mut Connection) -> Result<(), Error> {
    let mut wanted: Vec<_> =
        indexes(connection)?.into_iter().map(|index| (index.told(), index.table, index.name)).collect();
    wanted.sort_by(|a, b| (&a.1, &a.2).cmp(&(&b.1, &b.2)));
    if told(connection)? == wanted {
        return Ok(());
    }
    let transaction = connection.transaction().map_err(failure)?;
    // Makes the table of statistics, and later has this connection read it.
    transaction.execute_batch("ANALYZE sqlite_schema; DELETE FROM sqlite_stat1;").map_err(failure)?;
    for (stat, table, index) in &wanted {
        let row = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)";
        transaction.execute(row, (table, index, stat)).map_err(failure)?;
    }
    transaction.execute_batch("ANALYZE sqlite_schema;").map_err(failure)?;
    transaction.commit().map_err(failure)
}

fn indexes(connection: &Connection) -> Result<Vec<Index>, Error> {
    let mut statement = connection.prepare(COLUMNS).map_err(failure)?;
    let mut rows = statement.query([]).map_err(failure)?;
    let mut indexes: Vec<Index> = Vec::new();
    while let Some(row) = rows.next().map_err(failure)? {
        let get = |at| row.get::<_, String>(at).map_err(failure);
        let (table, column) = (get(0)?, get(4)?);
        // A table without row numbers is its own primary key's index.
        let is_table: bool = row.get(2).map_err(failure)?;
        let name = if is_table { table.clone() } else { get(1)? };
        match indexes.last_mut().filter(|last| (&last.table, &last.name) == (&table, &name)) {
            Some(last) => last.columns.push(column),
            None => {
                let unique = row.get(3).map_err(failure)?;
                indexes.push(Index { table, name, unique, columns: vec![column] });
            }
        }
    }
    Ok(indexes)
}

/// What stands there, as (statistics, table, index).
fn told(connection: &Connection) -> Result<Vec<(String, String, String)>, Error> {
    if !connection.table_exists(None, "sqlite_stat1").map_err(failure)? {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare(TOLD).map_err(failure)?;
    let rows = statement.query_map([], |row| Ok((row.get(2)?, row.get(0)?, row.get(1)?)));
    rows.map_err(failure)?.collect::<Result<_, _>>().map_err(failure)
}
