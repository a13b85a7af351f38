//! The log on standard error: text for people or JSON for machines. What is logged names routes, never addresses with ids in them, and
//! holds no code, name, token or client address.

use tracing_subscriber::EnvFilter;

use crate::config::{BadSetting, LogFormat};

/// What is logged when nothing is set.
const FILTER: &str = "info";

/// Begins logging.
///
/// # Errors
/// A filter that is none.
pub fn begin(filter: Option<&str>, format: LogFormat) -> Result<(), BadSetting> {
    let filter = EnvFilter::try_new(filter.unwrap_or(FILTER))
        .map_err(|error| BadSetting(format!("the log filter is not right: {error}")))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    // A second start in one process (tests) keeps the first log.
    let _ = match format {
        LogFormat::Text => log.compact().try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    Ok(())
}
