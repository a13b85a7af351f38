//! Guarantees broken on purpose, one at a time, so that it is seen that the simulator finds it.

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A till makes new ids when it sends a request again.
    NewIdsOnRetry,
    /// A till records a code that it saw used.
    SingleUseIsSkipped,
    /// A till's last waiting record is gone when it starts again.
    JournalIsLostInCrash,
    /// A till says done before its storage has the record.
    DoneBeforeWritten,
    /// A till takes no answer for a good one.
    SilenceIsConsent,
    /// A till sends its newest record first.
    JournalOutOfOrder,
    /// The server answers before its commit is safe: a crash takes the last ones back.
    CommitsAreForgotten,
    /// The server keeps no answers: the same id is another request.
    RequestsAreForgotten,
    /// The server keeps no codes: the unique key is gone, and the mark with it.
    CodesAreForgotten,
}
