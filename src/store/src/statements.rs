//! Statements as named constants, kept in a list, so that a test can prepare every one of them on both engines.

/// Names the statements of a module and collects them in its `ALL`.
macro_rules! statements {
    ($($(#[doc = $doc:literal])* $name:ident = $sql:literal;)+) => {
        $($(#[doc = $doc])* pub(crate) const $name: &str = $sql;)+
        /// Every statement of this module.
        pub(crate) const ALL: &[&str] = &[$($name,)+];
    };
}
pub(crate) use statements;

/// Every statement of the domain, for a test that prepares them on both engines.
pub fn all_statements() -> Vec<&'static str> {
    [&daily_statements()[..], crate::verify::sql::ALL, crate::verify::slices::sql::ALL].concat()
}

/// Those that a shop's day is made of: all but what `verify` asks, which reads everything.
pub fn daily_statements() -> Vec<&'static str> {
    [
        crate::admin::sql::ALL,
        crate::attempts::sql::ALL,
        crate::auth::sql::ALL,
        crate::cards::sql::ALL,
        crate::cards::seen::sql::ALL,
        crate::devices::sql::ALL,
        crate::email::sql::ALL,
        crate::explain::sql::ALL,
        crate::handoff::sql::ALL,
        crate::keys::sql::ALL,
        crate::ledger::sql::ALL,
        crate::members::sql::ALL,
        crate::moves::sql::ALL,
        crate::office::sql::ALL,
        crate::programme::sql::ALL,
        crate::recovery::sql::ALL,
        crate::offline::sql::ALL,
        crate::owner::sql::ALL,
        crate::requests::sql::ALL,
        crate::shops::sql::ALL,
        crate::snapshot::sql::ALL,
        crate::staff::sql::ALL,
        crate::sweep::sql::ALL,
        crate::tills::sql::ALL,
        crate::visits::sql::ALL,
        crate::ledger::past::sql::ALL,
    ]
    .concat()
}
