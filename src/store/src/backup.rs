//! Copies of the embedded database: made while the server runs, checked, put back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::engine::folder;
use crate::engine::sqlite::failure;
use crate::error::Error;
use crate::migrate::{self, MIGRATIONS, Migration};

/// Copies the database in a data folder to a new file, while a server uses it or not. The copy is one moment of the database, whole
/// and checked before it gets its name.
///
/// # Errors
/// When the file is there already, cannot be written, or the copy does not pass SQLite's integrity check.
pub fn backup(data: &Path, to: &Path) -> Result<(), Error> {
    let file = folder::database_file(data);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if !file.exists() {
        return Err(Error::File(format!("there is no database in {}", data.display())));
    }
    let connection = Connection::open_with_flags(&file, flags).map_err(failure)?;
    copy_database(&connection, to)
}

/// Puts a backup in the place of the database in a data folder that no server uses. With `force` a database that is there makes room:
/// it stays in the folder under another name, which is returned.
///
/// # Errors
/// When the backup is not whole or not this program's, when there is a database and no `force`, or when a server runs.
pub fn restore(data: &Path, from: &Path, force: bool) -> Result<Option<PathBuf>, Error> {
    restore_with(data, from, force, MIGRATIONS)
}

pub(crate) fn restore_with(
    data: &Path,
    from: &Path,
    force: bool,
    known: &[Migration],
) -> Result<Option<PathBuf>, Error> {
    check(from, known)?;
    folder::create(data)?;
    let _lock = folder::lock(data)?;
    let file = folder::database_file(data);
    if file.exists() && !force {
        return Err(Error::File(format!("there is a database in {} already", data.display())));
    }
    let part = file.with_extension("db.part");
    fs::copy(from, &part).map_err(|error| Error::file("cannot copy to", &part, &error))?;
    restrict(&part)?;
    sync(&part)?;
    let aside = if file.exists() { Some(move_aside(&file)?) } else { None };
    rename(&part, &file)?;
    Ok(aside)
}

/// Copies in one step: a reader's snapshot, so the writer goes on meanwhile and the copy does not start over.
pub(crate) fn copy_database(connection: &Connection, to: &Path) -> Result<(), Error> {
    if to.exists() {
        return Err(Error::File(format!("{} is there already", to.display())));
    }
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let _ = fs::remove_file(&part);
    let copied = copy_to(connection, &part).and_then(|()| sync(&part)).and_then(|()| rename(&part, to));
    if copied.is_err() {
        let _ = fs::remove_file(&part);
    }
    copied
}

fn copy_to(connection: &Connection, part: &Path) -> Result<(), Error> {
    File::create_new(part).map_err(|error| Error::file("cannot create", part, &error))?;
    restrict(part)?;
    let mut copy = Connection::open(part).map_err(failure)?;
    let outcome = Backup::new(connection, &mut copy).and_then(|backup| backup.step(-1)).map_err(failure)?;
    if outcome != StepResult::Done {
        return Err(Error::Engine("the database is locked: the backup was not made".into()));
    }
    // Without a log, the file is all there is.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).map_err(failure)?;
    integrity(&copy)
}

/// A backup is whole and holds the beginning of this program's schema.
fn check(file: &Path, known: &[Migration]) -> Result<(), Error> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| Error::File(format!("{}: {}", file.display(), failure(error))))?;
    integrity(&connection)?;
    let applied = folder::applied(&connection)?;
    if applied.is_empty() {
        return Err(Error::File(format!("{} is not a comptoir database", file.display())));
    }
    migrate::pending(&applied, known).map(drop)
}

fn integrity(connection: &Connection) -> Result<(), Error> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failure)?;
    if verdict != "ok" {
        return Err(Error::Corrupt(verdict));
    }
    let broken: i64 =
        connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).map_err(failure)?;
    if broken > 0 {
        return Err(Error::Corrupt(format!("{broken} rows refer to rows that are not there")));
    }
    Ok(())
}

/// Renames a database together with its log, so that it stays whole.
fn move_aside(file: &Path) -> Result<PathBuf, Error> {
    let aside = file.with_extension(format!("replaced-{}.db", migrate::now_us() / 1_000_000));
    for suffix in ["", "-wal", "-shm"] {
        let with = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        if with(file).exists() {
            rename(&with(file), &with(&aside))?;
        }
    }
    Ok(aside)
}

/// Stamps and names are nobody else's business on a shared machine.
fn restrict(file: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    {
        let owner_only = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(file, owner_only).map_err(|error| Error::file("cannot protect", file, &error))?;
    }
    Ok(())
}

fn sync(file: &Path) -> Result<(), Error> {
    let synced = File::options().write(true).open(file).and_then(|file| file.sync_all());
    synced.map_err(|error| Error::file("cannot write", file, &error))
}

/// Renames durably: the folder is synced too.
fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|error| Error::file("cannot rename to", to, &error))?;
    #[cfg(unix)]
    if let Some(folder) = to.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| Error::file("cannot sync", folder, &error))?;
    }
    Ok(())
}
