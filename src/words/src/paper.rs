//! What the server's own pages say.

/// The words of the pages that need no app.
pub struct Paper {
    /// A page that does nothing without scripts.
    pub no_script: &'static str,
}
