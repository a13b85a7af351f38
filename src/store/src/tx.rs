//! What domain code sees of a database: statements with values in, rows with values out, the same on both engines.
//!
//! A transaction is over after the first failed statement, on both engines: whatever is executed next gets the same error, and
//! what the job wrote is undone whatever it answers. So a job asks first (`ON CONFLICT DO NOTHING`, `SELECT`) instead of trying.

use uuid::Uuid;

use crate::error::Error;

/// A value on its way into a statement or out of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No value; its type is the column's.
    Null,
    /// `INTEGER` here, `BIGINT` on PostgreSQL; truth values are 0 and 1.
    Int(i64),
    /// UTF-8 text without NUL characters.
    Text(String),
    /// Bytes: ids, hashes, keys.
    Blob(Vec<u8>),
}

impl Value {
    /// What kind of value this is, for error texts.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Int(_) => "an integer",
            Self::Text(_) => "text",
            Self::Blob(_) => "bytes",
        }
    }
}

/// Builds the array of [`Value`]s of a statement: `tx.execute(SQL, &params![shop, card_id, "active"])`.
#[macro_export]
macro_rules! params {
    () => { [] as [$crate::tx::Value; 0] };
    ($($value:expr),+ $(,)?) => { [$($crate::tx::Value::from($value)),+] };
}

/// A transaction, as domain code sees it. Placeholders are `$1` to `$n`, each may be used more than once.
pub trait Tx {
    /// Executes a statement that returns no rows and says how many it changed.
    ///
    /// # Errors
    /// Whatever the engine refuses; the transaction is over then.
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Error>;

    /// All rows of a query, or of a statement with `RETURNING`.
    ///
    /// # Errors
    /// Whatever the engine refuses; the transaction is over then.
    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Error>;

    /// The first row of a query, if it has one.
    ///
    /// # Errors
    /// Whatever the engine refuses; the transaction is over then.
    fn query_one(&mut self, sql: &'static str, params: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// Prepares a statement without executing it, to see whether the engine takes it.
    ///
    /// # Errors
    /// Whatever the engine refuses; the transaction is over then.
    fn prepare(&mut self, sql: &'static str) -> Result<(), Error>;

    /// Asks that what this transaction deletes can't be read in the engine's files either, once it is committed. On SQLite deleted bytes are overwritten,
    /// and the log that may still have them is emptied before anybody is answered. PostgreSQL keeps them until it vacuums, and in its own log.
    fn leave_no_trace(&mut self) {}
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(Vec<Value>);

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values)
    }

    /// The column at `index` (from 0), as the type wanted; `&str` and `&[u8]` borrow from the row.
    ///
    /// # Errors
    /// [`Error::Column`] when there is no such column or it holds something else.
    pub fn get<'a, T: FromValue<'a>>(&'a self, index: usize) -> Result<T, Error> {
        let value = self.0.get(index);
        value.and_then(T::from_value).ok_or_else(|| Error::Column {
            index,
            wanted: std::any::type_name::<T>(),
            found: value.map_or("nothing", Value::kind),
        })
    }

    /// The columns in order.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}

/// What a column can be read as.
pub trait FromValue<'a>: Sized {
    /// Reads the value, or `None` when it is something else or does not fit.
    fn from_value(value: &'a Value) -> Option<Self>;
}

impl<'a> FromValue<'a> for i64 {
    fn from_value(value: &'a Value) -> Option<Self> {
        match value {
            Value::Int(i) => Some(*i),
            _ => None,
        }
    }
}

impl<'a> FromValue<'a> for bool {
    fn from_value(value: &'a Value) -> Option<Self> {
        match value {
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl<'a> FromValue<'a> for &'a str {
    fn from_value(value: &'a Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> FromValue<'a> for String {
    fn from_value(value: &'a Value) -> Option<Self> {
        <&str>::from_value(value).map(str::to_owned)
    }
}

impl<'a> FromValue<'a> for &'a [u8] {
    fn from_value(value: &'a Value) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes),
            _ => None,
        }
    }
}

impl<'a> FromValue<'a> for Vec<u8> {
    fn from_value(value: &'a Value) -> Option<Self> {
        <&[u8]>::from_value(value).map(<[u8]>::to_vec)
    }
}

impl<'a, const N: usize> FromValue<'a> for [u8; N] {
    fn from_value(value: &'a Value) -> Option<Self> {
        <&[u8]>::from_value(value)?.try_into().ok()
    }
}

impl<'a> FromValue<'a> for Uuid {
    fn from_value(value: &'a Value) -> Option<Self> {
        Uuid::from_slice(<&[u8]>::from_value(value)?).ok()
    }
}

impl<'a, T: FromValue<'a>> FromValue<'a> for Option<T> {
    fn from_value(value: &'a Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

/// Integers narrower than a column are refused when the value does not fit; wider ones cannot be sent at all.
macro_rules! narrow_integers {
    ($($int:ty),+) => { $(
        impl<'a> FromValue<'a> for $int {
            fn from_value(value: &'a Value) -> Option<Self> {
                i64::from_value(value).and_then(|i| <$int>::try_from(i).ok())
            }
        }
        impl From<$int> for Value {
            fn from(int: $int) -> Self {
                Self::Int(i64::from(int))
            }
        }
    )+ };
}

narrow_integers!(i16, i32, u8, u16, u32);

impl<'a> FromValue<'a> for u64 {
    fn from_value(value: &'a Value) -> Option<Self> {
        i64::from_value(value).and_then(|i| u64::try_from(i).ok())
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Int(i64::from(truth))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
    }
}

impl From<&Vec<u8>> for Value {
    fn from(bytes: &Vec<u8>) -> Self {
        Self::Blob(bytes.clone())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Blob(id.as_bytes().to_vec())
    }
}

impl From<&Uuid> for Value {
    fn from(id: &Uuid) -> Self {
        Self::Blob(id.as_bytes().to_vec())
    }
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

impl<T> From<Option<T>> for Value
where
    Value: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Value::from)
    }
}
