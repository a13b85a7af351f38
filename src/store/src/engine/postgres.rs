//! PostgreSQL.
use std::sync::Arc;

use super::counters::Counters;
use super::threads::Crew;
use crate::error::Error;
use crate::migrate::Migration;

pub(crate) fn open(_url: &str, _known: &[Migration], _counters: &Arc<Counters>, _migrate: bool) -> Result<Crew, Error> {
    Err(Error::Engine("PostgreSQL is not in this build yet".into()))
}
