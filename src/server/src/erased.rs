//! `erased.list` in the data folder: who asked to be forgotten, by ids only. A backup of before would bring them back; a server that begins to serve, and
//! `comptoir restore`, forget them again.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use pass::CardId;
use store::members::{self, Erasure};
use store::{Context, Fault, ShopId, Store};
use uuid::Uuid;

use crate::app::App;

const FILE: &str = "erased.list";
const HEAD: &str =
    "# Who asked to be forgotten: time, shop, card. Keep it apart from the backups; it is read when one is put back.\n";

/// Why the list can't be kept or followed.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The file can't be read or written.
    #[error("{path}: {error}", path = .0.display(), error = .1)]
    File(PathBuf, std::io::Error),
    /// A line of the file is none of ours.
    #[error("{path}: line {line} is not a time, a shop and a card", path = .0.display(), line = .1)]
    Line(PathBuf, usize),
    /// The database can't be asked.
    #[error("{0}")]
    Store(Fault),
}

/// Whether anybody was ever forgotten here.
pub fn is_there(data: &Path) -> bool {
    data.join(FILE).exists()
}

/// Brings the list and the database together: whom the list names is forgotten in the database, again if a backup brought them back; whom the database knows as
/// forgotten is in the list. Says how many were forgotten again.
///
/// # Errors
/// A file that can't be read, written or understood, or what the store refuses.
pub fn follow(store: &Store, data: &Path, ctx: Context) -> Result<u64, Failed> {
    let listed = read(data)?;
    let again = listed.clone();
    let forgotten = match listed.is_empty() {
        true => 0,
        false => store.write_blocking(move |tx| members::erase_again(tx, &ctx, &again)).map_err(Failed::Store)?,
    };
    let known = store.read_blocking(members::erasures).map_err(Failed::Store)?;
    add(data, &listed, &known)?;
    Ok(forgotten)
}

/// After somebody was forgotten: the list names them too. What can't be written now is when the server starts.
pub async fn note(app: &App) {
    let Some(data) = app.config.data.clone() else { return };
    let known: Result<Vec<Erasure>, Fault> = app.store.read(members::erasures).await;
    let noted = tokio::task::spawn_blocking(move || {
        let known = known.map_err(Failed::Store)?;
        add(&data, &read(&data)?, &known)
    });
    match noted.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "an erasure is in the database and not in the list beside it"),
        Err(error) => tracing::error!(%error, "an erasure is in the database and not in the list beside it"),
    }
}

fn read(data: &Path) -> Result<Vec<Erasure>, Failed> {
    let path = data.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failed::File(path, error)),
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(at, line)| parse(line).ok_or_else(|| Failed::Line(path.clone(), at + 1))).collect()
}

fn parse(line: &str) -> Option<Erasure> {
    let mut parts = line.split_ascii_whitespace();
    let at: jiff::Timestamp = parts.next()?.parse().ok()?;
    let shop = ShopId(Uuid::parse_str(parts.next()?).ok()?);
    let card: CardId = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some(Erasure { shop, card, at_us: at.as_microsecond() })
}

/// Adds to the file what it has not, on the disk when this returns.
fn add(data: &Path, listed: &[Erasure], known: &[Erasure]) -> Result<(), Failed> {
    let path = data.join(FILE);
    let there = |one: &&Erasure| !listed.iter().any(|other| (other.shop, other.card) == (one.shop, one.card));
    let mut text: String = known.iter().filter(there).map(line).collect();
    if text.is_empty() {
        return Ok(());
    }
    if listed.is_empty() {
        text.insert_str(0, HEAD);
    }
    let open = || fs::create_dir_all(data).and_then(|()| File::options().create(true).append(true).open(&path));
    let written = open().and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|error| Failed::File(path, error))
}

fn line(erasure: &Erasure) -> String {
    let at = jiff::Timestamp::from_microsecond(erasure.at_us).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    format!("{at} {} {}\n", erasure.shop.0, erasure.card)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erasure(n: u8) -> Erasure {
        Erasure { shop: ShopId(Uuid::from_u128(7)), card: CardId([n; 8]), at_us: 1_772_353_800_000_000 + i64::from(n) }
    }

    #[test]
    fn the_list_names_each_once_and_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), []);
        add(folder.path(), &[], &[erasure(1)]).unwrap();
        add(folder.path(), &read(folder.path()).unwrap(), &[erasure(1), erasure(2)]).unwrap();
        assert_eq!(read(folder.path()).unwrap(), [erasure(1), erasure(2)]);
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert_eq!((text.lines().count(), text.matches('#').count()), (3, 1), "{text}");
    }

    #[test]
    fn a_list_that_is_none_is_not_followed_in_part() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "# ours\nyesterday demo K7M2Q\n").unwrap();
        assert!(matches!(read(folder.path()), Err(Failed::Line(_, 2))));
    }
}
