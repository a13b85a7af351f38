//! What can go wrong between the domain and a database, in words that hold no personal data: no bound value and no row ever
//! gets into a text, only names of tables, columns, constraints and the engine's own codes.

/// Why the store could not do a job. Cheap to clone, because one failed `COMMIT` answers a whole group of jobs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// As many jobs wait as may wait. The server answers 503 with Retry-After; nothing was done.
    #[error("the store is busy: too many jobs are waiting")]
    Busy,
    /// The store was closed, or is closing. Nothing was done.
    #[error("the store is closed")]
    Closed,
    /// The job panicked. What it had written was undone.
    #[error("a job in the store panicked; what it wrote was undone")]
    Panicked,
    /// A row with this key is there already. SQLite names the columns (`card.shop_id, card.id`), PostgreSQL the constraint.
    #[error("already there: {0}")]
    UniqueViolation(String),
    /// A row refers to one that is not there, or one that is referred to was to be removed.
    #[error("broken reference: {0}")]
    ForeignKeyViolation(String),
    /// A value is not one that the table allows (CHECK, NOT NULL, or the type of a strict column).
    #[error("value refused by the table: {0}")]
    CheckViolation(String),
    /// A column was read as something that it is not: the statement and the code around it disagree.
    #[error("column {index} holds {found}, wanted {wanted}")]
    Column {
        /// Which column, counted from 0.
        index: usize,
        /// What the code asked for.
        wanted: &'static str,
        /// What the row holds.
        found: &'static str,
    },
    /// The database refused or failed; the text is the engine's own.
    #[error("database: {0}")]
    Engine(String),
    /// The database cannot be reached. Whether the job was done is unknown; its operation id makes asking again safe.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The schema is not one that this program can work with.
    #[error("schema: {0}")]
    Migration(String),
    /// What is stored contradicts itself.
    #[error("corrupt: {0}")]
    Corrupt(String),
    /// Another server holds this data folder.
    #[error("another comptoir is using the data folder {0}")]
    InUse(String),
    /// A file could not be read or written.
    #[error("{0}")]
    File(String),
}

impl Error {
    /// A file operation that failed, with the path it was about.
    pub(crate) fn file(doing: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::File(format!("{doing} {}: {error}", path.display()))
    }
}
